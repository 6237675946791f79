//! The pods: each is made, gets a node, runs, is ready and goes.

mod model;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use super::nodes::Room;
use super::random::Random;
use super::rollout::Count;
use crate::go::number;
use crate::kube::{ConditionStatus, Pod, PodPhase, ReadyCondition, ShortString, Time};

pub(super) use model::Model;

/// A pod of the model, beside the object that the controller sees.
#[derive(Debug)]
pub(super) struct ModelPod {
    serial: u64,
    revision: u64,
    /// Whether it has a node.
    scheduled: bool,
    /// Whether it waits for one.
    waiting: bool,
    /// When its container first ran.
    pub(super) started: Option<i64>,
    ready: Option<i64>,
    deleted: bool,
    /// What each pod did until it was ready, and until it was deleted: see [`Flow::share`](super::queue::Flow).
    share_from: f64,
    share_until: f64,
    failures: u32,
    random: Random,
}

/// Whether a start ends well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Started {
    Ready,
    /// The container ended, for the so manyth time, and runs again after so long.
    Failed {
        times: u32,
        backoff: i64,
    },
    /// There is no such pod any more.
    Gone,
}

/// A pod that was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deleted {
    pub(super) serial: u64,
    /// Whether it is gone already.
    pub(super) gone: bool,
}

/// All pods, in the order of their making.
#[derive(Debug)]
pub(super) struct Fleet {
    pub(super) model: Model,
    template: Pod,
    name: String,
    seed: u64,
    pods: Vec<ModelPod>,
    objects: Vec<Pod>,
    made: u64,
    /// Counts the changes of what the controller sees.
    version: u64,
    revision: u64,
    live: usize,
    ready: usize,
    waiting: usize,
}

/// When the pods of the start were made, in nanoseconds.
const LONG_AGO: i64 = -3_600 * 1_000_000_000;

impl Fleet {
    pub(super) fn new(model: Model, template: Pod, name: &str, seed: u64) -> Self {
        Self {
            model,
            template,
            name: name.to_owned(),
            seed,
            pods: Vec::new(),
            objects: Vec::new(),
            made: 0,
            version: 0,
            revision: 0,
            live: 0,
            ready: 0,
            waiting: 0,
        }
    }

    /// The objects of all pods.
    pub(super) fn objects(&self) -> &[Pod] {
        &self.objects
    }

