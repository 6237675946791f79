//! What of an HPA may be set, and to which values.

use super::goal::target;
use super::ladders;
use crate::hpa::defaults;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{
    HorizontalPodAutoscalerSpec, HpaScalingPolicy, HpaScalingRules, MetricSpec, MetricTarget,
    ScalingPolicySelect,
};
use crate::quantity::Quantity;
use crate::simulate::setup::Setup;

/// What may be set otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vary {
    /// The target of each metric, from a quarter of it to the double.
    pub target: bool,
    /// `stabilizationWindowSeconds` of both directions.
    pub window: bool,
    /// `policies` of both directions.
    pub policies: bool,
    /// `minReplicas` from 1 to the double, and `maxReplicas` from the half to the double.
    pub bounds: bool,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

/// A field that may be set, and its values in order, among them the one that it has.
#[derive(Debug, Clone)]
pub(super) struct Knob {
    pub(super) field: Field,
    pub(super) values: Vec<Setting>,
    /// The place of the value that it has.
    pub(super) given: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Of the metric at a place of the spec.
    Target(usize),
    Window(Direction),
    Policies(Direction),
    MinReplicas,
    MaxReplicas,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Setting {
    Number(i32),
    Quantity(Quantity),
    Policies(Vec<HpaScalingPolicy>),
}

/// What of an HPA may be set.
pub(super) fn knobs(setup: &Setup<'_>, vary: Vary) -> Vec<Knob> {
    let spec = &setup.hpa.spec;
    let mut knobs = Vec::new();
    let mut add = |field, values: Vec<Setting>, given: &Setting| {
        if let Some(given) = values.iter().position(|value| value == given)
            && values.len() > 1
        {
            knobs.push(Knob { field, values, given });
        }
    };
    let mut numbers = |field, values: Vec<i32>, given: i32| {
        add(field, values.into_iter().map(Setting::Number).collect(), &Setting::Number(given));
    };
    let min = spec.min_replicas.unwrap_or(1);
    if vary.bounds {
        let most = min.saturating_mul(2).max(min.saturating_add(4)).min(spec.max_replicas);
        numbers(Field::MinReplicas, ladders::numbers(min.min(1), most, min), min);
        let (half, double) = (spec.max_replicas / 2, spec.max_replicas.saturating_mul(2));
        numbers(
            Field::MaxReplicas,
            ladders::numbers(half.max(1), double, spec.max_replicas),
            spec.max_replicas,
        );
    }
    for direction in [Direction::Up, Direction::Down] {
        let rules = rules(spec, direction);
        // Whoever scales in one direction by hand means it.
        if rules.select_policy == Some(ScalingPolicySelect::Disabled) {
            continue;
        }
        if vary.window {
            let flag = setup.options.downscale_stabilization.nanos() / 1_000_000_000;
            let given = rules.stabilization_window_seconds.unwrap_or(match direction {
                Direction::Up => 0,
                Direction::Down => i32::try_from(flag).unwrap_or(i32::MAX),
            });
            numbers(Field::Window(direction), ladders::windows(given), given);
        }
    }
    for direction in [Direction::Up, Direction::Down].into_iter().filter(|_| vary.policies) {
        let rules = rules(spec, direction);
        if rules.select_policy != Some(ScalingPolicySelect::Disabled) {
            let lists = ladders::policies(direction, rules.policies());
            let given = Setting::Policies(rules.policies().to_vec());
            add(Field::Policies(direction), lists.into_iter().map(Setting::Policies).collect(), &given);
        }
    }
    for (place, metric) in spec.metrics.iter().enumerate().filter(|_| vary.target) {
        let Some(target) = target(metric) else { continue };
        if let Some(percent) = target.average_utilization {
            let (least, most) = ((percent / 4).max(1), percent.saturating_mul(2));
            let values = ladders::numbers(least, most, percent).into_iter().map(Setting::Number);
            add(Field::Target(place), values.collect(), &Setting::Number(percent));
        } else if let Some(given) = target.average_value.as_ref().or(target.value.as_ref()) {
            let values = ladders::quantities(given.quantity()).into_iter().map(Setting::Quantity);
            add(Field::Target(place), values.collect(), &Setting::Quantity(given.quantity().clone()));
        }
    }
    knobs
}

/// The rules of a direction, with their defaults.
fn rules(spec: &HorizontalPodAutoscalerSpec, direction: Direction) -> HpaScalingRules {
    let behavior = spec.behavior.as_ref();
    match direction {
        Direction::Up => {
            behavior.and_then(|held| held.scale_up.clone()).unwrap_or_else(defaults::scale_up_rules)
        }
        Direction::Down => {
            behavior.and_then(|held| held.scale_down.clone()).unwrap_or_else(defaults::scale_down_rules)
        }
    }
}

impl Field {
    /// Sets the field of an HPA, and what else the API server fills in then.
    pub(super) fn set(self, hpa: &mut HorizontalPodAutoscaler, setting: &Setting) {
        let spec = &mut hpa.spec;
        match (self, setting) {
            (Self::MinReplicas, Setting::Number(number)) => spec.min_replicas = Some(*number),
            (Self::MaxReplicas, Setting::Number(number)) => spec.max_replicas = *number,
            (Self::Window(direction), Setting::Number(seconds)) => {
                rules_of(spec, direction).stabilization_window_seconds = Some(*seconds);
            }
            (Self::Policies(direction), Setting::Policies(policies)) => {
                rules_of(spec, direction).policies = Some(policies.clone());
            }
            (Self::Target(place), setting) => {
                if let Some(target) = spec.metrics.get_mut(place).and_then(target_of) {
                    set_target(target, setting);
                }
            }
            _ => {}
        }
        defaults::set_defaults(spec);
    }
}

fn rules_of(spec: &mut HorizontalPodAutoscalerSpec, direction: Direction) -> &mut HpaScalingRules {
    let behavior = spec.behavior.get_or_insert_default();
    match direction {
        Direction::Up => behavior.scale_up.get_or_insert_default(),
        Direction::Down => behavior.scale_down.get_or_insert_default(),
    }
}

fn target_of(metric: &mut MetricSpec) -> Option<&mut MetricTarget> {
    let MetricSpec { object, pods, resource, container_resource, external, .. } = metric;
    let of_object = object.as_mut().map(|source| &mut source.target);
    let of_object = of_object.or(pods.as_mut().map(|source| &mut source.target));
    let of_resource = resource.as_mut().map(|source| &mut source.target);
    let of_resource = of_resource.or(container_resource.as_mut().map(|source| &mut source.target));
    of_object.or(of_resource).or(external.as_mut().map(|source| &mut source.target))
}

fn set_target(target: &mut MetricTarget, setting: &Setting) {
    match setting {
        Setting::Number(percent) => target.average_utilization = Some(*percent),
        Setting::Quantity(quantity) => {
            let held =
                if target.average_value.is_some() { &mut target.average_value } else { &mut target.value };
            *held = Some(quantity.clone().into());
        }
        Setting::Policies(_) => {}
    }
}
