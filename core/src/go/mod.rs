//! What Go does in its own way, once for all areas: number conversions, quoting, durations.
//!
//! Upstream is written in Go, and its results depend on these. Nothing here knows Kubernetes or Prometheus.

pub mod duration;
pub mod number;
pub mod pow10;
pub mod quote;

#[cfg(test)]
mod tests;
