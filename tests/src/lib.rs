//! What the suites share: the vectors, the surfaces they run on, and the comparison.
//!
//! A vector is one operation with its input and what must come back. Written ones are YAML
//! (`tests/vectors/<area>/*.yaml`), those that the real upstream gave are JSON lines (`*.jsonl`). Every surface gets every
//! vector, so a binding that translates a field wrongly fails here.

pub mod case;
pub mod compare;
pub mod generate;
pub mod hostile;
pub mod laws;
pub mod oracle;
pub mod paths;
pub mod prometheus;
pub mod promqltest;
pub mod ratchet;
mod recorder;
pub mod run;
mod samples;
pub mod schema;
pub mod sequence;
pub mod skip;
pub mod surface;
pub mod walk;

/// What is Rust in the book is compiled and run as the documentation of this; `tests/book.rs` finds pages that are missing.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Book;
