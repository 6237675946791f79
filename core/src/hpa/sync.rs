use std::cmp::Ordering;

use super::ambiguity::{self, Key};
use super::behavior::{self, Rules};
use super::calculator::{Readiness, Scope};
use super::conditions::Conditions;
use super::entry::{BELOW_MINIMUM, Bounds, Entry};
use super::limits;
use super::profile::ZeroReplicas;
use super::proposals::{Computation, Computed, Failed};
use super::stabilization;
use super::{Event, ReconcileInput, ReconcileOutput, State, Step};
use super::{until, why};
use crate::kube::Pod;
use crate::kube::autoscaling::{HorizontalPodAutoscalerStatus, MetricStatus, Scale};
use crate::selector::Selector;
use crate::text::same;

/// A sync under way.
pub(super) struct Sync<'i, 'a> {
    input: &'i ReconcileInput<'a>,
    conditions: Conditions,
    events: Vec<Event>,
    state: State,
    steps: Vec<Step>,
}

/// A replica count to write.
struct Rescale {
    desired: i32,
    reason: String,
}

impl<'i, 'a> Sync<'i, 'a> {
    pub(super) fn new(input: &'i ReconcileInput<'a>) -> Self {
        Self {
            input,
            conditions: Conditions::new(input.hpa.status.conditions.clone(), input.now),
            events: Vec::new(),
            state: input.state.clone(),
            steps: Vec::new(),
        }
    }

    /// The sync of a target whose scale is known.
    pub(super) fn run(mut self, scale: &Scale) -> ReconcileOutput {
        let ReconcileInput { hpa, profile, now, .. } = *self.input;
        self.conditions.able_to_scale(
            true,
            "SucceededGetScale",
            "the HPA controller was able to get the target's current scale",
        );
        let current = scale.spec.replicas;
        self.state.record_initial(current, now.0);
        let bounds = Bounds::new(&hpa.spec, current, self.conditions.is_scaled_to_zero(), &profile);
        let entry = bounds.entry(&profile);
        self.steps.push(Step::Target {
            current_replicas: current,
            status_replicas: scale.status.replicas,
            min_replicas: bounds.minimum,
            max_replicas: bounds.maximum,
            computes_metrics: entry == Entry::Metrics,
            why: entry.why().to_owned(),
        });
        let to = |desired| Some(Rescale { desired, reason: entry.why().to_owned() });
        let (rescale, statuses) = match entry {
            Entry::Disabled => {
                self.conditions.scaling_active(false, "ScalingDisabled", entry.why());
                if profile.zero == ZeroReplicas::Always {
                    self.conditions.remove_scaled_to_zero();
                }
                (None, None)
            }
            Entry::AboveMaximum => (to(bounds.maximum), None),
            Entry::BelowMinimum => (to(bounds.minimum), None),
            Entry::Metrics => match self.compute(scale) {
                Ok(Computed { replicas, metric, statuses }) => {
                    (self.decide(&bounds, replicas, &metric), Some(statuses))
                }
                Err(failed) => return self.failed(current, failed),
            },
        };
        let desired = rescale.as_ref().map_or(current, |rescale| rescale.desired);
        let reason = rescale.as_ref().map_or("", |rescale| rescale.reason.as_str());
        self.steps.push(Step::Final {
            current,
            desired,
            rescale: rescale.is_some(),
            why: why::last(current, desired, rescale.is_some(), reason),
        });
        if let Some(rescale) = &rescale {
            self.write(&bounds, rescale);
        }
        let rescaled = rescale.is_some();
        let shown = desired;
        self.finish(Decision { current, desired, shown, rescaled, statuses })
    }

    /// From the metrics' count to the one to write; `None` where nothing changes.
    fn decide(&mut self, bounds: &Bounds, replicas: i32, metric: &str) -> Option<Rescale> {
        let Bounds { current, minimum, .. } = *bounds;
        // Counts below zero come of overflow.
        let (proposed, metric) = if replicas > 0 { (replicas, metric) } else { (0, "") };
        let mut reason = match proposed.cmp(&current) {
            Ordering::Greater => format!("{metric} above target"),
            Ordering::Less => "All metrics below target".to_owned(),
            Ordering::Equal => String::new(),
        };
        let mut desired = self.normalize(bounds, proposed);
        // Back from zero the minimum holds at once.
        if current == 0 && minimum != 0 && bounds.zeroed && desired < minimum {
            desired = minimum;
            if reason.is_empty() {
                BELOW_MINIMUM.clone_into(&mut reason);
            }
        }
        (desired != current).then_some(Rescale { desired, reason })
    }

