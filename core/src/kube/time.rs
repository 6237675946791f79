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
        let text = std::borrow::Cow::<'_, str>::deserialize(deserializer)?;
        text.parse()
            .map(Self)
            .map_err(|error| de::Error::custom(format_args!("{text:?} is not an RFC 3339 time: {error}")))
    }
}
