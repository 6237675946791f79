//! Metrics whose query stands in the HPA itself, in annotations that kube-metrics-adapter reads:
//! `metric-config.<type>.<metric>.<collector>/<setting>`.
//!
//! [`parse`] gives the collectors that the adapter makes of an HPA, and what it does not say about the annotations;
//! [`convert`](convert()) makes the value that it keeps of Prometheus' answer, and a [`Store`] answers the HPA's requests
//! as its API does. Mirrors kube-metrics-adapter at 1079c7d, its flags at their defaults but for a Prometheus server.
//!
//! ```
//! use counterpoise::kube::HorizontalPodAutoscaler;
//!
//! let hpa: HorizontalPodAutoscaler = serde_json::from_str(r#"{
//!     "metadata": {"annotations": {"metric-config.external.rps.prometheus/query": "sum(rate(hits_total[1m]))"}},
//!     "spec": {"metrics": [{"type": "External", "external": {
//!         "metric": {"name": "rps", "selector": {"matchLabels": {"type": "prometheus"}}},
//!         "target": {"type": "AverageValue", "averageValue": "10"}
//!     }}]}
//! }"#).unwrap();
//! let parsed = counterpoise::annotations::parse(&hpa)?;
//! assert_eq!(parsed.collectors[0].query.as_deref(), Some("sum(rate(hits_total[1m]))"));
//! assert!(parsed.diagnostics.is_empty());
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod check;
mod collector;
mod convert;
mod findings;
mod key;
mod plugin;
mod prometheus;
mod refusal;
mod served;
mod settings;
mod store;
mod syntax;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use collector::{Collector, Reference, collectors};
pub use convert::{CollectedValue, convert};
pub use plugin::Plugin;
pub use store::Store;

use crate::error::{Diagnostic, Result};
use crate::kube::HorizontalPodAutoscaler;

/// What the annotations of an HPA come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Parsed {
    /// One for each metric of the spec that the adapter looks at, in its order.
    pub collectors: Vec<Collector>,
    /// What the adapter passes over in silence, and what does not work.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the annotations of an HPA.
///
/// # Errors
/// Those of [`collectors`].
pub fn parse(hpa: &HorizontalPodAutoscaler) -> Result<Parsed> {
    let settings = settings::read(&hpa.metadata.annotations).map_err(|error| error.in_path("hpa"))?;
    let collectors = collector::of_settings(hpa, &settings)?;
    let diagnostics = check::check(hpa, &settings, &collectors);
    Ok(Parsed { collectors, diagnostics })
}

/// Whether an HPA has annotations of the adapter.
#[must_use]
pub fn has_any(hpa: &HorizontalPodAutoscaler) -> bool {
    hpa.metadata.annotations.keys().any(|name| key::Key::parse(name).is_some())
}
