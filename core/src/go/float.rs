//! Floats as Go's `strconv` reads and writes them.

use std::fmt::Write;

use super::decimal;
use super::literal::parse_float;

/// More decimals than any float64 has; those past them are zeros.
const DECIMALS: usize = 1100;

/// A float64 of a text: `NaN` has no sign, and what is out of range is `None` as well. Mirrors `strconv.ParseFloat`.
#[must_use]
pub(crate) fn parse(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['+', '-']);
    let Some(value) = decimal::parse(text) else {
        // Go also reads hexadecimal digits, and underscores between digits.
        return parse_float(text);
    };
    if value.is_nan() {
        return (digits.len() == text.len()).then_some(value);
    }
    // Rust reads a number that is too large as infinite.
    (value.is_finite() || digits.starts_with(['i', 'I'])).then_some(value)
}

/// A float in one of Go's formats: `e E f g G b x X`; `precision` `None` is the least that reads back as the same float.
/// Mirrors `strconv.FormatFloat(v, format, precision, 64)`.
#[must_use]
pub(crate) fn format_float(v: f64, format: char, precision: Option<usize>) -> String {
    let mut out = String::new();
    if v.is_nan() {
        return "NaN".into();
    }
    if v.is_infinite() {
        return if v > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    if v.is_sign_negative() {
        out.push('-');
    }
    let v = v.abs();
    match format {
        'e' | 'E' => {
            Digits::of(v, precision.map(|p| p.saturating_add(1))).exponent(format, precision, &mut out);
        }
        'f' | 'F' => fixed(v, precision, &mut out),
        'x' | 'X' => hexadecimal(v, format, precision, &mut out),
        'b' => {
            let (mantissa, exponent) = parts(v);
            // Writing to a String cannot fail.
            let _ = write!(out, "{mantissa}p{:+}", exponent - 52);
        }
        _ => general(v, format, precision, &mut out),
    }
    out
}

fn fixed(v: f64, precision: Option<usize>, out: &mut String) {
    let Some(precision) = precision else {
        let digits = Digits::of(v, None);
        return digits.plain(digits.significant(), out);
    };
    // Writing to a String cannot fail.
    let _ = write!(out, "{v:.*}", precision.min(DECIMALS));
    out.extend((DECIMALS..precision).map(|_| '0'));
}

fn general(v: f64, format: char, precision: Option<usize>, out: &mut String) {
    let precision = precision.map(|p| p.max(1));
    let digits = Digits::of(v, precision);
    let count = digits.significant();
    let integers = digits.exponent + 1;
    let size = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let limit = match precision {
        None => 6,
        Some(p) if p > count && size(count) >= integers => size(count),
        Some(p) => size(p),
    };
    if v != 0.0 && (digits.exponent < -4 || digits.exponent >= limit) {
        let shown = precision.map_or(count, |p| p.min(count));
        let letter = if format == 'G' { 'E' } else { 'e' };
        digits.exponent(letter, Some(shown.saturating_sub(1)), out);
        return;
    }
    digits.plain(count, out);
}

/// The decimal digits of a float: `d.ddd` times ten to the exponent.
struct Digits {
    text: String,
    exponent: i32,
}

impl Digits {
    /// So many significant digits, correctly rounded; `None` is the least that reads back.
    fn of(v: f64, count: Option<usize>) -> Self {
        match count {
            None => {
                let shortest = Self::read(&format!("{v:e}"));
                // Of two that are as near, Go takes the even one, as rounding does.
                let rounded = format!("{v:.*e}", shortest.text.len().saturating_sub(1));
                if decimal::parse(&rounded) == Some(v) { Self::read(&rounded) } else { shortest }
            }
            Some(count) => Self::read(&format!("{v:.*e}", count.saturating_sub(1).min(DECIMALS))),
        }
    }

    fn read(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        Self {
            text: mantissa.chars().filter(char::is_ascii_digit).collect(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    /// How many digits there are without the zeros at the end; none for zero.
    fn significant(&self) -> usize {
        self.text.trim_end_matches('0').len()
    }

    /// `ddd.ddd`, of so many digits.
    fn plain(&self, count: usize, out: &mut String) {
        let size = |n: i32| usize::try_from(n).unwrap_or(0);
        let zeros = std::iter::repeat('0');
        let digits = self.text.chars().take(count);
        let whole = size(self.exponent + 1);
        if whole == 0 {
            out.push('0');
        }
        out.extend(digits.clone().chain(zeros.clone()).take(whole));
        if count > whole {
            out.push('.');
            out.extend(zeros.take(size(-1 - self.exponent)).chain(digits.skip(whole)));
        }
    }

    /// `d.ddde±dd`.
    fn exponent(&self, letter: char, precision: Option<usize>, out: &mut String) {
        let (first, rest) = self.text.split_at_checked(1).unwrap_or(("0", ""));
        out.push_str(first);
        let decimals = precision.unwrap_or(rest.len());
        if decimals > 0 {
            out.push('.');
            out.extend(rest.chars().chain(std::iter::repeat('0')).take(decimals));
        }
        let sign = if self.exponent < 0 { '-' } else { '+' };
        let _ = write!(out, "{letter}{sign}{:02}", self.exponent.abs());
    }
}

/// The mantissa with its hidden bit, and the exponent of its highest bit's place, as Go's formatter has them.
fn parts(v: f64) -> (u64, i32) {
    let bits = v.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let field = i32::try_from(bits >> 52 & 0x7ff).unwrap_or(0);
    if field == 0 { (fraction, -1022) } else { (fraction | 1 << 52, field - 1023) }
}

/// `0x1.hhhp±dd`.
fn hexadecimal(v: f64, format: char, precision: Option<usize>, out: &mut String) {
    let (mut mantissa, mut exponent) = parts(v);
    if mantissa == 0 {
        exponent = 0;
    }
    // The leading 1 goes to bit 60, so that the digits after the point are the fifteen below it.
    mantissa <<= 8;
    while mantissa != 0 && mantissa >> 60 == 0 {
        mantissa <<= 1;
        exponent -= 1;
    }
    if let Some(precision) = precision.filter(|p| *p < 15) {
        let shift = u32::try_from(precision * 4).unwrap_or(0);
        let extra = (mantissa << shift) & ((1 << 60) - 1);
        mantissa >>= 60 - shift;
        if extra | (mantissa & 1) > 1 << 59 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa >> 61 != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let upper = format == 'X';
    let digit = |n: u64| {
        let c = char::from_digit(u32::try_from(n & 0xf).unwrap_or(0), 16).unwrap_or('0');
        if upper { c.to_ascii_uppercase() } else { c }
    };
    out.push('0');
    out.push(format);
    out.push(digit(mantissa >> 60 & 1));
    mantissa <<= 4;
    if precision.map_or(mantissa != 0, |p| p > 0) {
        out.push('.');
    }
    match precision {
        None => {
            while mantissa != 0 {
                out.push(digit(mantissa >> 60));
                mantissa <<= 4;
            }
        }
        Some(precision) => {
            for _ in 0..precision {
                out.push(digit(mantissa >> 60));
                mantissa <<= 4;
            }
        }
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    let _ = write!(out, "{}{sign}{:02}", if upper { 'P' } else { 'p' }, exponent.abs());
}
