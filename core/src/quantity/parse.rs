//! From text to a quantity.

use std::borrow::Cow;

use nom::bytes::complete::take_while;
use nom::character::complete::{char, digit0, one_of};
use nom::combinator::opt;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use num_bigint::BigInt;

use super::decimal::Decimal;
use super::int64::Int64;
use super::repr::Repr;
use super::suffix::{DIGITS, Suffix};
use super::unscaled::Unscaled;
use super::{Format, NANO, Quantity, fast};
use crate::error::{Error, Result, Span, codes};

/// A quantity, and whether Go's `String()` gives the text it was read from.
pub(super) struct Parsed {
    pub(super) quantity: Quantity,
    pub(super) keeps_spelling: bool,
}

/// The parts of a quantity's text.
struct Parts<'a> {
    negative: bool,
    /// The digits before the point without leading zeros.
    whole: &'a str,
    /// The digits behind the point, all of them.
    fraction: &'a str,
    /// Whether there is any digit at all: upstream asks for one only where it leaves the fast form.
    digits: bool,
    suffix: &'a str,
}

impl Quantity {
    /// Reads a quantity. Mirrors `resource.ParseQuantity`: what is finer than nano is rounded away from zero, a number
    /// with a binary suffix beyond int64 is cut to the largest int64, any other size is kept.
    ///
    /// # Errors
    /// `quantity.syntax`, `quantity.suffix`, `quantity.range`, with the position in `text`.
    pub fn parse(text: &str) -> Result<Self> {
        match fast::parse(text) {
            Some(fast) => Ok(fast.quantity()),
            None => Ok(general(text)?.quantity),
        }
    }

    /// What Go's `String()` gives right after parsing `text`: a text that fits upstream's fast form and looks canonical
    /// to it is kept as it was written (`+5`, `03e3`), any other becomes the canonical form.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn spelling(text: &str) -> Result<Cow<'_, str>> {
        let Parsed { quantity, keeps_spelling } = parse(text)?;
        Ok(if keeps_spelling { Cow::Borrowed(text) } else { Cow::Owned(quantity.to_string()) })
    }
}

pub(super) fn parse(text: &str) -> Result<Parsed> {
    match fast::parse(text) {
        Some(fast) => Ok(Parsed { keeps_spelling: fast.keeps_spelling, quantity: fast.quantity() }),
        None => general(text),
    }
}

/// What the fast form does not hold, and what is no quantity.
#[cold]
fn general(text: &str) -> Result<Parsed> {
    let parts = split(text)?;
    let suffix = Suffix::interpret(parts.suffix.as_bytes()).ok_or_else(|| unknown_suffix(text, &parts))?;
    if parts.whole.len().max(parts.fraction.len()) > DIGITS {
        return Err(Error::new(codes::quantity::RANGE, format!("found more than {DIGITS} digits"))
            .at(Span::of(text, 0..text.len())));
    }
    exact(text, &parts, suffix)
}

/// Mirrors `resource.parseQuantityString`; the suffix is any run of the right characters here.
fn split(text: &str) -> Result<Parts<'_>> {
    if text.is_empty() {
        return Err(Error::new(codes::quantity::SYNTAX, "a quantity is empty, expected a number"));
    }
    let Ok((suffix, (sign, zeros, whole, fraction))) = number(text) else {
        return Err(unexpected(text, 0));
    };
    match scan_suffix(suffix) {
        Ok(("", _)) => {}
        Ok((rest, _)) => return Err(unexpected(text, text.len().saturating_sub(rest.len()))),
        Err(_) => return Err(unexpected(text, text.len().saturating_sub(suffix.len()))),
    }
    let fraction = fraction.unwrap_or_default();
    Ok(Parts {
        negative: sign == Some('-'),
        whole,
        fraction,
        digits: !(zeros.is_empty() && whole.is_empty() && fraction.is_empty()),
        suffix,
    })
}

type Number<'a> = (Option<char>, &'a str, &'a str, Option<&'a str>);

