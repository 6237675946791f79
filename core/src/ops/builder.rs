//! What an [`EngineBuilder`] takes, as JSON text: the fields of an engine's object, each for itself.

use crate::engine::EngineBuilder;
use crate::error::Result;
use crate::json;
use crate::kube::ApiResourceList;
use crate::limits::{self, GivenLimits, reading::List};
use crate::rules::Compat;

pub use super::rules::builder_requests as requests;

/// The cluster's resources: an array of `APIResourceList`, or `null` for none.
///
/// # Errors
/// `limit.size`, and the `request.*` codes for text of another form.
pub fn resources(builder: &mut EngineBuilder, text: &str) -> Result<()> {
    let lists = read::<Option<List<ApiResourceList>>>("resources", text)?;
    match lists {
        Some(List(lists)) => builder.resources(&lists, text.len()),
        None => Ok(()),
    }
}

/// Whose behaviour is wanted: `upstream`, `safe`, or a JSON object of switches.
///
/// # Errors
/// The `request.*` codes for text of another form.
pub fn compat(builder: &mut EngineBuilder, text: &str) -> Result<()> {
    let compat: Compat = if text.trim_start().starts_with(['{', '"']) {
        read("compat", text)?
    } else {
        read("compat", &serde_json::Value::from(text).to_string())?
    };
    builder.compat(compat);
    Ok(())
}

/// What building the engine may cost: a JSON object as the field `limits` of every operation.
///
/// # Errors
/// The `request.*` codes for text of another form.
pub fn limits(builder: &mut EngineBuilder, text: &str) -> Result<()> {
    builder.limits(read::<GivenLimits>("limits", text)?);
    Ok(())
}

fn read<'t, T: serde::Deserialize<'t>>(field: &str, text: &'t str) -> Result<T> {
    limits::check_size(text.as_bytes())?;
    json::read(text, json::OURS).map_err(|error| error.in_path(field))
}
