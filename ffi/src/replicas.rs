//! A metric's replica count, from pods and values as structs.

use std::ffi::c_char;

use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::hpa::calculator::{
    Failure as Uncounted, PodSample, PodSamples, Proposal, ProposalOutcome, Readiness, Scope,
    UtilizationTarget, external_average, external_value, object_average, object_value, plain, utilization,
};
use counterpoise::hpa::{ControllerOptions, PROFILES, Profile, Tolerances};
use counterpoise::kube::{ConditionStatus, Container, Duration, Pod, PodPhase, ReadyCondition};
use counterpoise::quantity::{Format, Quantity};

use crate::convert::{CounterpoiseValue, instant};
use crate::error::CounterpoiseError;
use crate::guard::{self, Failure};
use crate::text::{array, text, texts};

/// An average over pods, milli: a metric of type Pods, or of type Resource or ContainerResource with an averageValue.
pub const COUNTERPOISE_TARGET_POD_AVERAGE: u32 = 1;
/// A share of what the pods request, in per cent: a metric of type Resource or ContainerResource with an averageUtilization.
pub const COUNTERPOISE_TARGET_UTILIZATION: u32 = 2;
/// The value of one object, milli: a metric of type Object with a value.
pub const COUNTERPOISE_TARGET_OBJECT_VALUE: u32 = 3;
/// The value of one object for each replica, milli: a metric of type Object with an averageValue.
pub const COUNTERPOISE_TARGET_OBJECT_AVERAGE: u32 = 4;
/// The sum of an external metric, milli: a metric of type External with a value.
pub const COUNTERPOISE_TARGET_EXTERNAL_VALUE: u32 = 5;
/// The sum of an external metric for each replica, milli: a metric of type External with an averageValue.
pub const COUNTERPOISE_TARGET_EXTERNAL_AVERAGE: u32 = 6;

/// A pod whose phase is Unknown, or none that Kubernetes knows.
pub const COUNTERPOISE_PHASE_UNKNOWN: u16 = 0;
/// A pod whose phase is Pending.
pub const COUNTERPOISE_PHASE_PENDING: u16 = 1;
/// A pod whose phase is Running.
pub const COUNTERPOISE_PHASE_RUNNING: u16 = 2;
/// A pod whose phase is Succeeded.
pub const COUNTERPOISE_PHASE_SUCCEEDED: u16 = 3;
/// A pod whose phase is Failed.
pub const COUNTERPOISE_PHASE_FAILED: u16 = 4;

/// A pod without a condition of the type Ready.
pub const COUNTERPOISE_READY_ABSENT: u16 = 0;
/// A pod whose condition Ready is True.
pub const COUNTERPOISE_READY_TRUE: u16 = 1;
/// A pod whose condition Ready is False.
pub const COUNTERPOISE_READY_FALSE: u16 = 2;
/// A pod whose condition Ready is Unknown.
pub const COUNTERPOISE_READY_UNKNOWN: u16 = 3;

/// The pod is being deleted: it has a deletionTimestamp.
pub const COUNTERPOISE_POD_DELETED: u32 = 1;
/// The pod has a startTime, which start_ms holds.
pub const COUNTERPOISE_POD_STARTED: u32 = 2;
/// The pod requests the metric's resource in all its containers, or in the one that is meant, which request_milli holds.
pub const COUNTERPOISE_POD_REQUESTS: u32 = 4;

/// A pod, as the HPA controller looks at it. Zeroed it is one of which nothing is known.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CounterpoisePod {
    /// What it requests of the metric's resource, in milli-units, summed over what the metric is of: its containers and sidecars, one
    /// container, or the pod as a whole. Read for COUNTERPOISE_TARGET_UTILIZATION alone.
    pub request_milli: i64,
    /// When it started, in milliseconds since 1970.
    pub start_ms: i64,
    /// When its condition Ready last changed, in milliseconds since 1970.
    pub ready_changed_ms: i64,
    /// A COUNTERPOISE_PHASE_ constant.
    pub phase: u16,
    /// A COUNTERPOISE_READY_ constant.
    pub ready: u16,
    /// COUNTERPOISE_POD_ constants together.
    pub flags: u32,
}

