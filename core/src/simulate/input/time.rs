use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::go::duration::Duration;
use crate::go::number;
use crate::rules::window;

const NANOS: f64 = 1e9;

/// A duration as people write it: as Go does, as Prometheus does, or a number of seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Period(pub Duration);

impl Period {
    /// A period of so many seconds.
    #[must_use]
    pub const fn from_secs(seconds: i64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// Its nanoseconds.
    #[must_use]
    pub const fn nanos(self) -> i64 {
        self.0.nanos()
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PeriodVisitor;

        impl Visitor<'_> for PeriodVisitor {
            type Value = Period;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a duration such as 1m30s, or a number of seconds")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Period, E> {
                let read = Duration::parse(text).or_else(|| window::parse(text));
                read.map(Period)
                    .ok_or_else(|| E::custom(format_args!("{text:?} is not a duration such as 1m30s")))
            }

            fn visit_u64<E: Error>(self, seconds: u64) -> Result<Period, E> {
                Ok(Period::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX)))
            }

            fn visit_i64<E: Error>(self, seconds: i64) -> Result<Period, E> {
                Ok(Period::from_secs(seconds))
            }

            fn visit_f64<E: Error>(self, seconds: f64) -> Result<Period, E> {
                let nanos = (seconds * NANOS).round();
                if nanos.abs() < 9e18 {
                    return Ok(Period(Duration::from_nanos(number::int64(nanos))));
                }
                Err(E::custom(format_args!("{seconds} seconds are more than a duration holds")))
            }
        }

        deserializer.deserialize_any(PeriodVisitor)
    }
}
