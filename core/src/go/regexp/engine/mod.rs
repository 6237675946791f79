//! What matches: every way that the `regex` crate has, or, where code must be small, the two that take the least.

#[cfg(any(test, not(feature = "regex-perf")))]
mod classes;
#[cfg(feature = "regex-perf")]
mod fast;
#[cfg(not(feature = "regex-perf"))]
mod small;

#[cfg(feature = "regex-perf")]
pub(crate) use fast::{Captures, Engine};
#[cfg(not(feature = "regex-perf"))]
pub(crate) use small::{Captures, Engine};

/// Bytes of a compiled pattern; Go allows 128 MiB, of larger instructions.
pub(super) const COMPILED_BYTES: usize = 10 << 20;

/// What [`DEPTH`](super::parse::DEPTH) groups nest to in the crate's tree: a group, its alternatives, their sequence, its
/// repetition.
const DEPTH: u32 = 250;
