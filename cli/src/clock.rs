//! The clock, which the library does not read.

use counterpoise::kube::Time;

/// The clock's time.
#[expect(clippy::disallowed_types, reason = "the core is given the time, and the command is who gives it")]
pub(crate) fn now() -> String {
    use std::time::{SystemTime, UNIX_EPOCH};

    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    Time::from_unix(seconds, since.subsec_nanos()).unwrap_or(Time::MAX).precise().to_string()
}
