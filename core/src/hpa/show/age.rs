use crate::kube::Time;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// How long ago an instant was, `<unknown>` where it is not known.
pub(super) fn since(then: Option<Time>, now: Time) -> String {
    then.map_or_else(|| super::UNKNOWN.to_owned(), |then| human_duration(nanoseconds(then, now)))
}

/// A difference as Go holds it: int64, cut at its limits.
fn nanoseconds(then: Time, now: Time) -> i64 {
    let difference = now.unix_nanos() - then.unix_nanos();
    i64::try_from(difference).unwrap_or(if difference < 0 { i64::MIN } else { i64::MAX })
}

/// A duration, in nanoseconds, in the one or two units that a person cares for. Mirrors `duration.HumanDuration`.
#[must_use]
pub fn human_duration(nanoseconds: i64) -> String {
    let seconds = nanoseconds / 1_000_000_000;
    let (minutes, hours) = (seconds / MINUTE, seconds / HOUR);
    if seconds < -1 {
        "<invalid>".to_owned()
    } else if seconds < 0 {
        "0s".to_owned()
    } else if seconds < 2 * MINUTE {
        format!("{seconds}s")
    } else if minutes < 10 {
        two(minutes, "m", seconds % MINUTE, "s")
    } else if minutes < 180 {
        format!("{minutes}m")
    } else if hours < 8 {
        two(hours, "h", minutes % 60, "m")
    } else if hours < 48 {
        format!("{hours}h")
    } else if seconds < 8 * DAY {
        two(seconds / DAY, "d", hours % 24, "h")
    } else if seconds < 2 * YEAR {
        format!("{}d", seconds / DAY)
    } else if seconds < 8 * YEAR {
        two(seconds / YEAR, "y", seconds / DAY % 365, "d")
    } else {
        format!("{}y", seconds / YEAR)
    }
}

/// Two units; the smaller one only where there is any of it.
fn two(large: i64, large_unit: &str, small: i64, small_unit: &str) -> String {
    if small == 0 {
        format!("{large}{large_unit}")
    } else {
        format!("{large}{large_unit}{small}{small_unit}")
    }
}