    /// The scale is written, as far as this library writes.
    fn write(&mut self, bounds: &Bounds, rescale: &Rescale) {
        let Rescale { desired, reason } = rescale;
        let ReconcileInput { hpa, options, profile, now, .. } = *self.input;
        let message = format!("the HPA controller was able to update the target scale to {desired}");
        self.conditions.able_to_scale(true, "SucceededRescale", message);
        let message = format!("New size: {desired}; reason: {reason}");
        self.events.push(Event::normal("SuccessfulRescale", message));
        if let Some(behavior) = &hpa.spec.behavior {
            let rules = Rules::new(behavior, options.downscale_stabilization, profile);
            behavior::remember(&mut self.state, &rules, bounds.current, *desired, now.0);
        }
        match profile.zero {
            ZeroReplicas::UnlessScaledToZero => {
                self.conditions.scaled_to_zero(bounds.brings_to_zero(*desired));
            }
            ZeroReplicas::Always => self.conditions.remove_scaled_to_zero(),
            ZeroReplicas::UnlessMinimumIsZero => {}
        }
    }

    /// The replica count that the metrics call for. Mirrors `podautoscaler.HorizontalController.computeReplicasForMetrics`.
    fn compute(&mut self, scale: &Scale) -> std::result::Result<Computed, Failed> {
        let ReconcileInput { hpa, options, profile, .. } = *self.input;
        let selector = match self.selector(&scale.status.selector) {
            Ok(selector) => selector,
            Err(error) => return Err(Failed { error, statuses: None }),
        };
        let pods = self.pods(&selector);
        let namespace = self.input.namespace();
        let own = Key { namespace, name: &hpa.metadata.name };
        let text = &scale.status.selector;
        if let Some(message) = ambiguity::ambiguous(own, text, &pods, self.input.others, &profile) {
            self.events.push(Event::warning("AmbiguousSelector", message.clone()));
            self.conditions.scaling_active(false, "AmbiguousSelector", message.clone());
            return Err(Failed { error: message, statuses: None });
        }
        let ask = |metric| super::request(metric, namespace, &selector, self.input.mapper);
        let requests: Vec<_> = hpa.spec.metrics.iter().map(ask).collect();
        let scope = Scope {
            profile: &profile,
            pods: &pods,
            tolerances: self.input.tolerances(),
            readiness: Readiness {
                now: self.input.now.0,
                cpu_initialization_period: options.cpu_initialization_period,
                initial_readiness_delay: options.initial_readiness_delay,
            },
            spec_replicas: scale.spec.replicas,
            status_replicas: scale.status.replicas,
        };
        let computation = Computation {
            scope: &scope,
            namespace,
            metrics: &hpa.spec.metrics,
            requests: &requests,
            answers: self.input.metrics,
        };
        computation.run(&mut self.conditions, &mut self.events, &mut self.steps)
    }

    /// The selector of the target's scale. Mirrors `podautoscaler.HorizontalController.validateAndParseSelector`.
    fn selector(&mut self, text: &str) -> std::result::Result<Selector, String> {
        if text.is_empty() {
            let message = "selector is required";
            self.events.push(Event::warning("SelectorRequired", message));
            self.conditions.scaling_active(
                false,
                "InvalidSelector",
                "the HPA target's scale is missing a selector",
            );
            return Err(message.to_owned());
        }
        Selector::parse(text).map_err(|error| {
            let message = format!(
                "couldn't convert selector into a corresponding internal selector object: {}",
                error.message()
            );
            self.events.push(Event::warning("InvalidSelector", message.clone()));
            self.conditions.scaling_active(false, "InvalidSelector", message.clone());
            message
        })
    }

