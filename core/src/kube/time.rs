use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Error, codes};
use crate::go::time::{civil, parse_rfc3339};

/// An instant as Kubernetes writes it: RFC 3339, in UTC. Mirrors `metav1.Time`: printed in whole seconds, while
/// a finer instant that was read keeps its fraction for arithmetic.
///
/// ```
/// use counterpoise::kube::Time;
///
/// let time: Time = "2024-05-01T12:00:00.25+02:00".parse()?;
/// assert_eq!(time.to_string(), "2024-05-01T10:00:00Z");
/// assert_eq!(time.unix_millis(), 1_714_557_600_250);
/// assert_eq!(Time::from_unix(1_714_557_600, 0).map(|time| time.to_string()).as_deref(), Some("2024-05-01T10:00:00Z"));
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time {
    seconds: i64,
    nanos: u32,
}

const NANOS: i128 = 1_000_000_000;

impl Time {
    /// The earliest that is written with its year, the second of January -9999.
    pub const MIN: Self = Self { seconds: -377_705_023_201, nanos: 0 };
    /// The latest that is written with its year, the thirtieth of December 9999.
    pub const MAX: Self = Self { seconds: 253_402_207_200, nanos: 999_999_999 };

    /// The instant at so many seconds since 1970 and nanoseconds after them; `None` outside of [`MIN`](Self::MIN) to
    /// [`MAX`](Self::MAX), and for a second's worth of nanoseconds.
    #[must_use]
    pub fn from_unix(seconds: i64, nanos: u32) -> Option<Self> {
        let time = Self { seconds, nanos };
        (i128::from(nanos) < NANOS && (Self::MIN..=Self::MAX).contains(&time)).then_some(time)
    }

    /// The instant at so many nanoseconds since 1970; `None` outside of [`MIN`](Self::MIN) to [`MAX`](Self::MAX).
    #[must_use]
    pub fn from_unix_nanos(nanos: i128) -> Option<Self> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
        Self::from_unix(seconds, u32::try_from(nanos.rem_euclid(NANOS)).ok()?)
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// Milliseconds since 1970, rounded towards it.
    #[must_use]
    pub fn unix_millis(self) -> i64 {
        i64::try_from(self.unix_nanos() / 1_000_000).unwrap_or_default()
    }

    /// Nanoseconds since 1970.
    #[must_use]
    pub fn unix_nanos(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanos)
    }

    /// Prints the instant with its fraction. Mirrors `time.RFC3339Nano`.
    #[must_use]
    pub fn precise(self) -> impl fmt::Display {
        Precise(self)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.seconds, 0)
    }
}

struct Precise(Time);

impl fmt::Display for Precise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, self.0.seconds, self.0.nanos)
    }
}

fn write(f: &mut fmt::Formatter<'_>, seconds: i64, nanos: u32) -> fmt::Result {
    let at = civil(seconds);
    if at.year < 0 {
        write!(f, "-{:06}", -at.year)?;
    } else {
        write!(f, "{:04}", at.year)?;
    }
    write!(f, "-{:02}-{:02}T{:02}:{:02}:{:02}", at.month, at.day, at.hour, at.minute, at.second)?;
    if nanos > 0 {
        write!(f, ".{}", format!("{nanos:09}").trim_end_matches('0'))?;
    }
    f.write_str("Z")
}

impl FromStr for Time {
    type Err = Error;

    /// Reads an RFC 3339 time.
    ///
    /// # Errors
    /// `request.type` for any other text.
    fn from_str(text: &str) -> Result<Self, Error> {
        let read = parse_rfc3339(text).and_then(|(seconds, nanos)| Self::from_unix(seconds, nanos));
        read.ok_or_else(|| {
            let message = format!("{text:?} is not an RFC 3339 time such as 2006-01-02T15:04:05Z");
            Error::new(codes::request::TYPE, message)
        })
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
                text.parse().map_err(|error: Error| E::custom(error.message()))
            }
        }

        deserializer.deserialize_str(TimeVisitor)
    }
}
