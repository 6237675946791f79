//! The envelope: `{"id": …, "op": "…", "input": {…}}` in, `{"id": same, "ok": {…}}` or `{"id": same, "error": {…}}` out.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::call_text;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::go;
use crate::json::{self, Text};
use crate::limits;

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
/// one can be read and `null` where not. A request over the limit is refused unread.
pub fn answer(engine: Option<&Engine>, request: &[u8], reply: &mut String) {
    let text = limits::check_size(request).and_then(|()| {
        str::from_utf8(request).map_err(|error| Error::new(codes::request::JSON, error.to_string()))
    });
    let (id, result) = match text.clone().and_then(open) {
        Ok(envelope) => {
            let input = envelope.input.map_or("{}", RawValue::get);
            (envelope.id.map(RawValue::get), call_text(engine, &envelope.op, input))
        }
        Err(error) => (text.ok().and_then(id_of_broken), Err(error)),
    };
    reply.push_str("{\"id\":");
    reply.push_str(id.unwrap_or("null"));
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
    let envelope: Envelope<'_> = json::object(request)?;
    envelope.id.map_or(Ok(()), |id| check_id(id.get())).map_err(|error| error.in_path("id"))?;
    Ok(envelope)
}

/// An `id` is echoed with every reply, so it is something short that names.
fn check_id(id: &str) -> Result<()> {
    if id.starts_with(['[', '{', 't', 'f']) {
        let message = "an id is a string, a number or null";
        return Err(Error::new(codes::request::TYPE, message));
    }
    if id.len() > limits::ID_BYTES {
        let message = format!("an id of {} bytes is longer than {}", id.len(), limits::ID_BYTES);
        return Err(Error::new(codes::limit::SIZE, message));
    }
    Ok(())
}

/// The `id` of a request that is an object, if of no envelope; none where it has several.
fn id_of_broken(request: &str) -> Option<&str> {
    let IdOnly(id) = json::read(request, json::OURS).ok()?;
    id.map(RawValue::get).filter(|id| check_id(id).is_ok())
}

struct IdOnly<'a>(Option<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for IdOnly<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl<'de> Visitor<'de> for IdVisitor {
            type Value = IdOnly<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut id = None;
                while let Some(Text(name)) = map.next_key()? {
                    if name != "id" {
                        map.next_value::<IgnoredAny>()?;
                    } else if id.replace(map.next_value()?).is_some() {
                        return Err(de::Error::duplicate_field("id"));
                    }
                }
                Ok(IdOnly(id))
            }
        }

        deserializer.deserialize_map(IdVisitor)
    }
}

fn written(error: &impl Serialize) -> String {
    go::json::write(error, usize::MAX).unwrap_or_else(|_| "{}".to_owned())
}
