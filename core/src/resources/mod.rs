//! The `resources` module.
