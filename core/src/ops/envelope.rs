//! The envelope: `{"id": any, "op": "…", "input": {…}}` in, `{"id": same, "ok": {…}}` or `{"id": same, "error": {…}}` out.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::call_text;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::{json, limits};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    op: Cow<'a, str>,
    #[serde(borrow, default, deserialize_with = "present")]
    input: Option<&'a RawValue>,
}

/// A `null` is an input too, and no object.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Answers one request and appends the reply to `reply`, without a line end.
///
/// It always answers: a request that is not of the envelope's form gets an error reply, with the request's `id` where
/// one can be read and `null` where not.
pub fn answer(engine: Option<&Engine>, request: &[u8], reply: &mut String) {
    let text = str::from_utf8(request).map_err(|error| Error::new(codes::request::JSON, error.to_string()));
    let (id, result) = match text.clone().and_then(open) {
        Ok(envelope) => {
            let input = envelope.input.map_or("{}", RawValue::get);
            (envelope.id.map(|id| Cow::Borrowed(id.get())), call_text(engine, &envelope.op, input))
        }
        Err(error) => (text.ok().and_then(id_of_broken).map(Cow::Owned), Err(error)),
    };
    reply.push_str("{\"id\":");
    reply.push_str(id.as_deref().unwrap_or("null"));
    match result {
        Ok(ok) => {
            reply.push_str(",\"ok\":");
            reply.push_str(&ok);
        }
        Err(error) => {
            reply.push_str(",\"error\":");
            reply.push_str(&written(&error));
        }
    }
    reply.push('}');
}

fn open(request: &str) -> Result<Envelope<'_>> {
    limits::check_size(request.as_bytes())?;
    // One that does not fit is read once more, to say where.
    serde_json::from_str(request).map_err(|_| match json::object::<Shape>(request) {
        Err(error) => error,
        Ok(_) => Error::new(codes::request::JSON, "the request repeats a field"),
    })
}

/// The envelope's fields without borrowing, to name what does not fit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    #[serde(default, rename = "id")]
    _id: serde::de::IgnoredAny,
    #[serde(rename = "op")]
    _op: String,
    #[serde(default, rename = "input")]
    _input: serde::de::IgnoredAny,
}

fn id_of_broken(request: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(request).ok()?;
    value.get("id").map(serde_json::Value::to_string)
}

fn written(error: &impl Serialize) -> String {
    serde_json::to_string(error).unwrap_or_else(|_| "{}".to_owned())
}