/// Sign, leading zeros, digits before and behind the point. Each may be missing, so this takes any text.
fn number(text: &str) -> IResult<&str, Number<'_>> {
    (opt(one_of("+-")), take_while(|c| c == '0'), digit0, opt(preceded(char('.'), digit0))).parse(text)
}

/// What upstream's scanner takes for a suffix before it looks it up.
fn scan_suffix(text: &str) -> IResult<&str, (&str, Option<char>, &str)> {
    (take_while(|c| "eEinumkKMGTP".contains(c)), opt(one_of("+-")), digit0).parse(text)
}

/// The form of any size: rounded up to nano, cut at the largest int64 when binary.
fn exact(text: &str, parts: &Parts<'_>, suffix: Suffix) -> Result<Parsed> {
    let (bits, exponent, mut format) = match suffix {
        Suffix::Decimal { exponent, format } => (0, exponent, format),
        Suffix::Binary { exponent } => (exponent, 0, Format::BinarySi),
    };
    let places = i32::try_from(parts.fraction.len()).unwrap_or(i32::MAX);
    let scale = exponent.wrapping_sub(places);
    // Upstream's fast form asks for no digit, so `e17000` is 0 there.
    if !parts.digits && scale <= 0 {
        return Err(Error::new(codes::quantity::SYNTAX, format!("{text:?} has no digit, expected a number"))
            .at(Span::of(text, 0..text.len())));
    }
    let unscaled = digits(parts).shifted_left(bits);
    if unscaled.is_zero() || scale > 0 {
        let limit = u32::try_from(DIGITS).unwrap_or(u32::MAX);
        if scale.unsigned_abs() > limit {
            let start = text.len().saturating_sub(parts.suffix.len());
            let error = Error::new(codes::quantity::RANGE, format!("the exponent is beyond {limit}"));
            return Err(error.at(Span::of(text, start..text.len())));
        }
    }
    let mut decimal = Decimal::new(unscaled, scale);
    if !decimal.unscaled.is_zero() {
        decimal = decimal.rounded_up(NANO).0;
    }
    if format == Format::BinarySi {
        let largest = Int64::new(i64::MAX, 0).decimal();
        let one = Int64::new(1, 0).decimal();
        if decimal.clone().cmp(largest.clone()).is_gt() {
            decimal = largest;
        } else if !decimal.unscaled.is_zero() && decimal.clone().cmp(one).is_lt() {
            format = Format::DecimalSi;
        }
    }
    if parts.negative {
        decimal.unscaled = decimal.unscaled.neg();
    }
    Ok(Parsed { quantity: Quantity(Repr::decimal(decimal, format)), keeps_spelling: false })
}

fn digits(parts: &Parts<'_>) -> Unscaled {
    let all = || parts.whole.bytes().chain(parts.fraction.bytes()).map(|digit| digit.saturating_sub(b'0'));
    let small = all().try_fold(0i128, |number, digit| number.checked_mul(10)?.checked_add(i128::from(digit)));
    match small {
        Some(number) => Unscaled::Small(number),
        None => {
            let digits: Vec<u8> = all().collect();
            Unscaled::new(BigInt::from_radix_be(num_bigint::Sign::Plus, &digits, 10).unwrap_or_default())
        }
    }
}

fn unexpected(text: &str, at: usize) -> Error {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let found = rest.chars().next().unwrap_or_default();
    let expected = if before.is_empty() {
        "a sign, a digit or a point"
    } else if before.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        "a digit, a suffix or the end"
    } else {
        "the end"
    };
    let start = before.len();
    Error::new(
        codes::quantity::SYNTAX,
        format!("found {found:?} in the quantity {:?}, expected {expected}", shown(text)),
    )
    .at(Span::of(text, start..start.saturating_add(found.len_utf8())))
}

fn unknown_suffix(text: &str, parts: &Parts<'_>) -> Error {
    let start = text.len().saturating_sub(parts.suffix.len());
    Error::new(codes::quantity::SUFFIX, format!("no suffix is called {:?}", shown(parts.suffix)))
        .at(Span::of(text, start..text.len()))
}

/// The beginning of a text, for a message.
fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(64) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}
