use std::collections::BTreeMap;

use super::options::ControllerOptions;
use super::state::State;
use crate::hpa::answer::ApiAnswer;
use crate::hpa::calculator::Varied;
use crate::hpa::{Profile, Tolerances};
use crate::kube::autoscaling::Scale;
use crate::kube::{HorizontalPodAutoscaler, Pod, Time};
use crate::resources::Mapper;

/// All that one sync looks at: [`new`](Self::new) takes what every sync has, and the rest is given by name.
///
/// Without metrics no answer has come, without a state the controller has just started, and everything else is as
/// Kubernetes' newest release has it by default.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use counterpoise::hpa::{ControllerOptions, Profile, ReconcileInput};
/// use counterpoise::kube::{HorizontalPodAutoscaler, Scale, Time};
///
/// let (hpa, scale, metrics) = (HorizontalPodAutoscaler::default(), Scale::default(), BTreeMap::new());
/// let now = "2026-05-01T12:00:00Z".parse()?;
/// let mut options = ControllerOptions::default();
/// options.tolerance = 0.2;
/// let input = ReconcileInput::new(&hpa, &scale, &[], now)
///     .metrics(&metrics)
///     .options(options)
///     .profile(Profile::of("1.33")?);
/// assert_eq!(input.profile.release, "1.33");
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
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
    pub options: ControllerOptions,
    /// What the controller remembers of the sync before.
    pub state: &'a State,
    /// The instant of the sync.
    pub now: Time,
    /// The release whose behaviour is wanted.
    pub profile: Profile,
    /// The cluster's resources, for the described objects of metrics.
    pub mapper: &'a Mapper,
    /// A metric by its place in the spec, and the value that it has in the place of its samples'.
    pub(crate) varied: Option<(usize, Varied)>,
}

/// Another HPA whose target's selector is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherHpa {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// The selector of its target's scale.
    pub selector: String,
}

impl OtherHpa {
    /// An HPA by its namespace, its name and the selector of its target's scale.
    #[must_use]
    pub fn new(namespace: impl Into<String>, name: impl Into<String>, selector: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), name: name.into(), selector: selector.into() }
    }
}

impl<'a> ReconcileInput<'a> {
    /// A sync of an HPA, its target's scale and pods at an instant.
    #[must_use]
    pub fn new(hpa: &'a HorizontalPodAutoscaler, scale: &'a Scale, pods: &'a [Pod], now: Time) -> Self {
        Self::of(hpa, Ok(scale), pods, now)
    }

    /// A sync whose scale could not be read, for this reason.
    #[must_use]
    pub fn without_scale(hpa: &'a HorizontalPodAutoscaler, error: &'a str, now: Time) -> Self {
        Self::of(hpa, Err(error), &[], now)
    }

    fn of(
        hpa: &'a HorizontalPodAutoscaler,
        scale: std::result::Result<&'a Scale, &'a str>,
        pods: &'a [Pod],
        now: Time,
    ) -> Self {
        static NO_METRICS: BTreeMap<String, ApiAnswer> = BTreeMap::new();
        Self {
            hpa,
            scale,
            pods,
            metrics: &NO_METRICS,
            others: &[],
            options: ControllerOptions::default(),
            state: State::just_started(),
            now,
            profile: Profile::default(),
            mapper: Mapper::builtin_ref(),
            varied: None,
        }
    }

    /// What the metrics APIs answered, by request path.
    #[must_use]
    pub fn metrics(self, metrics: &'a BTreeMap<String, ApiAnswer>) -> Self {
        Self { metrics, ..self }
    }

    /// Other HPAs, whose selectors may meet this one's.
    #[must_use]
    pub fn others(self, others: &'a [OtherHpa]) -> Self {
        Self { others, ..self }
    }

    /// The controller's flags.
    #[must_use]
    pub fn options(self, options: ControllerOptions) -> Self {
        Self { options, ..self }
    }

    /// The [`state`](super::ReconcileOutput::state) that the sync before gave.
    #[must_use]
    pub fn state(self, state: &'a State) -> Self {
        Self { state, ..self }
    }

    /// The release whose behaviour is wanted.
    #[must_use]
    pub fn profile(self, profile: Profile) -> Self {
        Self { profile, ..self }
    }

    /// The cluster's resources, for the described objects of metrics.
    #[must_use]
    pub fn mapper(self, mapper: &'a Mapper) -> Self {
        Self { mapper, ..self }
    }

    /// The scale, where the target's `apiVersion` can be read. Mirrors `schema.ParseGroupVersion`.
    pub(super) fn known_scale(&self) -> std::result::Result<&'a Scale, String> {
        let api_version = &self.hpa.spec.scale_target_ref.api_version;
        let slashes = api_version.bytes().filter(|byte| *byte == b'/').count();
        if slashes > 1 {
            return Err(format!("unexpected GroupVersion string: {api_version}"));
        }
        self.scale.map_err(str::to_owned)
    }

    /// The HPA's namespace; `default` where it names none.
    pub(super) fn namespace(&self) -> &'a str {
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
