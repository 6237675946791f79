//! The surfaces of the contract, each behind the same two functions.

mod child;
mod rust;
mod typed;

use serde_json::Value;

pub use child::{Child, c, cli, command, go, go_cgo, mcp, node, python, python_command, upstream};
pub use rust::{Rust, RustText};
pub use typed::Typed;

use crate::compare::Reply;

/// One way to reach the operations.
pub trait Surface {
    /// What it is called in a report.
    fn name(&self) -> &str;

    /// Runs an operation: `ok`'s object, or the error object.
    ///
    /// # Errors
    /// The operation's error.
    fn call(&mut self, op: &str, input: &Value) -> Reply;

    /// Builds an engine of an object with `config`, `series`, `resources` and `compat`, and runs an operation on it. None
    /// where the surface has no engines.
    fn call_engine(&mut self, engine: &Value, op: &str, input: &Value) -> Option<Reply>;
}
