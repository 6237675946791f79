//! Replica counts, by the calculator alone and from the lists of the metrics APIs.

use std::hint::black_box;

use counterpoise::hpa::calculator::{
    self, Failure, PodSamples, Proposal, Readiness, Scope, UtilizationTarget,
};
use counterpoise::hpa::{ControllerOptions, Profile, Tolerances};
use counterpoise::kube::{Pod, Time};
use counterpoise::selector::Selector;
use counterpoise_benches::measure::nanoseconds;
use counterpoise_benches::{NOW, metric_values, pod_metrics, pods};

use super::Figures;

const TARGET: UtilizationTarget<'_> = UtilizationTarget { percent: 60, resource: "cpu", container: None };

/// As upstream's calculator does it: the target's pods are chosen by their labels first.
pub(super) fn replicas(count: usize, figures: &mut Figures) {
    let (all, values, usage) = (pods(count), metric_values(count), pod_metrics(count));
    let selector = Selector::parse("app=web").expect("a selector");
    let now: Time = serde_json::from_value(NOW.into()).expect("a time");
    let (options, profile) = (ControllerOptions::default(), Profile::default());
    let replicas = i32::try_from(count).expect("a count of pods");
    let with_scope = |calculate: &dyn Fn(&Scope<'_>) -> Result<Proposal, Failure>| {
        let pods: Vec<&Pod> = selector.select(black_box(&all), |pod| &pod.metadata.labels);
        let proposal = calculate(&Scope {
            profile: &profile,
            pods: &pods,
            tolerances: Tolerances::both(0.0),
            readiness: Readiness {
                now,
                cpu_initialization_period: options.cpu_initialization_period,
                initial_readiness_delay: options.initial_readiness_delay,
            },
            spec_replicas: replicas,
            status_replicas: replicas,
        })
        .expect("a proposal");
        assert!(proposal.replicas > replicas, "one that fails early would be fast and prove nothing");
        proposal
    };
    let of_metric =
        |samples: &PodSamples<'_>| with_scope(&|scope| calculator::plain(scope, samples, 500, None));
    let of_resource =
        |samples: &PodSamples<'_>| with_scope(&|scope| calculator::utilization(scope, samples, TARGET));
    let read_metric = || PodSamples::of_metric(black_box(&values));
    let read_resource = || PodSamples::of_resource(black_box(&usage), TARGET.resource, None, &profile);
    let mut time = |name: String, run: &dyn Fn() -> Proposal| figures.insert(name, nanoseconds(1, run));
    let (metric, resource) = (read_metric(), read_resource());
    time(format!("replicas: Pods, {count} pods"), &|| of_metric(&metric));
    time(format!("replicas: Pods, {count} pods, from lists"), &|| of_metric(&read_metric()));
    time(format!("replicas: Resource, {count} pods"), &|| of_resource(&resource));
    time(format!("replicas: Resource, {count} pods, from lists"), &|| of_resource(&read_resource()));
}
