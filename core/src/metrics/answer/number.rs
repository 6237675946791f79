//! Sample values and times, as Prometheus' Go client reads them.

use std::fmt::{self, Write};

use crate::go::number;

/// A time in seconds as milliseconds, further digits cut off. It goes by the shortest decimal text, since
/// multiplying would turn `1711092019.377` into `1711092019376`.
pub(super) fn millis(seconds: f64) -> Option<i64> {
    // Where there are at most three digits, the nearest thousandth is the time, since no other is as near.
    let nearest = (seconds * 1000.0).round();
    if nearest.abs() < 4e12 && nearest / 1000.0 == seconds {
        return Some(number::int64(nearest));
    }
    if seconds.abs() >= 9.0e15 {
        return None;
    }
    let mut text = Digits { bytes: [0; 32], len: 0 };
    write!(text, "{seconds}").ok()?;
    let text = std::str::from_utf8(text.bytes.get(..text.len)?).ok()?;
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = fraction.bytes().chain([b'0'; 3]).take(3);
    let fraction = thousandths.fold(0, |sum, digit| sum * 10 + i64::from(digit.wrapping_sub(b'0')));
    whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(fraction)?.checked_mul(sign)
}

/// The first digits of a number: enough for its whole seconds and three places.
struct Digits {
    bytes: [u8; 32],
    len: usize,
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for (place, byte) in self.bytes.iter_mut().skip(self.len).zip(text.bytes()) {
            *place = byte;
            self.len += 1;
        }
        Ok(())
    }
}
