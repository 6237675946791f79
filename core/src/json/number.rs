use crate::go::decimal;
use crate::go::number::float64;
use crate::go::pow10::pow10;

/// A number of JSON.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

/// The number that a text begins with, and how many bytes it has; `None` where it begins with none, or with one that no
/// float is near.
pub(super) fn read(text: &str) -> Option<(Number, usize)> {
    let Scan { negative, digits, places, exponent, length } = scan(text.as_bytes())?;
    if places == 0 && !exponent {
        match (digits, negative) {
            (Some(digits), false) => return Some((Number::Unsigned(digits), length)),
            // JSON's -0 is a float.
            (Some(digits @ 1..), true) => {
                if let Some(value) = 0i64.checked_sub_unsigned(digits) {
                    return Some((Number::Signed(value), length));
                }
            }
            _ => {}
        }
    } else if !exponent && let Some(value) = digits.and_then(|digits| exact(digits, places)) {
        return Some((Number::Float(if negative { -value } else { value }), length));
    }
    let value = decimal::parse(text.get(..length)?)?;
    value.is_finite().then_some((Number::Float(value), length))
}

/// How many bytes the number has that a text begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    scan(text.as_bytes()).map(|scan| scan.length)
}

/// What a number is written as.
struct Scan {
    negative: bool,
    /// All digits but those of the exponent, where so many fit.
    digits: Option<u64>,
    /// How many of them stand behind the point.
    places: usize,
    exponent: bool,
    length: usize,
}

fn scan(bytes: &[u8]) -> Option<Scan> {
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let (whole, mut length) = digits(bytes, start, 0)?;
    // No zero stands before others.
    if bytes.get(start) == Some(&b'0') && length.saturating_sub(start) > 1 {
        return None;
    }
    let (mut all, mut places) = (whole, 0);
    if bytes.get(length) == Some(&b'.') {
        let point = length.saturating_add(1);
        // Where the whole digits are too many already, all are.
        let (more, end) = digits(bytes, point, whole.unwrap_or(u64::MAX))?;
        (all, places, length) = (more, end.saturating_sub(point), end);
    }
    let exponent = matches!(bytes.get(length), Some(b'e' | b'E'));
    if exponent {
        let signed = matches!(bytes.get(length.saturating_add(1)), Some(b'+' | b'-'));
        length = digits(bytes, length.saturating_add(1).saturating_add(usize::from(signed)), 0)?.1;
    }
    Some(Scan { negative, digits: all, places, exponent, length })
}

/// The value of at least one digit behind those that were read, where it fits, and where the digits end.
fn digits(bytes: &[u8], start: usize, read: u64) -> Option<(Option<u64>, usize)> {
    let mut value = Some(read);
    let mut at = start;
    while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
        let digit = u64::from(digit.wrapping_sub(b'0'));
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
        at = at.saturating_add(1);
    }
    (at > start).then_some((value, at))
}

/// A number of so many decimal places, where it is the quotient of two floats that are exact: it is the nearest float then.
fn exact(digits: u64, places: usize) -> Option<f64> {
    const LARGEST: i64 = 1 << 53;
    let digits = i64::try_from(digits).ok().filter(|digits| *digits <= LARGEST)?;
    let places = i32::try_from(places).ok().filter(|places| *places <= 22)?;
    Some(float64(digits) / pow10(places))
}
