//! What a Deployment and its nodes do when something changes.

use super::World;
use crate::error::{Error, Result, codes};
use crate::hpa::EventType;
use crate::limits;
use crate::simulate::clock::Event;
use crate::simulate::output::About;
use crate::simulate::rollout;

impl World<'_> {
    /// Begins a rollout by its place in the list.
    pub(super) fn begin_rollout(&mut self, place: usize) -> Result<()> {
        let Some(strategy) = self.rollouts.get(place) else { return Ok(()) };
        self.strategy = *strategy;
        self.rolling = true;
        self.fleet.revise();
        self.tell(About::Deployment, (EventType::Normal, "RolloutStarted"), "a rollout begins".to_owned())?;
        self.settle()
    }

    /// Makes and deletes the pods that are to be made and deleted now.
    pub(super) fn settle(&mut self) -> Result<()> {
        let replicas = i64::from(self.scale.spec.replicas);
        let steps = rollout::steps(replicas, self.fleet.count(), self.strategy);
        self.create(steps.create)?;
        self.delete(steps.delete_new, true)?;
        self.delete(steps.delete_old, false)?;
        if !self.rolling {
            return Ok(());
        }
        let count = self.fleet.count();
        if count.old == 0 && count.new_ready >= replicas {
            self.rolling = false;
            let message = "every pod is of the new revision".to_owned();
            self.tell(About::Deployment, (EventType::Normal, "RolloutComplete"), message)?;
        }
        Ok(())
    }

    fn create(&mut self, count: i64) -> Result<()> {
        let Some(count) = usize::try_from(count).ok().filter(|count| *count > 0) else { return Ok(()) };
        let from = self.fleet.live();
        let all = self.fleet.all().saturating_add(count);
        if all > limits::SIMULATED_PODS {
            let message = format!("{all} pods at once are more than {}", limits::SIMULATED_PODS);
            return Err(Error::new(codes::limit::PODS, message).in_path("hpa.spec.maxReplicas"));
        }
        self.budget.take_looks(count)?;
        for _ in 0..count {
            let serial = self.fleet.create();
            let at = self.after(self.fleet.model.scheduling_delay);
            self.clock.set(at, Event::PodSchedules(serial));
        }
        self.tell_of_pods("Scaled up", from)
    }

    fn delete(&mut self, count: i64, new: bool) -> Result<()> {
        if count <= 0 {
            return Ok(());
        }
        let from = self.fleet.live();
        let gone = self.after(self.fleet.model.termination_grace);
        let until = super::now(self.start, gone.div_euclid(super::NANOS).saturating_mul(super::NANOS));
        for deleted in self.fleet.delete(count, new, until, self.flow.share) {
            if !deleted.gone {
                self.clock.set(gone, Event::PodGone(deleted.serial));
            }
        }
        self.tell_of_pods("Scaled down", from)
    }

    fn tell_of_pods(&mut self, what: &str, from: usize) -> Result<()> {
        let to = self.fleet.live();
        let message = format!("{what} from {from} to {to} pods");
        self.tell(About::Deployment, (EventType::Normal, "ScalingReplicaSet"), message)
    }

    /// Finds nodes for the pods that wait, as far as there are some.
    pub(super) fn find_room(&mut self) -> Result<()> {
        let now = self.instant();
        while let Some(serial) = self.fleet.first_waiting() {
            self.budget.take_looks(1)?;
            if !self.fleet.schedule(serial, &mut self.room, now) {
                break;
            }
            self.clock.set(self.after(self.fleet.model.image_pull), Event::PodRuns(serial));
        }
        self.ask_for_nodes()
    }

    /// Asks for nodes, where pods wait that no node is coming for.
    pub(super) fn ask_for_nodes(&mut self) -> Result<()> {
        let waiting = self.fleet.waiting();
        if waiting == 0 {
            return Ok(());
        }
        let warning = (EventType::Warning, "FailedScheduling");
        self.tell(About::Pod, warning, "no node has room for another pod".to_owned())?;
        let Some(asked) = self.room.ask(waiting) else { return Ok(()) };
        self.budget.take_looks(usize::try_from(asked.to.saturating_sub(asked.from)).unwrap_or(usize::MAX))?;
        let at = self.after(asked.delay);
        for _ in asked.from..asked.to {
            self.clock.set(at, Event::NodeArrives);
        }
        let message = format!("nodes from {} to {} (max: {})", asked.from, asked.to, asked.max);
        self.tell(About::Nodes, (EventType::Normal, "TriggeredScaleUp"), message)
    }
}
