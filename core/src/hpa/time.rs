//! Go's arithmetic on instants, without its overflow.

use jiff::Timestamp;

use crate::go::duration::Duration;

/// `instant.Add(duration)` in nanoseconds since 1970, to be compared with [`nanos`].
pub(super) fn after(instant: Timestamp, duration: Duration) -> i128 {
    nanos(instant) + i128::from(duration.nanos())
}

/// `instant.Add(-duration)` in nanoseconds since 1970.
pub(super) fn before(instant: Timestamp, duration: Duration) -> i128 {
    nanos(instant) - i128::from(duration.nanos())
}

/// Nanoseconds since 1970.
pub(super) fn nanos(instant: Timestamp) -> i128 {
    instant.as_nanosecond()
}
