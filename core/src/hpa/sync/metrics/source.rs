use super::selector_text::GoSelector;
use crate::go::quote;
use crate::hpa::answer::{self, Asked};
use crate::hpa::calculator::{self, Proposal, Tally, UtilizationTarget};
use crate::hpa::profile::Profile;
use crate::kube::ExternalMetricValueList;
use crate::kube::autoscaling::{
    ContainerResourceMetricSource, ContainerResourceMetricStatus, CrossVersionObjectReference,
    ExternalMetricSource, ExternalMetricStatus, MetricIdentifier, MetricSourceType, MetricSpec, MetricStatus,
    MetricTarget, MetricTargetType, MetricValueStatus, ObjectMetricSource, ObjectMetricStatus,
    PodsMetricSource, PodsMetricStatus, ResourceMetricSource, ResourceMetricStatus,
};
use crate::quantity::{Format, Quantity};
use crate::selector::{LabelSelector, Selector};

/// One metric of the spec with what its request was answered.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) tally: &'a Tally<'a>,
    pub(super) namespace: &'a str,
    pub(super) spec: &'a MetricSpec,
    pub(super) answer: Asked<'a>,
}

/// A metric that gave a replica count.
#[derive(Debug)]
pub(super) struct Evaluated {
    pub(super) proposal: Proposal,
    /// How messages call the metric.
    pub(super) name: String,
    /// Its entry in the status.
    pub(super) status: MetricStatus,
}

/// A metric that did not.
#[derive(Debug)]
pub(super) struct Unavailable {
    /// The word of the event and of the `ScalingActive` condition.
    pub(super) reason: &'static str,
    /// What the event says.
    pub(super) message: String,
    /// What the sync's own error says.
    pub(super) error: String,
}

type Evaluation = std::result::Result<Evaluated, Unavailable>;
/// A step inside one source; its error is the message of the event.
type Step<T> = std::result::Result<T, String>;

