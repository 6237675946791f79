//! Go's calendar: RFC 3339 as `time.Parse` reads it, and the day of an instant.

/// A day of the proleptic Gregorian calendar and a time of day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Civil {
    /// The year; before 1 it is 0 and below.
    pub year: i64,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// From 0 to 59.
    pub second: u8,
    /// Days since Sunday.
    pub weekday: u8,
}

const DAY: i64 = 86_400;
/// Days of 400 years.
const ERA: i64 = 146_097;
/// Days from the first of March of the year 0 to 1970.
const TO_1970: i64 = 719_468;

/// The seconds since 1970 at which a day of the calendar begins.
fn seconds_of_day(year: i64, month: i64, day: i64) -> i64 {
    // A year that begins in March has its leap day at its end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    let of_era = 365 * year + year / 4 - year / 100 + of_year;
    (era * ERA + of_era - TO_1970) * DAY
}

/// The calendar's form of the seconds since 1970.
#[must_use]
pub(crate) fn civil(seconds: i64) -> Civil {
    let narrow = |value: i64| u8::try_from(value).unwrap_or_default();
    let (days, time) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let since = days + TO_1970;
    let (era, of_era) = (since.div_euclid(ERA), since.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Civil {
        year: era * 400 + year + later,
        month: narrow(month),
        day: narrow(day),
        hour: narrow(time / 3600),
        minute: narrow(time / 60 % 60),
        second: narrow(time % 60),
        // The first of January 1970 was a Thursday.
        weekday: narrow((days + 4).rem_euclid(7)),
    }
}

/// Reads an RFC 3339 time as seconds since 1970 and nanoseconds. Mirrors `time.Parse(time.RFC3339, text)`, which takes an
/// hour of one digit and a comma before the fraction, too.
#[must_use]
pub(crate) fn parse_rfc3339(text: &str) -> Option<(i64, u32)> {
    let mut rest = Rest(text);
    let (year, month, day) = (rest.digits(4)?, rest.after("-")?.digits(2)?, rest.after("-")?.digits(2)?);
    rest.after("T")?;
    let hour = rest.digits(2).or_else(|| rest.digits(1))?;
    let (minute, second) = (rest.after(":")?.digits(2)?, rest.after(":")?.digits(2)?);
    let nanos = rest.fraction()?;
    let offset = rest.offset()?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let fits = (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60 && rest.0.is_empty();
    let seconds = seconds_of_day(year, month, day) + hour * 3600 + minute * 60 + second - offset;
    fits.then_some((seconds, nanos))
}

/// What is left to read.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    fn after(&mut self, token: &str) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(token)?;
        Some(self)
    }

    /// A number of so many digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        self.0 = rest;
        Some(number)
    }

    /// Nanoseconds; what is finer is cut off.
    fn fraction(&mut self) -> Option<u32> {
        let Some(digits) = self.0.strip_prefix(['.', ',']) else { return Some(0) };
        let length = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, rest) = digits.split_at_checked(length)?;
        self.0 = rest;
        let nanos = format!("{digits:0<9}");
        nanos.get(..9).filter(|_| length > 0)?.parse().ok()
    }

    /// Seconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.after("Z").is_some() {
            return Some(0);
        }
        let sign = if self.after("+").is_some() { 1 } else { self.after("-").map(|_| -1)? };
        let (hours, minutes) = (self.digits(2)?, self.after(":")?.digits(2)?);
        (hours <= 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}
