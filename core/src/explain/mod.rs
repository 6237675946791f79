//! The `explain` module.
