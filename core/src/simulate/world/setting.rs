//! The cluster at the start.

use super::World;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::number;
use crate::kube::autoscaling::{MetricSourceType, Scale};
use crate::kube::{Container, HorizontalPodAutoscaler, Pod, PodLabels, PodPhase, ResourceRequirements, Time};
use crate::limits;
use crate::selector::Selector;
use crate::simulate::clock::{Clock, Event};
use crate::simulate::controller::Controller;
use crate::simulate::input::{Period, Pods, Rollout};
use crate::simulate::load::Curve;
use crate::simulate::measures::Tally;
use crate::simulate::nodes::Room;
use crate::simulate::pipeline::{Pipeline, Ticks};
use crate::simulate::pods::{Fleet, Model as PodModel};
use crate::simulate::queue::{Flow, Service};
use crate::simulate::rollout::Strategy;
use crate::simulate::setup::{Model, Setup, target_of};
use crate::simulate::timeline::Recorder;
use crate::simulate::{check, selector_of};

const DAY: i64 = 86_400;
/// Scrapes for each sync that may be.
const SCRAPES: usize = 8;

impl<'a> World<'a> {
    /// Reads a model.
    ///
    /// # Errors
    /// The `simulate.*` codes with the path of what is wrong; `limit.syncs` and `limit.pods`.
    pub(in crate::simulate) fn new(setup: Setup<'a>, model: &Model, budget: &'a Budget) -> Result<Self> {
        let duration = check::period(model.duration, "duration")?;
        let period = check::period(Period(setup.options.sync_period), "controller.syncPeriod")?;
        let phase = check::time(model.sync_phase, "syncPhase")?;
        let start = setup.start.unix_seconds();
        let hpa = &setup.hpa;
        let (replicas, first) = replicas(model, hpa)?;
        let target = target_of(hpa).to_owned();
        let text = selector_of(hpa);
        let selector = Selector::parse(&text)
            .map_err(|_| wrong_name(&target).in_path("hpa.spec.scaleTargetRef.name"))?;
        let namespace = hpa.metadata.namespace.as_str();
        let namespace = if namespace.is_empty() { "default" } else { namespace };
        let container = container_of(&model.pods, hpa);
        let pipeline = Pipeline::new(hpa, (namespace, &container), &selector, setup.mapper, &model.metrics)?;
        let noise = check::share(model.workload.noise, "workload.noise")?;
        let midnight = number::float64(start.rem_euclid(DAY));
        let curve = Curve::new(&model.workload.load, noise, model.seed, midnight)?;
        let template = template(&target, namespace, &container, &model.pods);
        let pod_model = PodModel::new(&model.pods, &model.workload)?;
        let mut fleet = Fleet::new(pod_model, template, &target, model.seed);
        let mut room = Room::new(model.nodes.as_ref(), number::count(first))?;
        budget.take_looks(first)?;
        let since = Time::from_unix(start.saturating_sub(3_600), 0).unwrap_or_default();
        for _ in 0..first {
            fleet.create_ready(&mut room, since);
        }
        let mut clock = Clock::default();
        let rollouts = strategies(&model.rollouts, &mut clock)?;
        let syncs = ticks(phase, period, duration);
        budget.take_syncs(usize::try_from(syncs).unwrap_or(usize::MAX))?;
        let every = match setup.every {
            Some(every) => check::time(every, "every")?,
            None => Recorder::spread(syncs, period),
        };
        let (prometheus, metrics_server) = (pipeline.prometheus_ticks(), pipeline.metrics_server_ticks());
        check_scrapes(prometheus, duration, budget, "metrics.scrapeInterval")?;
        check_scrapes(metrics_server, duration, budget, "metrics.resolution")?;
        let collections = pipeline.collections();
        check_scrapes(collections, duration, budget, "metrics.collectionInterval")?;
        let mut at = 0;
        for (ticks, event) in
            [(prometheus, Event::Scrape), (metrics_server, Event::Resolve), (collections, Event::Collect)]
        {
            if let Some(ticks) = ticks {
                at = at.min(ticks.first);
                clock.set(ticks.first, event);
            }
        }
        clock.set(0, Event::Start);
        clock.set(phase, Event::Sync);
        let mut scale = Scale::default();
        scale.metadata.name.clone_from(&target);
        namespace.clone_into(&mut scale.metadata.namespace);
        scale.spec.replicas = replicas;
        scale.status.selector = text;
        let strategy = rollouts.first().copied().unwrap_or_default();
        Ok(Self {
            budget,
            at,
            duration,
            start,
            clock,
            curve,
            service: Service::new(&model.workload)?,
            flow: Flow::default(),
            before: 0.0,
            fleet,
            room,
            scale,
            rollouts,
            strategy,
            rolling: false,
            pipeline,
            prometheus,
            metrics_server,
            collections,
            controller: Controller::new(setup),
            period,
            recorder: Recorder::new(every),
            tally: Tally::new(replicas),
        })
    }
}

