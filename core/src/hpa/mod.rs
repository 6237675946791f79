//! The `hpa` module.
