//! The query that the adapter sends for a metric of an HPA, whichever pods there will be.

use super::pods::{STAND_INS, of_target};
use crate::engine::{Engine, Plan};
use crate::error::{Error, Result, codes};
use crate::hpa;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricSpec};
use crate::metrics::Request;
use crate::promql;
use crate::selector::Selector;

/// The query; for a Pods metric it matches pods by the names that the workload gives them.
///
/// # Errors
/// Those of the adapter for a metric that it does not serve; `hpa.request`, `migrate.pods`, `migrate.target`.
pub(crate) fn of(hpa: &HorizontalPodAutoscaler, engine: &Engine, metric: &MetricSpec) -> Result<String> {
    let namespace = &hpa.metadata.namespace;
    let asked = hpa::request(metric, namespace, &Selector::everything(), engine.mapper())?;
    let request = Request::parse(&asked.path)?;
    let planned = |objects: &[&str]| match engine.plan(&request, objects)? {
        Plan::Custom(plan) => Ok(plan.promql().to_owned()),
        Plan::External(plan) => Ok(plan.promql().to_owned()),
        Plan::Resource(_) => Err(no_query()),
    };
    let [pods, others] = STAND_INS;
    let query = planned(&pods)?;
    match metric.r#type {
        MetricSourceType::Pods => of_target([&query, &planned(&others)?], &hpa.spec.scale_target_ref),
        _ => Ok(query),
    }
}

/// All samples of a query as one.
pub(crate) fn summed(query: &str) -> String {
    format!("sum({query})")
}

/// Whether a query surely has no two samples, of which KEDA takes none and the controller the sum.
pub(super) fn is_single(query: &str) -> bool {
    let flow = promql::parse(query).and_then(|query| promql::flow::labels(&query, None));
    flow.is_ok_and(|flow| flow.single)
}

fn no_query() -> Error {
    Error::new(
        codes::migrate::TARGET,
        "the adapter asks for usage of pods by other queries than for a metric",
    )
}
