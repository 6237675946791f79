//! The way from prometheus-adapter's rules and an HPA to KEDA, and back.
//!
//! [`to_keda()`] gives the ScaledObject whose HPA has the bounds, the behavior and the targets of the HPA that it is made of, each
//! query being the one that the adapter sends for that HPA; [`from_keda()`] gives the HPA, and the adapter's rules that serve it.
//! What cannot be kept is told as [`Lost`], each with its reason, and [`Migrated::steps`] say in which order to act so that the
//! workload is scaled all the while and nothing restarts.
//!
//! ```
//! use counterpoise::engine::{Engine, EngineInput};
//! use counterpoise::keda;
//! use counterpoise::migrate::{ToKeda, to_keda};
//! use counterpoise::resources::Mapper;
//!
//! let engine = Engine::from_json(r#"{
//!     "config": {"rules": [{
//!         "seriesQuery": "requests_total", "resources": {"template": "<<.Resource>>"},
//!         "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)"
//!     }]},
//!     "series": [{"__name__": "requests_total", "namespace": "shop", "pod": "web-0"}]
//! }"#)?;
//! let hpa = counterpoise::hpa::from_str(
//!     "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web, namespace: shop}, spec: \
//!       {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}, maxReplicas: 5, metrics: [{type: Pods, pods: \
//!       {metric: {name: requests_total}, target: {type: AverageValue, averageValue: 500m}}}]}}",
//! )?;
//! let migrated = to_keda(&hpa, &engine, &ToKeda::new("http://prometheus:9090"))?;
//! let trigger = &migrated.objects[0].spec.triggers[0];
//! assert_eq!(
//!     trigger.metadata["query"],
//!     r#"sum(sum(rate(requests_total{namespace="shop",pod=~"web-[0-9]+"}[2m])) by (pod))"#
//! );
//! let back = keda::horizontal_pod_autoscaler(&migrated.objects[0], Mapper::builtin_ref())?;
//! assert_eq!(back.map(|hpa| hpa.spec.max_replicas), Some(5));
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod from_keda;
mod lost;
mod pods;
pub(crate) mod query;
mod rule;
mod steps;
mod target;
mod to_keda;
mod trigger;

pub use from_keda::{FromKeda, MigratedHpa, from_keda};
pub use lost::{Loss, Lost};
pub use rule::{ExternalRule, ExternalRules};
pub use to_keda::{Migrated, ToKeda, to_keda};
