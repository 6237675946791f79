//! The clock, which the library does not read.

use std::time::Duration;

use counterpoise::kube::Time;

/// The clock's time.
pub(crate) fn now() -> String {
    let since = since();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    Time::from_unix(seconds, since.subsec_nanos()).unwrap_or(Time::MAX).precise().to_string()
}

/// The clock's time in seconds since 1970.
pub(crate) fn seconds() -> u64 {
    since().as_secs()
}

#[expect(clippy::disallowed_types, reason = "the core is given the time, and the command is who gives it")]
fn since() -> Duration {
    use std::time::{SystemTime, UNIX_EPOCH};

    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
