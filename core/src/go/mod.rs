//! What Go does in its own way, once for all areas: number conversions, mathematics, literals, quoting,
//! durations, URLs, printing, sorting, regular expressions.
//!
//! Upstream is written in Go, and its results depend on these. Nothing here knows Kubernetes or Prometheus.

pub(crate) mod decimal;
pub(crate) mod duration;
pub(crate) mod float;
pub(crate) mod format;
pub(crate) mod inserted;
pub(crate) mod json;
pub(crate) mod literal;
#[cfg(feature = "promql-eval")]
pub(crate) mod math;
pub(crate) mod number;
pub(crate) mod pow10;
pub(crate) mod quote;
pub(crate) mod regexp;
pub(crate) mod runes;
#[cfg(any(feature = "keda", feature = "promql-eval"))]
pub(crate) mod sort;
pub(crate) mod tabwriter;
pub(crate) mod time;
#[cfg(feature = "annotations")]
pub(crate) mod url;
pub(crate) mod value;

#[cfg(test)]
mod tests;
