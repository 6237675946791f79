use std::collections::BTreeMap;

use super::options::ControllerOptions;
use super::state::State;
use crate::hpa::answer::ApiAnswer;
use crate::hpa::{Profile, Tolerances};
use crate::kube::autoscaling::Scale;
use crate::kube::{HorizontalPodAutoscaler, Pod, Time};
use crate::resources::Mapper;

/// All that one sync looks at.
#[derive(Debug, Clone, Copy)]
pub struct ReconcileInput<'a> {
    /// The HPA as the API server stores it, with its defaults filled in and with the status of the sync before.
    pub hpa: &'a HorizontalPodAutoscaler,
    /// The scale of its target, or the error that reading it gave.
    pub scale: std::result::Result<&'a Scale, &'a str>,
    /// Pods; those of another namespace, and those that the scale's selector does not select, do not matter.
    pub pods: &'a [Pod],
    /// What the metrics APIs answered, by request path; see [`request`](crate::hpa::request).
    pub metrics: &'a BTreeMap<String, ApiAnswer>,
    /// Other HPAs, whose selectors may meet this one's.
    pub others: &'a [OtherHpa],
    /// The controller's flags.
    pub options: &'a ControllerOptions,
    /// What the controller remembers of the sync before.
    pub state: &'a State,
    /// The instant of the sync.
    pub now: Time,
    /// The release whose behaviour is wanted.
    pub profile: Profile,
    /// The cluster's resources, for the described objects of metrics.
    pub mapper: &'a Mapper,
}

/// Another HPA whose target's selector is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherHpa {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// The selector of its target's scale.
    pub selector: String,
}

impl<'a> ReconcileInput<'a> {
    /// The scale, where the target's `apiVersion` can be read. Mirrors `schema.ParseGroupVersion`.
    pub(super) fn known_scale(&self) -> std::result::Result<&'a Scale, String> {
        let api_version = &self.hpa.spec.scale_target_ref.api_version;
        if api_version != "/" && api_version.matches('/').count() > 1 {
            return Err(format!("unexpected GroupVersion string: {api_version}"));
        }
        self.scale.map_err(str::to_owned)
    }

    /// The HPA's namespace; `default` where it names none.
    pub(super) fn namespace(&self) -> &str {
        let namespace = self.hpa.metadata.namespace.as_str();
        if namespace.is_empty() { "default" } else { namespace }
    }

    /// The controller's tolerance, and the HPA's own where the release has such.
    /// Mirrors `podautoscaler.HorizontalController.tolerancesForHpa`.
    pub(super) fn tolerances(&self) -> Tolerances {
        let mut tolerances = Tolerances::both(self.options.tolerance);
        let Some(behavior) = self.hpa.spec.behavior.as_ref().filter(|_| self.profile.own_tolerances) else {
            return tolerances;
        };
        if let Some(own) = behavior.scale_down.as_ref().and_then(|rules| rules.tolerance.as_ref()) {
            tolerances.scale_down = own.as_f64();
        }
        if let Some(own) = behavior.scale_up.as_ref().and_then(|rules| rules.tolerance.as_ref()) {
            tolerances.scale_up = own.as_f64();
        }
        tolerances
    }
}
