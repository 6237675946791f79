//! JSON as Go's encoder writes it, `encoding/json`.

use std::{fmt, io};

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::ser::Formatter;
use serde_json::{Error, Serializer, Value};

/// Writes a value as compact JSON of at most so many bytes. All that is written goes this way, so that each type is
/// compiled for one serializer.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings; one of input and output for a longer text.
pub(crate) fn write(value: &impl Serialize, most: usize) -> Result<String, Error> {
    let mut text = Text { bytes: Vec::with_capacity(128), most };
    value.serialize(&mut Serializer::with_formatter(&mut text, Floats))?;
    // serde_json writes nothing but UTF-8.
    String::from_utf8(text.bytes).map_err(|error| Error::io(io::Error::other(error)))
}

/// Writes floats as `serde_json` does; in the module by means of the standard library, where a second way to find their digits would
/// be a second table of powers of ten, which no compression makes smaller.
struct Floats;

impl Formatter for Floats {
    #[cfg(any(test, target_family = "wasm"))]
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let is_plain = value == 0.0 || (1e-5..1e16).contains(&value.abs());
        let mut text = super::float::format_float(value, if is_plain { 'f' } else { 'e' }, None);
        if is_plain && !text.contains('.') {
            text.push_str(".0");
        } else if !is_plain {
            text = text.replace("e-0", "e-");
        }
        writer.write_all(text.as_bytes())
    }
}

/// A text that ends where it is too long.
struct Text {
    bytes: Vec<u8>,
    most: usize,
}

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.most.saturating_sub(self.bytes.len()) {
            return Err(too_long());
        }
        // Most of what is written is punctuation, for which copying a slice would be a call.
        match *bytes {
            [one] => self.bytes.push(one),
            [one, two] => self.bytes.extend([one, two]),
            _ => self.bytes.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cold]
fn too_long() -> io::Error {
    io::Error::other("too long")
}

/// A tree as compact JSON: what its `to_string` gives, by the one writer.
pub(crate) fn of_tree(tree: &Value) -> String {
    // A tree has a form whatever it holds.
    write(tree, usize::MAX).unwrap_or_default()
}

/// A text or a float, as `serde_json` reads one. To ask it for a `String` or an `f64` brings along what it tells of others, and
/// so a second way to write floats.
#[derive(Debug, PartialEq)]
pub(crate) enum Scalar {
    /// A text.
    Text(String),
    /// A number with a point or an exponent.
    Float(f64),
    /// Anything else.
    Other,
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;

        impl<'de> Visitor<'de> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a float")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }

            fn visit_f64<E>(self, float: f64) -> Result<Scalar, E> {
                Ok(Scalar::Float(float))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }

            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Scalar, A::Error> {
                Ok(Scalar::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Scalar, A::Error> {
                Ok(Scalar::Other)
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}

/// Writes a value as `json.Marshal` does: compact, with the characters that mean something to HTML escaped.
///
/// # Errors
/// Where the value has no JSON form, such as a map whose keys are no strings.
pub(crate) fn to_string(value: &impl Serialize) -> Result<String, Error> {
    let plain = write(value, usize::MAX)?;
    if !plain.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return Ok(plain);
    }
    // Outside of strings none of these occurs.
    let mut escaped = String::with_capacity(plain.len().saturating_add(16));
    for character in plain.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn floats_are_written_as_serde_json_writes_them() {
        let least =
            [0.0, -0.0, 1.0, 0.1, 5e-324, f64::MAX, f64::NAN, f64::INFINITY, 1e15, 9007199254740993.0];
        let edges = [1e-5, 1e16, 1e-4]
            .into_iter()
            .flat_map(|edge: f64| [edge.next_down(), edge, edge.next_up(), -edge]);
        for value in least.into_iter().chain(edges) {
            assert_eq!(write(&value, usize::MAX).unwrap(), serde_json::to_string(&value).unwrap());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_float_is(bits: u64, short: i32, places in -30..30i32) {
            // Of the last some lie in the middle between two that are as short.
            for value in [
                f64::from_bits(bits),
                f64::from(short) * 10f64.powi(places),
                f64::from_bits(bits >> 12 | 0x42e0_0000_0000_0000),
                181335706282701.13,
            ] {
                proptest::prop_assert_eq!(write(&value, usize::MAX).unwrap(), serde_json::to_string(&value).unwrap());
            }
        }
    }
}