/// What a replica count depends on beside pods and values. counterpoise_scope_init fills in the controller's defaults.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CounterpoiseScope {
    /// How far the ratio of usage to target may be below 1 without a change.
    pub tolerance_down: f64,
    /// How far it may be above 1 without one.
    pub tolerance_up: f64,
    /// The instant of the sync, in milliseconds since 1970. It matters for CPU.
    pub now_ms: i64,
    /// The controller's cpu-initialization-period, in milliseconds.
    pub cpu_initialization_period_ms: i64,
    /// The controller's initial-readiness-delay, in milliseconds.
    pub initial_readiness_delay_ms: i64,
    /// Replicas that the target is asked to have.
    pub spec_replicas: i32,
    /// Replicas that the target has.
    pub status_replicas: i32,
    /// The Kubernetes release whose behaviour is wanted, by its minor version such as 37; 0 for the newest.
    pub release: u32,
    /// 1 where sums and counts stop at the largest number instead of overflowing as the release's do, else 0.
    pub saturating: u32,
}

/// proposal.total is known.
pub const COUNTERPOISE_HAS_TOTAL: u32 = 1;
/// proposal.utilization is known.
pub const COUNTERPOISE_HAS_UTILIZATION: u32 = 2;
/// proposal.recomputed_ratio is known.
pub const COUNTERPOISE_HAS_RECOMPUTED_RATIO: u32 = 4;
/// proposal.counted is known.
pub const COUNTERPOISE_HAS_COUNTED: u32 = 8;
/// The numbers of pods are known.
pub const COUNTERPOISE_HAS_PODS: u32 = 16;
/// proposal.moves_below is known.
pub const COUNTERPOISE_HAS_MOVES_BELOW: u32 = 32;
/// proposal.moves_above is known.
pub const COUNTERPOISE_HAS_MOVES_ABOVE: u32 = 64;

/// The ratio is within the tolerance: the current count.
pub const COUNTERPOISE_WITHIN_TOLERANCE: u32 = 0;
/// The ratio times the pods that count, rounded up.
pub const COUNTERPOISE_RATIO_OF_PODS: u32 = 1;
/// At zero replicas: the ratio itself, rounded up, whatever the tolerance.
pub const COUNTERPOISE_RATIO_FROM_ZERO: u32 = 2;
/// The usage over the target for each pod, rounded up.
pub const COUNTERPOISE_USAGE_OVER_TARGET: u32 = 3;
/// With missing and unready pods counted in the ratio is within the tolerance: the current count.
pub const COUNTERPOISE_RECOMPUTED_WITHIN_TOLERANCE: u32 = 4;
/// With missing and unready pods counted in the ratio points the other way: the current count.
pub const COUNTERPOISE_RECOMPUTED_TURNED: u32 = 5;
/// The recomputed ratio times the pods counted in would move the other way: the current count.
pub const COUNTERPOISE_COUNT_TURNED: u32 = 6;
/// The recomputed ratio times the pods counted in, rounded up.
pub const COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS: u32 = 7;

/// The replica count that one metric calls for, and what led to it.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CounterpoiseProposal {
    /// Usage over target.
    pub ratio: f64,
    /// The ratio after missing and unready pods were counted in.
    pub recomputed_ratio: f64,
    /// The usage that the status shows, milli.
    pub usage: i64,
    /// The value as a whole, milli, where usage is its average over the replicas that there are.
    pub total: i64,
    /// How many pods the recomputed ratio is over.
    pub counted: i64,
    /// Where the tolerance holds the count back, the largest value below at which it would change: per cent for
    /// COUNTERPOISE_TARGET_UTILIZATION, else milli, of total where that is known.
    pub moves_below: i64,
    /// The smallest value above at which it would change.
    pub moves_above: i64,
    /// The count.
    pub replicas: i32,
    /// The usage in per cent of the requests.
    pub utilization: i32,
    /// Which rule gave the count: COUNTERPOISE_WITHIN_TOLERANCE to COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS.
    pub outcome: u32,
    /// COUNTERPOISE_HAS_ constants together: which of the fields are known. Those that are not are 0.
    pub has: u32,
    /// Pods whose samples count.
    pub ready: u32,
    /// Pods that are pending, or not ready for their CPU sample to count.
    pub unready: u32,
    /// Pods without a sample.
    pub missing: u32,
    /// Pods that are failed or being deleted.
    pub ignored: u32,
}