    /// The target's pods. A pod without a namespace counts as one of the HPA's own.
    fn pods(&self, selector: &Selector) -> Vec<&'a Pod> {
        let namespace = self.input.namespace();
        let mut pods = selector.select(self.input.pods, |pod| &pod.metadata.labels);
        pods.retain(|pod| pod.metadata.namespace.is_empty() || same(&pod.metadata.namespace, namespace));
        pods
    }

    /// The count after stabilization and limits.
    /// Mirrors `podautoscaler.HorizontalController.normalizeDesiredReplicas` and `…WithBehaviors`.
    fn normalize(&mut self, bounds: &Bounds, before: i32) -> i32 {
        let ReconcileInput { hpa, options, profile, .. } = *self.input;
        let now = self.input.now.0;
        let Bounds { current, minimum, maximum, .. } = *bounds;
        let window = options.downscale_stabilization;
        let rules = hpa.spec.behavior.as_ref().map(|behavior| Rules::new(behavior, window, profile));
        let stabilized = match &rules {
            None => stabilization::stabilize(&mut self.state, before, window, now),
            Some(rules) => stabilization::stabilize_by(&mut self.state, rules, current, before, now),
        };
        let (reason, message) = if stabilized.replicas == before {
            ("ReadyForNewScale", "recommended size matches current size")
        } else {
            (stabilized.reason, stabilized.message)
        };
        self.conditions.able_to_scale(true, reason, message);
        let held = (before, stabilized.replicas);
        let held = (held.0 != held.1).then_some(held);
        let until =
            held.and_then(|held| until::recommendations(&self.state, rules.as_ref(), window, held, now));
        self.steps.push(Step::Stabilization {
            before,
            after: stabilized.replicas,
            reason,
            until,
            why: why::stabilization(before, &stabilized, until),
        });
        let before = stabilized.replicas;
        let limited = match &rules {
            None => limits::limit(current, before, minimum, maximum),
            Some(rules) => behavior::limit_by(&self.state, rules, (current, before), (minimum, maximum), now),
        };
        self.conditions.scaling_limited(limited.replicas != before, limited.reason, limited.message);
        let until = match &rules {
            Some(rules) if limited.by_rate() => until::policies(&self.state, rules, before > current, now),
            _ => None,
        };
        self.steps.push(Step::Limits {
            before,
            after: limited.replicas,
            reason: limited.reason,
            until,
            why: why::limits(before, &limited, until),
        });
        limited.replicas
    }

    /// The sync ends without a count.
    fn failed(mut self, current: i32, Failed { error, statuses }: Failed) -> ReconcileOutput {
        let ReconcileInput { hpa, .. } = *self.input;
        self.events.push(Event::warning("FailedComputeMetricsReplicas", error.clone()));
        let unavailable = hpa.spec.metrics.len();
        self.steps.push(Step::Maximum { proposal: None, metric: None, unavailable, why: error });
        let shown = hpa.status.desired_replicas;
        self.finish(Decision { current, desired: current, shown, rescaled: false, statuses })
    }

    /// The status anew, but for what stays. Mirrors `podautoscaler.HorizontalController.setStatus`.
    fn finish(self, decision: Decision) -> ReconcileOutput {
        let ReconcileInput { hpa, profile, now, .. } = *self.input;
        let observed = profile.observed_generation.then(|| hpa.metadata.generation.unwrap_or_default());
        let last_scale_time = if decision.rescaled { Some(now) } else { hpa.status.last_scale_time };
        ReconcileOutput {
            desired_replicas: decision.desired,
            rescale: decision.rescaled,
            status: HorizontalPodAutoscalerStatus {
                observed_generation: observed,
                last_scale_time,
                current_replicas: decision.current,
                desired_replicas: decision.shown,
                current_metrics: decision.statuses,
                conditions: self.conditions.into_list(),
            },
            events: self.events,
            state: self.state,
            steps: self.steps,
        }
    }

    /// The sync ends before it begins: the status stays but for a condition.
    pub(super) fn without_scale(mut self, error: &str) -> ReconcileOutput {
        let hpa = self.input.hpa;
        self.events.push(Event::warning("FailedGetScale", error));
        let message = format!("the HPA controller was unable to get the target's current scale: {error}");
        self.conditions.able_to_scale(false, "FailedGetScale", message.clone());
        let replicas = hpa.status.desired_replicas;
        self.steps.push(Step::Final { current: replicas, desired: replicas, rescale: false, why: message });
        ReconcileOutput {
            desired_replicas: replicas,
            rescale: false,
            status: HorizontalPodAutoscalerStatus {
                conditions: self.conditions.into_list(),
                ..hpa.status.clone()
            },
            events: self.events,
            state: self.state,
            steps: self.steps,
        }
    }
}

/// What the sync came to.
struct Decision {
    current: i32,
    desired: i32,
    /// The replicas that the status shows as desired.
    shown: i32,
    rescaled: bool,
    statuses: Option<Vec<MetricStatus>>,
}
