//! What is known of the pods as long as they are the same.

use std::cell::{Cell, RefCell};

use super::groups::Readiness;
use super::pod_requests::pod_request;
use super::sums::Sums;
use super::{Scope, samples};
use crate::hpa::Profile;
use crate::kube::{Pod, PodMetricsList};
use crate::quantity::Quantity;
use crate::text::{is_before, same};

/// A target's pods from sync to sync. Where all of them have a sample that counts, as they nearly always have, a sync need look at
/// nothing but those.
#[derive(Debug, Default)]
pub(in crate::hpa) struct Roster {
    /// The selector that all below is of, and whether it selects all pods.
    selector: RefCell<(String, bool)>,
    /// Whether each name comes before the next.
    ascends: Cell<Option<bool>>,
    parts: RefCell<Vec<Part>>,
}

/// What the pods request of a resource: each as a whole, or one container of it.
#[derive(Debug)]
struct Part {
    resource: String,
    container: Option<String>,
    settled: Option<Settled>,
}

/// Pods whose samples all count, whatever they are.
#[derive(Debug, Clone, Copy)]
struct Settled {
    /// From when on they do, in nanoseconds since 1970.
    since: i128,
    /// What they request, milli.
    requests: i64,
}

impl Roster {
    /// The pods that a selector selects; `select` finds them.
    pub(in crate::hpa) fn selected<'a>(
        &self,
        selector: &str,
        pods: &'a [Pod],
        select: impl FnOnce() -> Vec<&'a Pod>,
    ) -> Vec<&'a Pod> {
        let is_known = self.selector.borrow().0 == selector;
        if is_known && self.selector.borrow().1 {
            return pods.iter().collect();
        }
        let selected = select();
        if !is_known {
            self.selector.replace((selector.to_owned(), selected.len() == pods.len()));
            self.ascends.set(None);
            self.parts.borrow_mut().clear();
        }
        selected
    }

    /// Usage and requests of all pods, where it is known that each sample counts; `None` for what is to be looked at pod by pod.
    /// The list must hold the pods in their order.
    pub(super) fn sums(
        &self,
        scope: &Scope<'_>,
        list: &PodMetricsList,
        resource: &str,
        container: Option<&str>,
    ) -> Option<Sums> {
        if list.items.len() != scope.pods.len() || !self.ascends(scope.pods) {
            return None;
        }
        let Settled { since, requests } = self.settled(scope, resource, container)?;
        if scope.readiness.now.unix_nanos() < since {
            return None;
        }
        let mut sums = Sums { usage: 0, requests, pods: 0 };
        // Pods often use the same as the one before.
        let mut last: Option<(&Quantity, i64)> = None;
        for (pod, item) in scope.pods.iter().zip(&list.items) {
            if !same(pod.metadata.name.as_str(), item.metadata.name.as_str()) {
                return None;
            }
            let usage = match samples::only(item, resource, container) {
                Some(quantity) => match last {
                    Some((held, milli)) if held.is_held_as(quantity) => milli,
                    _ => last.insert((quantity, quantity.milli_value())).1,
                },
                None => samples::usage(item, resource, container, scope.profile)?,
            };
            sums.count_in(usage, Sums { usage, requests: 0, pods: 1 }, scope.profile.arithmetic);
        }
        Some(sums)
    }

    fn ascends(&self, pods: &[&Pod]) -> bool {
        let pair = |pair: &[&Pod]| matches!(pair, [a, b] if is_before(&a.metadata.name, &b.metadata.name));
        let ascends = self.ascends.get().unwrap_or_else(|| pods.windows(2).all(pair));
        self.ascends.set(Some(ascends));
        ascends
    }

    fn settled(&self, scope: &Scope<'_>, resource: &str, container: Option<&str>) -> Option<Settled> {
        let mut parts = self.parts.borrow_mut();
        let is_held = |part: &&Part| same(&part.resource, resource) && part.container.as_deref() == container;
        if let Some(part) = parts.iter().find(is_held) {
            return part.settled;
        }
        let settled = Settled::of(scope, resource, container);
        parts.push(Part { resource: resource.to_owned(), container: container.map(str::to_owned), settled });
        settled
    }
}

impl Settled {
    /// `None` where some pod's sample does not count, or a request is wanting.
    fn of(scope: &Scope<'_>, resource: &str, container: Option<&str>) -> Option<Self> {
        let Scope { profile, readiness, .. } = *scope;
        let mut settled = Self { since: i128::MIN, requests: 0 };
        for pod in scope.pods {
            settled.add(pod, (resource, container), &readiness, profile)?;
        }
        Some(settled)
    }

    fn add(
        &mut self,
        pod: &Pod,
        (resource, container): (&str, Option<&str>),
        readiness: &Readiness,
        profile: &Profile,
    ) -> Option<()> {
        self.since = self.since.max(readiness.counts_from(pod, resource)?);
        let request = pod_request(pod, resource, container, profile).ok()?;
        self.requests = profile.arithmetic.add(self.requests, request);
        Some(())
    }
}