/// Fills in the flags of kube-controller-manager by their defaults, one replica, and the newest release. Never fails; may be called
/// from any thread.
///
/// @param scope What is filled in, or NULL.
///
/// # Safety
/// `scope` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_scope_init(scope: *mut CounterpoiseScope) {
    let defaults = ControllerOptions::default();
    let millis = |duration: Duration| duration.nanos() / 1_000_000;
    let initial = CounterpoiseScope {
        tolerance_down: defaults.tolerance,
        tolerance_up: defaults.tolerance,
        now_ms: 0,
        cpu_initialization_period_ms: millis(defaults.cpu_initialization_period),
        initial_readiness_delay_ms: millis(defaults.initial_readiness_delay),
        spec_replicas: 1,
        status_replicas: 1,
        release: 0,
        saturating: 0,
    };
    if !scope.is_null() {
        // SAFETY: the caller's scope is not NULL, and so writable.
        unsafe { scope.write(initial) };
    }
}

/// The replica count that one metric calls for, as the HPA controller computes it. May be called from any thread.
///
/// @param scope        What it depends on beside pods and values.
/// @param target_kind  A COUNTERPOISE_TARGET_ constant.
/// @param target       The target: per cent for COUNTERPOISE_TARGET_UTILIZATION, else milli.
/// @param resource     The resource that the values are usage of, "cpu" or "memory"; empty for a custom or external metric. Of CPU
///                     the samples of pods that are starting do not count.
/// @param resource_len Its length in bytes.
/// @param names        The names of the pods, those of pods first and in their order, then any others that values have a sample
///                     of: the bytes of all, one after another. UTF-8, no NUL needed.
/// @param ends         Where each of the names ends in names. May be NULL where name_count is 0.
/// @param name_count   How many there are, at least pod_count.
/// @param pods         The pods of the target. May be NULL where pod_count is 0.
/// @param pod_count    How many there are.
/// @param values       The values, as counterpoise_engine_values gives them: of a target of pods one for each pod that has a sample,
///                     whose object is the place of its name; of an object its one value; of an external metric all of them. A
///                     window of 0 is a minute, as it is where an API does not tell. May be NULL where value_count is 0.
/// @param value_count  How many there are.
/// @param out          Receives the proposal. Written only on success.
/// @param error        Receives the error, for counterpoise_error_free: "hpa.uncounted" with the controller's own text where no count
///                     follows from pods and values. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_replicas(
    scope: *const CounterpoiseScope,
    target_kind: u32,
    target: i64,
    resource: *const c_char,
    resource_len: usize,
    names: *const c_char,
    ends: *const usize,
    name_count: usize,
    pods: *const CounterpoisePod,
    pod_count: usize,
    values: *const CounterpoiseValue,
    value_count: usize,
    out: *mut CounterpoiseProposal,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's pointers are NULL or as long as they say, and stay while the call runs.
        let (scope, resource, names, pods, values) = unsafe {
            (
                scope.as_ref().ok_or_else(|| Failure::null("scope"))?,
                text("resource", resource, resource_len)?,
                texts("names", names, ends, name_count)?,
                array("pods", pods, pod_count)?,
                array("values", values, value_count)?,
            )
        };
        let profile = scope.profile()?;
        let read: Vec<Pod> = pods_of(pods, &names, resource)?;
        let pods: Vec<&Pod> = read.iter().collect();
        let scope = scope.read(&profile, &pods)?;
        let proposal = propose(&scope, target_kind, target, resource, values, &names)?;
        Ok(CounterpoiseProposal::from(&proposal))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

