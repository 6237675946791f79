use crate::engine::Engine;
use crate::error::Result;

/// One operation of the contract.
pub struct Operation {
    /// Its name, such as `quantity.parse`.
    pub name: &'static str,
    /// The text of a JSON object in, and that of `ok`'s object out.
    pub(super) run: fn(Call<'_>) -> Result<String>,
}

/// One call of an operation.
pub(super) struct Call<'c> {
    pub(super) engine: Option<&'c Engine>,
    /// The text of a JSON object, of whatever length.
    pub(super) input: &'c str,
    /// Whether the caller has the text, so that a position in it says something.
    pub(super) seen: bool,
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
            run: |call| crate::ops::decode::on_text(call, |context, input| $function(context, input)),
        }
    };
}
pub(super) use operation;
