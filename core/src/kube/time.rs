use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An instant as Kubernetes writes it: RFC 3339, in UTC. Mirrors `metav1.Time`: printed in whole seconds, while
/// a finer instant that was read keeps its fraction for arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(pub Timestamp);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = Timestamp::from_second(self.0.as_second_floor()).unwrap_or(self.0);
        write!(f, "{whole}")
    }
}

impl Time {
    /// Reads an RFC 3339 time.
    ///
    /// # Errors
    /// A message that names the text.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|error| format!("{text:?} is not an RFC 3339 time: {error}"))
    }
}

/// Whole seconds, rounded down, before 1970 too.
trait FloorSecond {
    fn as_second_floor(&self) -> i64;
}

impl FloorSecond for Timestamp {
    fn as_second_floor(&self) -> i64 {
        self.as_nanosecond().div_euclid(1_000_000_000).try_into().unwrap_or_else(|_| self.as_second())
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimeVisitor;

        impl de::Visitor<'_> for TimeVisitor {
            type Value = Time;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
                Time::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(TimeVisitor)
    }
}