fn propose(
    scope: &Scope<'_>,
    kind: u32,
    target: i64,
    resource: &str,
    values: &[CounterpoiseValue],
    names: &[&str],
) -> Result<Proposal, Failure> {
    let milli = || values.iter().map(|value| value.milli);
    let one = || match values {
        [value] => Ok(value.milli),
        _ => Err(Failure::argument(format!("values: an object has one value, not {}", values.len()))),
    };
    let named = Some(resource).filter(|resource| !resource.is_empty());
    let proposal = match kind {
        COUNTERPOISE_TARGET_POD_AVERAGE => plain(scope, &samples(values, names)?, target, named),
        COUNTERPOISE_TARGET_UTILIZATION => {
            let percent = i32::try_from(target).ok().filter(|_| named.is_some());
            let percent = percent.ok_or_else(|| {
                Failure::argument(format!("target: {target} per cent of {resource:?} are no utilization"))
            })?;
            let target = UtilizationTarget { percent, resource, container: None };
            utilization(scope, &samples(values, names)?, target)
        }
        COUNTERPOISE_TARGET_OBJECT_VALUE => object_value(scope, one()?, target),
        COUNTERPOISE_TARGET_OBJECT_AVERAGE => Ok(object_average(scope, one()?, target)),
        COUNTERPOISE_TARGET_EXTERNAL_VALUE => external_value(scope, milli(), target),
        COUNTERPOISE_TARGET_EXTERNAL_AVERAGE => Ok(external_average(scope, milli(), target)),
        other => return Err(Failure::argument(format!("target_kind cannot be {other}"))),
    };
    proposal.map_err(|uncounted| {
        let message = match uncounted {
            // The containers' names are not known here.
            Uncounted::MissingRequest { resource, pod, .. } => {
                format!("missing request for {resource} in Pod {pod}")
            }
            other => other.to_string(),
        };
        Error::new(codes::hpa::UNCOUNTED, message).into()
    })
}

/// The samples of pods.
fn samples<'a>(values: &[CounterpoiseValue], names: &[&'a str]) -> Result<PodSamples<'a>, Failure> {
    const DEFAULT_WINDOW_MS: u32 = 60_000;
    let sample = |(place, value): (usize, &CounterpoiseValue)| {
        let object = usize::try_from(value.object).ok();
        let pod = object.and_then(|object| names.get(object)).ok_or_else(|| {
            Failure::argument(format!("values[{place}].object: {} is the place of no name", value.object))
        })?;
        let window = if value.window_ms == 0 { DEFAULT_WINDOW_MS } else { value.window_ms };
        Ok(PodSample {
            pod,
            value: value.milli,
            timestamp: instant("values.timestamp_ms", value.timestamp_ms)?,
            window: Duration::from_nanos(i64::from(window) * 1_000_000),
        })
    };
    values.iter().enumerate().map(sample).collect::<Result<_, Failure>>().map(PodSamples::new)
}

fn pods_of(pods: &[CounterpoisePod], names: &[&str], resource: &str) -> Result<Vec<Pod>, Failure> {
    if names.len() < pods.len() {
        let message = format!("name_count: {} names are less than {} pods", names.len(), pods.len());
        return Err(Failure::argument(message));
    }
    let read = |(place, (pod, name)): (usize, (&CounterpoisePod, &&str))| {
        pod.read(name, resource).map_err(|failure| failure.at(place))
    };
    pods.iter().zip(names).enumerate().map(read).collect()
}

impl CounterpoisePod {
    fn read(&self, name: &str, resource: &str) -> Result<Pod, Failure> {
        let has = |flag| self.flags & flag != 0;
        let mut pod = Pod::default();
        pod.metadata.name = name.into();
        if has(COUNTERPOISE_POD_DELETED) {
            // That there is an instant says all.
            pod.metadata.deletion_timestamp = Some(Default::default());
        }
        pod.status.phase = match self.phase {
            COUNTERPOISE_PHASE_UNKNOWN => PodPhase::Unknown,
            COUNTERPOISE_PHASE_PENDING => PodPhase::Pending,
            COUNTERPOISE_PHASE_RUNNING => PodPhase::Running,
            COUNTERPOISE_PHASE_SUCCEEDED => PodPhase::Succeeded,
            COUNTERPOISE_PHASE_FAILED => PodPhase::Failed,
            other => return Err(Failure::argument(format!("the phase of a pod cannot be {other}"))),
        };
        let status = match self.ready {
            COUNTERPOISE_READY_ABSENT => None,
            COUNTERPOISE_READY_TRUE => Some(ConditionStatus::True),
            COUNTERPOISE_READY_FALSE => Some(ConditionStatus::False),
            COUNTERPOISE_READY_UNKNOWN => Some(ConditionStatus::Unknown),
            other => return Err(Failure::argument(format!("the readiness of a pod cannot be {other}"))),
        };
        if let Some(status) = status {
            let changed = instant("ready_changed_ms", self.ready_changed_ms)?;
            pod.status.ready = Some(ReadyCondition { status, last_transition_time: Some(changed) });
        }
        if has(COUNTERPOISE_POD_STARTED) {
            pod.status.start_time = Some(instant("start_ms", self.start_ms)?);
        }
        let mut container = Container::default();
        if has(COUNTERPOISE_POD_REQUESTS) {
            let request = Quantity::from_milli(self.request_milli, Format::DecimalSi);
            container.resources.requests.insert(resource, request);
        }
        pod.spec.containers.push(container);
        Ok(pod)
    }
}

