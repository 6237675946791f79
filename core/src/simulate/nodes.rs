//! Room for pods, and more of it that comes late.

use super::check;
use super::input::Nodes;
use crate::error::Result;
use crate::go::number;

/// The nodes; without them there is always room. None is ever taken away.
#[derive(Debug)]
pub(super) struct Room {
    nodes: Option<Limited>,
}

#[derive(Debug)]
struct Limited {
    /// Pods that fit on a node.
    pods: i64,
    count: i64,
    /// Nodes that are on their way.
    coming: i64,
    max: i64,
    delay: i64,
    /// Pods that have a node.
    used: i64,
}

/// Nodes that were asked for: how many, and when they are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) max: i64,
    pub(super) delay: i64,
}

impl Room {
    /// The room at the start, for so many pods.
    ///
    /// # Errors
    /// `simulate.value` and `simulate.duration`.
    pub(super) fn new(nodes: Option<&Nodes>, pods: i64) -> Result<Self> {
        let Some(nodes) = nodes else { return Ok(Self { nodes: None }) };
        let each = i64::from(check::count(nodes.pods, 1, "nodes.pods")?);
        let needed = pods.saturating_add(each.saturating_sub(1)).checked_div(each).unwrap_or_default();
        let count = match nodes.count {
            Some(count) => i64::from(check::count(count, 0, "nodes.count")?),
            None => needed,
        };
        let max = match nodes.max {
            Some(max) => i64::from(check::count(max, 0, "nodes.max")?),
            None => i64::from(i32::MAX),
        };
        let delay = check::time(nodes.delay, "nodes.delay")?;
        Ok(Self { nodes: Some(Limited { pods: each, count, coming: 0, max, delay, used: 0 }) })
    }

    /// Finds a node for a pod; false where there is none.
    pub(super) fn take(&mut self) -> bool {
        let Some(nodes) = &mut self.nodes else { return true };
        let fits = nodes.used < nodes.count.saturating_mul(nodes.pods);
        nodes.used = nodes.used.saturating_add(i64::from(fits));
        fits
    }

    /// A pod that had a node is gone.
    pub(super) fn free(&mut self) {
        if let Some(nodes) = &mut self.nodes {
            nodes.used = nodes.used.saturating_sub(1);
        }
    }

    /// Asks for the nodes that so many waiting pods need beside those that come. Mirrors what the cluster autoscaler does, but
    /// that pods of any kind fit alike.
    pub(super) fn ask(&mut self, waiting: usize) -> Option<Asked> {
        let nodes = self.nodes.as_mut()?;
        let places = nodes.pods.saturating_mul(nodes.coming);
        let wanting = number::count(waiting).saturating_sub(places);
        let needed = wanting.saturating_add(nodes.pods.saturating_sub(1)).checked_div(nodes.pods)?;
        let from = nodes.count.saturating_add(nodes.coming);
        let more = needed.min(nodes.max.saturating_sub(from));
        if more <= 0 {
            return None;
        }
        nodes.coming = nodes.coming.saturating_add(more);
        Some(Asked { from, to: from.saturating_add(more), max: nodes.max, delay: nodes.delay })
    }

    /// One of the nodes is there.
    pub(super) fn arrives(&mut self) {
        if let Some(nodes) = &mut self.nodes {
            nodes.coming = nodes.coming.saturating_sub(1);
            nodes.count = nodes.count.saturating_add(1);
        }
    }
}
