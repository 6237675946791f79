//! Go's arithmetic on instants, without its overflow.

use crate::kube::Time;

use crate::go::duration::Duration;

/// `instant.Add(duration)` in nanoseconds since 1970, to be compared with [`nanos`].
pub(super) fn after(instant: Time, duration: Duration) -> i128 {
    nanos(instant) + i128::from(duration.nanos())
}

/// `instant.Add(-duration)` in nanoseconds since 1970.
pub(super) fn before(instant: Time, duration: Duration) -> i128 {
    nanos(instant) - i128::from(duration.nanos())
}

/// Nanoseconds since 1970.
pub(super) fn nanos(instant: Time) -> i128 {
    instant.unix_nanos()
}
