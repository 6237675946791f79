use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use crate::limits::reading;

/// The value that says that there is none from then on, written `stale`. Mirrors `value.StaleNaN`.
pub const STALE: f64 = f64::from_bits(0x7ff0_0000_0000_0002);

/// Times in seconds and values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series(pub Vec<Point>);

/// A value at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Seconds.
    pub seconds: f64,
    /// The value.
    pub value: f64,
}

impl Point {
    /// Whether there is no value from its time on.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.value.to_bits() == STALE.to_bits()
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        reading::list(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PointVisitor;

        impl<'de> Visitor<'de> for PointVisitor {
            type Value = Point;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time in seconds and a value, such as [60, 1.5]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Point, A::Error> {
                let mut number = |place| {
                    let number: Option<Number> = seq.next_element()?;
                    number.map(|Number(number)| number).ok_or_else(|| A::Error::invalid_length(place, &self))
                };
                let (seconds, value) = (number(0)?, number(1)?);
                Ok(Point { seconds, value })
            }
        }

        deserializer.deserialize_any(PointVisitor)
    }
}

const STALE_WORD: &str = "stale";

/// A number, or one in quotes, as Prometheus' API writes values.
struct Number(f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or stale")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
                self.visit_str(&number.to_string())
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number(number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
                if text == STALE_WORD {
                    return Ok(Number(STALE));
                }
                let quoted = Cow::Borrowed(text);
                text.parse().map(Number).map_err(|_| E::custom(format_args!("{quoted:?} is not a number")))
            }
        }

        deserializer.deserialize_any(NumberVisitor)
    }
}
