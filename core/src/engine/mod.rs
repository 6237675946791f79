//! A compiled configuration and a registry, held together: the handle of every binding.

/// A compiled configuration with its registry. Immutable once built, so it can be shared by threads.
#[derive(Debug)]
pub struct Engine {}
