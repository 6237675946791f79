use serde_json::Value;

use crate::engine::Engine;
use crate::error::Result;

/// One operation of the contract.
pub struct Operation {
    /// Its name, such as `quantity.parse`.
    pub name: &'static str,
    /// JSON value in, JSON value out.
    pub value: fn(Option<&Engine>, Value) -> Result<Value>,
    /// JSON text in, JSON text out.
    pub text: fn(Option<&Engine>, &str) -> Result<String>,
}

/// An [`Operation`] from a typed function `fn(Input) -> Result<Output>`, or, written `context name => function`, from
/// `fn(&Context, Input) -> Result<Output>`.
macro_rules! operation {
    ($name:literal => $function:expr) => {
        operation!(context $name => |_, input| $function(input))
    };
    (context $name:literal => $function:expr) => {
        crate::ops::Operation {
            name: $name,
            value: |engine, input| crate::ops::decode::on_value(engine, input, |context, input| $function(context, input)),
            text: |engine, input| crate::ops::decode::on_text(engine, input, |context, input| $function(context, input)),
        }
    };
}
pub(super) use operation;