    /// Counts the changes of the objects.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The pods with their objects.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&ModelPod, &Pod)> {
        self.pods.iter().zip(&self.objects)
    }

    /// All pods.
    pub(super) fn all(&self) -> usize {
        self.pods.len()
    }

    /// Those that are not being deleted.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    /// Those of them that are ready.
    pub(super) fn ready(&self) -> usize {
        self.ready
    }

    /// Those that wait for a node.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    pub(super) fn count(&self) -> Count {
        let mut count = Count::default();
        for pod in self.pods.iter().filter(|pod| !pod.deleted) {
            let ready = i64::from(pod.ready.is_some());
            if pod.revision == self.revision {
                count.new = count.new.saturating_add(1);
                count.new_ready = count.new_ready.saturating_add(ready);
            } else {
                count.old = count.old.saturating_add(1);
                count.old_ready = count.old_ready.saturating_add(ready);
            }
        }
        count
    }

    /// Pods that are made from now on are of another revision.
    pub(super) fn revise(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }

    /// Makes a pod, and gives its number.
    pub(super) fn create(&mut self) -> u64 {
        let serial = self.made;
        self.made = self.made.wrapping_add(1);
        self.version = self.version.wrapping_add(1);
        let mut object = self.template.clone();
        object.metadata.name = ShortString::from(format!("{}-{serial:06}", self.name).as_str());
        self.objects.push(object);
        self.pods.push(ModelPod {
            serial,
            revision: self.revision,
            scheduled: false,
            waiting: false,
            started: None,
            ready: None,
            deleted: false,
            share_from: f64::INFINITY,
            share_until: f64::INFINITY,
            failures: 0,
            random: Random::of(self.seed, serial),
        });
        self.live = self.live.saturating_add(1);
        serial
    }

    /// Makes a pod that has been ready for long.
    pub(super) fn create_ready(&mut self, room: &mut Room, since: Time) {
        let serial = self.create();
        if !self.schedule(serial, room, since) {
            return;
        }
        self.run(serial, LONG_AGO);
        let Some((pod, object)) = self.find(serial) else { return };
        pod.ready = Some(LONG_AGO);
        pod.share_from = 0.0;
        object.status.ready =
            Some(ReadyCondition { status: ConditionStatus::True, last_transition_time: Some(since) });
        self.ready = self.ready.saturating_add(1);
    }

    fn place(&self, serial: u64) -> Option<usize> {
        self.pods.binary_search_by_key(&serial, |pod| pod.serial).ok()
    }

    /// A pod and its object, to be changed.
    fn find(&mut self, serial: u64) -> Option<(&mut ModelPod, &mut Pod)> {
        let place = self.place(serial)?;
        self.version = self.version.wrapping_add(1);
        Some((self.pods.get_mut(place)?, self.objects.get_mut(place)?))
    }

    /// Finds a node for a pod; false where it waits for one.
    pub(super) fn schedule(&mut self, serial: u64, room: &mut Room, now: Time) -> bool {
        let Some((pod, object)) = self.find(serial) else { return false };
        if pod.deleted || pod.scheduled {
            return false;
        }
        let fits = room.take();
        let waited = std::mem::replace(&mut pod.waiting, !fits);
        if fits {
            pod.scheduled = true;
            object.status.start_time = Some(now);
            object.status.ready =
                Some(ReadyCondition { status: ConditionStatus::False, last_transition_time: Some(now) });
        }
        match (waited, fits) {
            (false, false) => self.waiting = self.waiting.saturating_add(1),
            (true, true) => self.waiting = self.waiting.saturating_sub(1),
            _ => {}
        }
        fits
    }

    /// The pod that has waited longest for a node.
    pub(super) fn first_waiting(&self) -> Option<u64> {
        if self.waiting == 0 {
            return None;
        }
        self.pods.iter().find(|pod| pod.waiting).map(|pod| pod.serial)
    }

    /// A pod's container runs; false where there is no such pod any more.
    pub(super) fn run(&mut self, serial: u64, now: i64) -> bool {
        let Some((pod, object)) = self.find(serial) else { return false };
        if pod.deleted {
            return false;
        }
        pod.started = Some(now);
        object.status.phase = PodPhase::Running;
        true
    }

    /// A pod is ready, or its container ends; `share` is what each pod did so far.
    pub(super) fn start(&mut self, serial: u64, now: (i64, Time), share: f64) -> Started {
        let chance = self.model.start_failures;
        let Some((pod, object)) = self.find(serial) else { return Started::Gone };
        if pod.deleted {
            return Started::Gone;
        }
        if chance > 0.0 && pod.random.share() < chance {
            let backoff = model::backoff(pod.failures);
            pod.failures = pod.failures.saturating_add(1);
            return Started::Failed { times: pod.failures, backoff };
        }
        pod.ready = Some(now.0);
        pod.share_from = share;
        object.status.ready =
            Some(ReadyCondition { status: ConditionStatus::True, last_transition_time: Some(now.1) });
        self.ready = self.ready.saturating_add(1);
        Started::Ready
    }

    /// Deletes pods, of the present revision or of earlier ones: first those that have no node, do not run, are not ready, and
    /// of equal ones the newest. Mirrors `controller.ActivePodsWithRanks`, as far as pods differ here.
    pub(super) fn delete(&mut self, count: i64, new: bool, until: Time, share: f64) -> Vec<Deleted> {
        let Ok(count) = usize::try_from(count) else { return Vec::new() };
        let of_revision = |pod: &&ModelPod| !pod.deleted && (pod.revision == self.revision) == new;
        let mut ranked: Vec<_> = self
            .pods
            .iter()
            .filter(of_revision)
            .map(|pod| (pod.scheduled, pod.started.is_some(), pod.ready.is_some(), Reverse(pod.serial)))
            .collect();
        ranked.sort_unstable();
        let mut deleted = Vec::with_capacity(count.min(ranked.len()));
        for (scheduled, _, ready, Reverse(serial)) in ranked.into_iter().take(count) {
            let Some((pod, object)) = self.find(serial) else { continue };
            pod.deleted = true;
            pod.share_until = share;
            let waited = std::mem::take(&mut pod.waiting);
            object.metadata.deletion_timestamp = Some(until);
            self.waiting = self.waiting.saturating_sub(usize::from(waited));
            self.live = self.live.saturating_sub(1);
            self.ready = self.ready.saturating_sub(usize::from(ready));
            if !scheduled {
                self.remove(serial);
            }
            deleted.push(Deleted { serial, gone: !scheduled });
        }
        deleted
    }

    /// A pod is gone, and what it had of the room with it.
    pub(super) fn gone(&mut self, serial: u64, room: &mut Room) {
        if self.remove(serial) {
            room.free();
        }
    }

    fn remove(&mut self, serial: u64) -> bool {
        let Some(place) = self.place(serial) else { return false };
        self.version = self.version.wrapping_add(1);
        self.pods.remove(place);
        self.objects.remove(place);
        true
    }

    /// Pods as a number that flows are shared by.
    pub(super) fn ready_number(&self) -> f64 {
        number::float64(number::count(self.ready))
    }
}