impl<'a> Source<'a> {
    /// The metric's replica count and status.
    /// Mirrors `podautoscaler.HorizontalController.computeReplicasForMetric`.
    pub(super) fn evaluate(&self) -> Evaluation {
        let spec = self.spec;
        match (&spec.r#type, spec) {
            (MetricSourceType::Object, MetricSpec { object: Some(object), .. }) => self.object(object),
            (MetricSourceType::Pods, MetricSpec { pods: Some(pods), .. }) => self.pods(pods),
            (MetricSourceType::Resource, MetricSpec { resource: Some(resource), .. }) => {
                self.resource(resource)
            }
            (MetricSourceType::ContainerResource, MetricSpec { container_resource: Some(resource), .. }) => {
                self.container_resource(resource)
            }
            (MetricSourceType::External, MetricSpec { external: Some(external), .. }) => {
                self.external(external)
            }
            (other, _) => {
                let message = format!("unknown metric source type {}", quote::quote(other.as_str()));
                Err(Unavailable { reason: "InvalidMetricSourceType", error: message.clone(), message })
            }
        }
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForObjectMetric`.
    fn object(&self, source: &ObjectMetricSource) -> Evaluation {
        let unavailable = |message: String, error: String| Unavailable {
            reason: "FailedGetObjectMetric",
            message,
            error: format!("failed to get object metric value: {error}"),
        };
        let plain = |message: String| unavailable(message.clone(), message);
        check_selector(source.metric.selector.as_ref()).map_err(plain)?;
        let name = &source.metric.name;
        let mut described = source.described_object.clone();
        let (proposal, called, current) = match (&source.target.r#type, &source.target) {
            (MetricTargetType::Value, MetricTarget { value: Some(target), .. }) => {
                let usage = self.object_usage(source).map_err(plain)?;
                let proposal = self
                    .tally
                    .object_value(usage, target.milli_value())
                    .map_err(|failure| plain(failure.to_string()))?;
                let called = format!("{} metric {name}", source.described_object.kind);
                (proposal, called, whole(proposal.usage))
            }
            (MetricTargetType::AverageValue, MetricTarget { average_value: Some(target), .. }) => {
                let usage = self.object_usage(source).map_err(|message| {
                    let error = format!("failed to get {name} object metric: {message}");
                    unavailable(message, error)
                })?;
                let proposal = calculator::object_average(self.tally.scope(), usage, target.milli_value());
                if !self.profile().object_average_described {
                    described = CrossVersionObjectReference::default();
                }
                (proposal, external_name(&source.metric), average(proposal.usage, Format::DecimalSi))
            }
            _ => {
                let message = "invalid object metric source: neither a value target nor an average value target was set";
                return Err(plain(message.to_owned()));
            }
        };
        let status =
            ObjectMetricStatus { metric: source.metric.clone(), current, described_object: described };
        Ok(Evaluated {
            proposal,
            name: called,
            status: MetricStatus {
                r#type: MetricSourceType::Object,
                object: Some(status),
                ..MetricStatus::default()
            },
        })
    }

    fn object_usage(&self, source: &ObjectMetricSource) -> Step<i64> {
        let (name, object, namespace) = (&source.metric.name, &source.described_object, self.namespace);
        answer::object_value(self.answer).map_err(|error| {
            if self.profile().object_error_in_order {
                format!("unable to get metric {name} on {} {namespace}/{}: {error}", object.kind, object.name)
            } else {
                format!("unable to get metric {name}: {} on {namespace} {}/{error}", object.kind, object.name)
            }
        })
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForPodsMetric`.
    fn pods(&self, source: &PodsMetricSource) -> Evaluation {
        let unavailable = |message: String| Unavailable {
            reason: "FailedGetPodsMetric",
            error: format!("failed to get pods metric value: {message}"),
            message,
        };
        let name = &source.metric.name;
        check_selector(source.metric.selector.as_ref()).map_err(unavailable)?;
        let list = answer::pod_values(self.answer)
            .map_err(|error| unavailable(format!("unable to get metric {name}: {error}")))?;
        let target = source.target.average_value.as_ref().map_or(0, |target| target.milli_value());
        let proposal = self.tally.pods(list, target).map_err(|failure| unavailable(failure.to_string()))?;
        let status = PodsMetricStatus {
            metric: source.metric.clone(),
            current: average(proposal.usage, Format::DecimalSi),
        };
        Ok(Evaluated {
            proposal,
            name: format!("pods metric {name}"),
            status: MetricStatus {
                r#type: MetricSourceType::Pods,
                pods: Some(status),
                ..MetricStatus::default()
            },
        })
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForResourceMetric`.
    fn resource(&self, source: &'a ResourceMetricSource) -> Evaluation {
        let unavailable = |message: String| Unavailable {
            reason: "FailedGetResourceMetric",
            error: format!("failed to get {} resource metric value: {message}", source.name),
            message,
        };
        let usage = self.usage(&source.name, None, &source.target).map_err(unavailable)?;
        let status = ResourceMetricStatus { name: source.name.clone(), current: usage.current };
        Ok(Evaluated {
            proposal: usage.proposal,
            name: usage.name,
            status: MetricStatus {
                r#type: MetricSourceType::Resource,
                resource: Some(status),
                ..MetricStatus::default()
            },
        })
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForContainerResourceMetric`.
    fn container_resource(&self, source: &'a ContainerResourceMetricSource) -> Evaluation {
        let unavailable = |message: String| Unavailable {
            reason: "FailedGetContainerResourceMetric",
            error: format!("failed to get {} container metric value: {message}", source.container),
            message,
        };
        let usage = self.usage(&source.name, Some(&source.container), &source.target).map_err(unavailable)?;
        let status = ContainerResourceMetricStatus {
            name: source.name.clone(),
            current: usage.current,
            container: source.container.clone(),
        };
        Ok(Evaluated {
            proposal: usage.proposal,
            name: usage.name,
            status: MetricStatus {
                r#type: MetricSourceType::ContainerResource,
                container_resource: Some(status),
                ..MetricStatus::default()
            },
        })
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForResourceMetricGeneric`.
    fn usage(&self, resource: &'a str, container: Option<&'a str>, target: &MetricTarget) -> Step<Usage> {
        // Upstream's word for no container is the empty text.
        let part = container.filter(|name| !name.is_empty());
        let list = || {
            answer::pod_metrics(self.answer)
                .map_err(|error| format!("unable to get metrics for resource {resource}: {error}"))
        };
        let format = if resource == "memory" { self.profile().memory_format } else { Format::DecimalSi };
        if let Some(target) = &target.average_value {
            let failed = |error: String| format!("failed to get {resource} usage: {error}");
            let list = list().map_err(failed)?;
            let proposal = self
                .tally
                .usage(list, resource, part, target.milli_value())
                .map_err(|failure| failed(failure.to_string()))?;
            return Ok(Usage {
                proposal,
                name: format!("{resource} resource"),
                current: average(proposal.usage, format),
            });
        }
        let Some(percent) = target.average_utilization else {
            return Err(
                "invalid resource metric source: neither an average utilization target nor an average value \
                        (usage) target was set"
                    .to_owned(),
            );
        };
        let failed = |error: String| format!("failed to get {resource} utilization: {error}");
        let list = list().map_err(failed)?;
        let target = UtilizationTarget { percent, resource, container: part };
        let proposal = self.tally.utilization(list, target).map_err(|failure| failed(failure.to_string()))?;
        let of = if container.is_some() { "container resource" } else { "resource" };
        let current = MetricValueStatus {
            average_utilization: proposal.utilization,
            ..average(proposal.usage, format)
        };
        Ok(Usage { proposal, name: format!("{resource} {of} utilization (percentage of request)"), current })
    }

    /// Mirrors `podautoscaler.HorizontalController.computeStatusForExternalMetric`.
    fn external(&self, source: &ExternalMetricSource) -> Evaluation {
        let name = &source.metric.name;
        let unavailable = |message: String, error: String| Unavailable {
            reason: "FailedGetExternalMetric",
            message,
            error: format!("failed to get {name} external metric value: {error}"),
        };
        let (proposal, current) = if let Some(target) = &source.target.average_value {
            let list = self.external_values(source).map_err(|message| {
                let error = format!("failed to get {name} external metric: {message}");
                unavailable(message, error)
            })?;
            let proposal = self.tally.external_average(list, target.milli_value());
            (proposal, average(proposal.usage, Format::DecimalSi))
        } else if let Some(target) = &source.target.value {
            let failed = |message: String| {
                let error = format!("failed to get external metric {name}: {message}");
                unavailable(message, error)
            };
            let list = self.external_values(source).map_err(failed)?;
            let proposal = self
                .tally
                .external_value(list, target.milli_value())
                .map_err(|failure| failed(failure.to_string()))?;
            (proposal, whole(proposal.usage))
        } else {
            let message =
                "invalid external metric source: neither a value target nor an average value target was set"
                    .to_owned();
            return Err(unavailable(message.clone(), message));
        };
        let status = ExternalMetricStatus { metric: source.metric.clone(), current };
        Ok(Evaluated {
            proposal,
            name: external_name(&source.metric),
            status: MetricStatus {
                r#type: MetricSourceType::External,
                external: Some(status),
                ..MetricStatus::default()
            },
        })
    }

    fn external_values(&self, source: &ExternalMetricSource) -> Step<&'a ExternalMetricValueList> {
        let selector = source.metric.selector.as_ref();
        check_selector(selector)?;
        answer::external_values(self.answer).map_err(|error| {
            let (namespace, name, selector) = (self.namespace, &source.metric.name, GoSelector(selector));
            format!("unable to get external metric {namespace}/{name}/{selector}: {error}")
        })
    }

    fn profile(&self) -> &Profile {
        self.tally.scope().profile
    }
}

/// Usage of a resource, of pods or of one container in each.
struct Usage {
    proposal: Proposal,
    name: String,
    current: MetricValueStatus,
}

/// How messages call an external metric, and an object's average.
fn external_name(metric: &MetricIdentifier) -> String {
    format!("external metric {}({})", metric.name, GoSelector(metric.selector.as_ref()))
}

fn whole(milli: i64) -> MetricValueStatus {
    MetricValueStatus {
        value: Some(Quantity::from_milli(milli, Format::DecimalSi).into()),
        ..MetricValueStatus::default()
    }
}

fn average(milli: i64, format: Format) -> MetricValueStatus {
    MetricValueStatus {
        average_value: Some(Quantity::from_milli(milli, format).into()),
        ..MetricValueStatus::default()
    }
}

/// Refuses a selector that the client could not turn into a query.
fn check_selector(selector: Option<&LabelSelector>) -> Step<()> {
    Selector::of_object(selector).map(|_| ()).map_err(|error| error.message().to_owned())
}
