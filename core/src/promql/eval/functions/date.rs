//! Functions of dates: what the calendar says of a value, in seconds since 1970.

use super::SampleFunction;
use crate::go::number::{float64, int64};
use crate::go::time::{Civil, civil};

const DAY: u64 = 86_400;
/// Seconds of 400 years, after which days, months and weekdays are the same.
const CYCLE: i64 = 146_097 * 86_400;
/// The first of March 2000, in seconds since 1970.
const MARCH_2000: i64 = 951_868_800;
/// Go's calendar begins this many cycles before 2000.
const CYCLES: i64 = 730_692_561;

/// The function with a name; none where it is not one of dates.
pub(super) fn function(name: &str) -> Option<SampleFunction> {
    Some(match name {
        "day_of_month" => |v, _| Some(f64::from(Moment::of(v).civil().day)),
        "day_of_week" => |v, _| Some(f64::from(Moment::of(v).civil().weekday)),
        "day_of_year" => |v, _| Some(f64::from(day_of_year(Moment::of(v).civil()))),
        "days_in_month" => |v, _| Some(f64::from(Moment::of(v).days_in_month())),
        "hour" => |v, _| Some(f64::from(Moment::of(v).civil().hour)),
        "minute" => |v, _| Some(f64::from(Moment::of(v).civil().minute)),
        "month" => |v, _| Some(f64::from(Moment::of(v).civil().month)),
        "year" => |v, _| Some(float64(Moment::of(v).civil().year)),
        _ => return None,
    })
}

/// A moment in seconds since Go's calendar begins. What is before comes after its end, as in Go: so does NaN.
#[derive(Clone, Copy)]
struct Moment(u64);

impl Moment {
    /// Mirrors `time.Unix(int64(v), 0).UTC()`.
    fn of(v: f64) -> Self {
        Self(int64(v).wrapping_add(CYCLES * CYCLE - MARCH_2000).cast_unsigned())
    }

    fn civil(self) -> Civil {
        let cycle = CYCLE.cast_unsigned();
        let found = civil(MARCH_2000 + (self.0 % cycle).cast_signed());
        Civil { year: found.year + 400 * ((self.0 / cycle).cast_signed() - CYCLES), ..found }
    }

    /// By which day of the next month would be the 32nd of this one.
    fn days_in_month(self) -> u8 {
        let later = 32_u8.saturating_sub(self.civil().day);
        let days = self.0 / DAY + u64::from(later);
        32_u8.saturating_sub(Self(days.wrapping_mul(DAY)).civil().day)
    }
}

/// From 1.
fn day_of_year(date: Civil) -> u16 {
    let is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    let february = if is_leap { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    let before: u16 = months.into_iter().take(usize::from(date.month).saturating_sub(1)).sum();
    before + u16::from(date.day)
}
