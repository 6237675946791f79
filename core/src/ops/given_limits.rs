//! `limits`, the one field that every operation takes.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{Error, Result, codes};
use crate::json;
use crate::limits::GivenLimits;

/// The name of the field.
pub(super) const FIELD: &str = "limits";

/// Whether an input was refused for the field alone: no operation's own input has it.
pub(super) fn are_given(refused: &Error) -> bool {
    refused.is(codes::request::UNKNOWN_FIELD) && refused.path() == Some(FIELD)
}

#[derive(Deserialize)]
struct Limited<'a> {
    #[serde(borrow)]
    limits: &'a RawValue,
}

/// The limits of an input, and the input without them: blanks stand in their place, so that positions stay.
///
/// # Errors
/// The `request.*` codes for limits that are none.
pub(super) fn split(text: &str) -> Result<(GivenLimits, String)> {
    let read: Limited<'_> = serde_json::from_str(text)
        .map_err(|error| Error::new(codes::request::TYPE, error.to_string()).in_path(FIELD))?;
    let limits = parse(read.limits.get())?;
    let from = read.limits.get().as_ptr().addr().saturating_sub(text.as_ptr().addr());
    let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
    let after = rest.get(read.limits.get().len()..).unwrap_or_default();
    let key = before.trim_end().strip_suffix(':').and_then(|key| key.trim_end().strip_suffix("\"limits\""));
    let before = key.ok_or_else(|| {
        Error::new(codes::request::JSON, "the name of the field is to be written without escapes")
            .in_path(FIELD)
    })?;
    // One of the commas around the field goes with it.
    let (before, after) = match after.trim_start().strip_prefix(',') {
        Some(after) => (before, after),
        None => (before.trim_end().strip_suffix(',').unwrap_or(before), after),
    };
    let gone = text.len().saturating_sub(before.len()).saturating_sub(after.len());
    let blank = text.get(before.len()..before.len().saturating_add(gone)).unwrap_or_default();
    let blank = blank.chars().map(|c| if c == '\n' { '\n' } else { ' ' });
    Ok((limits, before.chars().chain(blank).chain(after.chars()).collect()))
}

/// The text of limits.
pub(super) fn parse(text: &str) -> Result<GivenLimits> {
    json::object(text).map_err(|error| error.without_span().in_path(FIELD))
}