/// The replicas at the start.
fn replicas(model: &Model, hpa: &HorizontalPodAutoscaler) -> Result<(i32, usize)> {
    let (replicas, path) = match model.replicas {
        Some(replicas) => (check::count(replicas, 0, "replicas")?, "replicas"),
        None => (hpa.spec.min_replicas.unwrap_or(1).max(0), "hpa.spec.minReplicas"),
    };
    let count = usize::try_from(replicas).unwrap_or_default();
    if count > limits::SIMULATED_PODS {
        let message = format!("{count} pods at once are more than {}", limits::SIMULATED_PODS);
        return Err(Error::new(codes::limit::PODS, message).in_path(path));
    }
    Ok((replicas, count))
}

fn wrong_name(name: &str) -> Error {
    Error::new(codes::simulate::VALUE, format!("{name:?} is not a name that pods can be labelled with"))
}

/// The container's name: what is given, else that of a metric of one.
fn container_of(pods: &Pods, hpa: &HorizontalPodAutoscaler) -> String {
    let of_metric = || {
        let mut metrics = hpa.spec.metrics.iter();
        let metric = metrics.find(|metric| metric.r#type == MetricSourceType::ContainerResource)?;
        metric.container_resource.as_ref().map(|source| source.container.clone())
    };
    pods.container.clone().or_else(of_metric).unwrap_or_else(|| "app".to_owned())
}

/// A pod that was just made.
fn template(target: &str, namespace: &str, container: &str, pods: &Pods) -> Pod {
    let mut pod = Pod::default();
    pod.metadata.namespace = namespace.into();
    pod.metadata.labels = PodLabels::from_iter([("app", target)]);
    pod.spec.containers = vec![Container {
        name: container.into(),
        resources: ResourceRequirements { requests: pods.requests.clone() },
        restart_policy: None,
    }];
    pod.status.phase = PodPhase::Pending;
    pod
}

/// The strategies of rollouts, each of which begins at its time.
fn strategies(rollouts: &[Rollout], clock: &mut Clock) -> Result<Vec<Strategy>> {
    let mut strategies = Vec::with_capacity(rollouts.len());
    for (index, rollout) in rollouts.iter().enumerate() {
        let read = Strategy::new(rollout);
        let (at, strategy) = read.map_err(|error| error.in_path(format_args!("rollouts[{index}]")))?;
        clock.set(at, Event::Rollout(index));
        strategies.push(strategy);
    }
    Ok(strategies)
}

/// How often something happens from a first time until before an end.
fn ticks(first: i64, interval: i64, end: i64) -> i64 {
    let span = end.saturating_sub(first);
    if span <= 0 {
        return 0;
    }
    span.saturating_sub(1).checked_div(interval).unwrap_or_default().saturating_add(1)
}

fn check_scrapes(given: Option<Ticks>, duration: i64, budget: &Budget, path: &str) -> Result<()> {
    let Some(given) = given else { return Ok(()) };
    let scrapes = ticks(given.first, given.interval, duration);
    let most = budget.limits().syncs.saturating_mul(SCRAPES);
    if usize::try_from(scrapes).is_ok_and(|scrapes| scrapes <= most) {
        return Ok(());
    }
    let message = format!("{scrapes} times of scraping or collecting are more than {most}");
    Err(Error::new(codes::limit::SYNCS, message).in_path(path))
}
