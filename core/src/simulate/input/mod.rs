//! What a simulation is given, as people write it. Everything but the load has a default.

mod metrics;
mod pods;
mod series;
mod time;
mod workload;

pub use metrics::{Gap, GapKind, Metrics, SeriesSignal, Signal, SignalWord};
pub use pods::{IntOrPercent, Nodes, Pods, Rollout};
pub use series::{Point, STALE, Series};
pub use time::Period;
pub use workload::{Load, LoadEntry, Queue, Sine, Workload};
