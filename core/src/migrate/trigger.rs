//! The trigger that stands for a metric of an HPA.

use std::collections::BTreeMap;

use super::lost::{Loss, Lost};
use super::query;
use super::target::threshold;
use super::to_keda::ToKeda;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::keda::ScaleTrigger;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec, MetricTarget, MetricTargetType};

/// Makes triggers of the metrics of one HPA.
pub(super) struct Triggers<'a> {
    pub(super) hpa: &'a HorizontalPodAutoscaler,
    pub(super) engine: &'a Engine,
    pub(super) options: &'a ToKeda,
    pub(super) lost: Vec<Lost>,
}

impl Triggers<'_> {
    /// The trigger of a metric; none for one that no trigger has.
    ///
    /// # Errors
    /// Those of the adapter, which does not serve the metric; `hpa.request`, `migrate.pods`, `migrate.target`.
    pub(super) fn of(&mut self, index: usize, metric: &MetricSpec) -> Result<Option<ScaleTrigger>> {
        let path = format!("hpa.spec.metrics[{index}]");
        let trigger = match metric.r#type {
            MetricSourceType::Resource => {
                let source = metric.resource.as_ref().map(|it| (it.name.as_str(), &it.target, ""));
                self.resource(&path, source)
            }
            MetricSourceType::ContainerResource => {
                let source = metric.container_resource.as_ref();
                let source = source.map(|it| (it.name.as_str(), &it.target, it.container.as_str()));
                self.resource(&path, source)
            }
            _ => self.prometheus(&path, metric).map(Some),
        };
        trigger.map_err(|error| error.in_path(path))
    }

    /// `cpu` or `memory`, in all containers or in one.
    fn resource(
        &mut self,
        path: &str,
        source: Option<(&str, &MetricTarget, &str)>,
    ) -> Result<Option<ScaleTrigger>> {
        let Some((name, target, container)) = source else {
            return Err(Error::new(codes::hpa::REQUEST, "the source of the metric is missing"));
        };
        if !matches!(name, "cpu" | "memory") {
            let reason =
                format!("KEDA has triggers for cpu and memory, and none for {name}: the metric is left out");
            self.lost.push(Lost::new(Loss::Resource, path, reason));
            return Ok(None);
        }
        let value = match target.r#type {
            MetricTargetType::Utilization => target.average_utilization.map(|percent| percent.to_string()),
            MetricTargetType::AverageValue => target.average_value.as_ref().map(ToString::to_string),
            _ => None,
        };
        let value = value.ok_or_else(no_target)?;
        let mut metadata = BTreeMap::from([("value".to_owned(), value)]);
        if !container.is_empty() {
            metadata.insert("containerName".to_owned(), container.to_owned());
        }
        Ok(Some(ScaleTrigger {
            r#type: name.to_owned(),
            metadata,
            metric_type: Some(target.r#type.clone()),
            ..ScaleTrigger::default()
        }))
    }

    /// The query that the adapter sends for the metric, as one value.
    fn prometheus(&mut self, path: &str, metric: &MetricSpec) -> Result<ScaleTrigger> {
        let target = match metric.r#type {
            MetricSourceType::Pods => metric.pods.as_ref().map(|it| &it.target),
            MetricSourceType::Object => metric.object.as_ref().map(|it| &it.target),
            _ => metric.external.as_ref().map(|it| &it.target),
        };
        let query = self.query(path, metric)?;
        let (threshold, is_exact) = target.and_then(threshold).ok_or_else(no_target)?;
        if !is_exact {
            let reason = format!("KEDA rounds a threshold to three digits, and {threshold} has more");
            self.lost.push(Lost::new(Loss::Precision, path, reason));
        }
        let mut metadata = BTreeMap::from([
            ("serverAddress".to_owned(), self.options.server_address.clone()),
            ("query".to_owned(), query),
            ("threshold".to_owned(), threshold),
            // A metric that is not there holds the replicas where they are, which they do today.
            ("ignoreNullValues".to_owned(), "false".to_owned()),
        ]);
        if self.hpa.spec.min_replicas == Some(0) {
            metadata.insert("activationThreshold".to_owned(), "0".to_owned());
        }
        let metric_type = target.map(|target| target.r#type.clone());
        Ok(ScaleTrigger { r#type: "prometheus".to_owned(), metadata, metric_type, ..ScaleTrigger::default() })
    }

    fn query(&mut self, path: &str, metric: &MetricSpec) -> Result<String> {
        let spec = &self.hpa.spec;
        let query = query::of(self.hpa, self.engine, metric)?;
        match metric.r#type {
            MetricSourceType::Pods => {
                let reason = "KEDA asks for the sum over all pods and divides it by all of them: a pod that is not ready or has no sample no longer keeps a change small";
                self.lost.push(Lost::new(Loss::PodReadiness, path, reason));
                let reason = format!(
                    "the query matches pods by the names that {} {} gives them, and no longer by the target's selector",
                    spec.scale_target_ref.kind, spec.scale_target_ref.name
                );
                self.lost.push(Lost::new(Loss::PodSelector, path, reason));
                Ok(query::summed(&query))
            }
            MetricSourceType::Object => {
                let described = metric.object.as_ref().map(|it| &it.described_object);
                let object = described.map(|it| format!("{} {}", it.kind, it.name)).unwrap_or_default();
                let mut reason = format!(
                    "KEDA serves it as an external metric, by the query for {object}: kubectl no longer shows the object"
                );
                if !query::is_single(&query) {
                    reason += "; KEDA refuses an answer of several samples, which the query may have";
                }
                self.lost.push(Lost::new(Loss::DescribedObject, path, reason));
                Ok(query)
            }
            _ => {
                let reason = "one server alone has external.metrics.k8s.io: where KEDA has it, the adapter's external metrics are not served any more";
                self.lost.push(Lost::new(Loss::ExternalMetricsApi, path, reason));
                Ok(if query::is_single(&query) { query } else { query::summed(&query) })
            }
        }
    }
}

fn no_target() -> Error {
    Error::new(codes::migrate::TARGET, "the metric has no value of the kind that its target's type names")
}
