use crate::hpa::{Profile, ReconcileInput};
use crate::kube::{HorizontalPodAutoscaler, Pod, Scale};
use crate::resources::Mapper;

/// What is known beside an HPA that is checked; nothing by default.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CheckContext<'a> {
    /// The release whose API server and controller are meant.
    pub profile: Profile,
    /// The scale of its target.
    pub scale: Option<&'a Scale>,
    /// Pods of the cluster.
    pub pods: &'a [Pod],
    /// Other HPAs.
    pub others: &'a [HorizontalPodAutoscaler],
    /// The cluster's resources.
    pub mapper: &'a Mapper,
}

impl Default for CheckContext<'_> {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            scale: None,
            pods: &[],
            others: &[],
            mapper: Mapper::builtin_ref(),
        }
    }
}

impl<'a> CheckContext<'a> {
    /// What one sync of the controller looks at.
    #[must_use]
    pub fn of(sync: &ReconcileInput<'a>) -> Self {
        Self {
            profile: sync.profile,
            scale: sync.scale.ok(),
            pods: sync.pods,
            others: &[],
            mapper: sync.mapper,
        }
    }

    /// The release whose API server and controller are meant.
    #[must_use]
    pub fn profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The scale of its target, and pods of the cluster.
    #[must_use]
    pub fn target(self, scale: &'a Scale, pods: &'a [Pod]) -> Self {
        Self { scale: Some(scale), pods, ..self }
    }

    /// Other HPAs; the one that is checked may be among them.
    #[must_use]
    pub fn others(self, others: &'a [HorizontalPodAutoscaler]) -> Self {
        Self { others, ..self }
    }

    /// The cluster's resources.
    #[must_use]
    pub fn mapper(self, mapper: &'a Mapper) -> Self {
        Self { mapper, ..self }
    }
}
