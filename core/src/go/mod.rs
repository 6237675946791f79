//! What Go does in its own way, once for all areas: number conversions, literals, quoting, durations, URLs,
//! printing, regular expressions.
//!
//! Upstream is written in Go, and its results depend on these. Nothing here knows Kubernetes or Prometheus.

pub mod duration;
pub mod float;
pub mod format;
pub mod inserted;
pub mod json;
pub mod literal;
pub mod number;
pub mod pow10;
pub mod quote;
pub mod regexp;
pub mod runes;
pub mod tabwriter;
pub mod time;
pub mod url;
pub mod value;

#[cfg(test)]
mod tests;
