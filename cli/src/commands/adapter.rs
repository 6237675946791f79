use crate::args::{AdapterArguments, Compat};
use crate::failure::Failure;
use crate::input::Input;

/// The input fields that describe an adapter.
pub(super) fn input(options: &AdapterArguments) -> Result<Input, Failure> {
    let mut input = Input::default();
    input.text("config", &options.config)?;
    match &options.series {
        Some(path) => input.data_or_text("series", path)?,
        None => input.field("series", Vec::<serde_json::Value>::new()),
    }
    if let Some(path) = &options.resources {
        input.data("resources", path)?;
    }
    if matches!(options.compat, Compat::Safe) {
        input.field("compat", "safe");
    }
    Ok(input)
}