impl CounterpoiseScope {
    fn profile(&self) -> Result<Profile, Failure> {
        let profile = match self.release {
            0 => Profile::default(),
            minor => {
                let release = format!("1.{minor}");
                let known = PROFILES.iter().find(|profile| profile.release == release);
                *known.ok_or_else(|| {
                    Failure::argument(format!("scope->release: there is no profile {release}"))
                })?
            }
        };
        match self.saturating {
            0 => Ok(profile),
            1 => Ok(profile.saturating()),
            other => Err(Failure::argument(format!("scope->saturating cannot be {other}"))),
        }
    }

    fn read<'a>(&self, profile: &'a Profile, pods: &'a [&'a Pod]) -> Result<Scope<'a>, Failure> {
        let duration = |millis: i64| Duration::from_nanos(millis.saturating_mul(1_000_000));
        Ok(Scope {
            profile,
            pods,
            tolerances: Tolerances { scale_down: self.tolerance_down, scale_up: self.tolerance_up },
            readiness: Readiness {
                now: instant("scope->now_ms", self.now_ms)?,
                cpu_initialization_period: duration(self.cpu_initialization_period_ms),
                initial_readiness_delay: duration(self.initial_readiness_delay_ms),
            },
            spec_replicas: self.spec_replicas,
            status_replicas: self.status_replicas,
        })
    }
}

impl From<&Proposal> for CounterpoiseProposal {
    fn from(proposal: &Proposal) -> Self {
        let known = |flag, is: bool| if is { flag } else { 0 };
        let (below, above) = proposal.dead_band.map_or((None, None), |band| (band.below, band.above));
        let pods = proposal.pods.unwrap_or_default();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            ratio: proposal.ratio,
            recomputed_ratio: proposal.recomputed_ratio.unwrap_or_default(),
            usage: proposal.usage,
            total: proposal.total.unwrap_or_default(),
            counted: proposal.counted.unwrap_or_default(),
            moves_below: below.unwrap_or_default(),
            moves_above: above.unwrap_or_default(),
            replicas: proposal.replicas,
            utilization: proposal.utilization.unwrap_or_default(),
            outcome: outcome(proposal.outcome),
            has: known(COUNTERPOISE_HAS_TOTAL, proposal.total.is_some())
                | known(COUNTERPOISE_HAS_UTILIZATION, proposal.utilization.is_some())
                | known(COUNTERPOISE_HAS_RECOMPUTED_RATIO, proposal.recomputed_ratio.is_some())
                | known(COUNTERPOISE_HAS_COUNTED, proposal.counted.is_some())
                | known(COUNTERPOISE_HAS_PODS, proposal.pods.is_some())
                | known(COUNTERPOISE_HAS_MOVES_BELOW, below.is_some())
                | known(COUNTERPOISE_HAS_MOVES_ABOVE, above.is_some()),
            ready: count(pods.ready),
            unready: count(pods.unready),
            missing: count(pods.missing),
            ignored: count(pods.ignored),
        }
    }
}

fn outcome(outcome: ProposalOutcome) -> u32 {
    match outcome {
        ProposalOutcome::RatioOfPods => COUNTERPOISE_RATIO_OF_PODS,
        ProposalOutcome::RatioFromZero => COUNTERPOISE_RATIO_FROM_ZERO,
        ProposalOutcome::UsageOverTarget => COUNTERPOISE_USAGE_OVER_TARGET,
        ProposalOutcome::RecomputedWithinTolerance => COUNTERPOISE_RECOMPUTED_WITHIN_TOLERANCE,
        ProposalOutcome::RecomputedTurned => COUNTERPOISE_RECOMPUTED_TURNED,
        ProposalOutcome::CountTurned => COUNTERPOISE_COUNT_TURNED,
        ProposalOutcome::RecomputedRatioOfPods => COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS,
        _ => COUNTERPOISE_WITHIN_TOLERANCE,
    }
}
