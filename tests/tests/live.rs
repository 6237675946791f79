//! `counterpoise explain --live`, `--scan` and `--watch`, and `capture`, against a `kubectl` that answers from a script.

#[path = "live/asking.rs"]
mod asking;
#[path = "live/captured.rs"]
mod captured;
#[path = "live/cluster.rs"]
mod cluster;
#[path = "live/explained.rs"]
mod explained;
#[path = "live/prometheus.rs"]
mod prometheus;
#[path = "live/scanned.rs"]
mod scanned;
#[path = "live/watched.rs"]
mod watched;
