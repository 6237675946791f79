//! Flagger's metrics: queries in [`MetricTemplate`]s with names in double braces, and the ranges that a [`Canary`]'s
//! metrics must be in. Mirrors `github.com/fluxcd/flagger` at 15bd6ad.
//!
//! Flagger's templates are Go's, and its names are functions there. What its users write is names alone, and that is what
//! is rendered here; anything else is an error, never another text.
//!
//! ```
//! use counterpoise::flagger::Model;
//!
//! let model = Model { namespace: "test".into(), interval: "1m".into(), ..Model::default() };
//! let query = model.render(r#"rate(hits_total{namespace="{{ namespace }}"}[{{ interval }}])"#)?;
//! assert_eq!(query, r#"rate(hits_total{namespace="test"}[1m])"#);
//! assert_eq!(model.render("{{ primary }}").unwrap_err().code(), "template.field");
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod check;
mod model;
mod objects;

#[cfg(test)]
mod tests;

pub use check::{Check, check};
pub use model::{Model, sent};
pub use objects::{
    Canary, CanaryAnalysis, CanaryMetric, CanaryService, CanarySpec, CanaryThresholdRange, MetricTemplate,
    MetricTemplateProvider, MetricTemplateSpec, TemplateReference,
};
