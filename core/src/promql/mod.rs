//! The `promql` module.
