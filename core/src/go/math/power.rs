//! Powers.

use super::super::number::int64;
use super::exp::exp;
use super::log::log;
use super::parts::{frexp, ldexp, modf};

/// From here on a float has no bits for what is behind the point, nor for the last one before it.
const TWO_53: f64 = 9_007_199_254_740_992.0;
const TWO_63: f64 = 9_223_372_036_854_775_808.0;
/// Powers of two beyond it overflow, or underflow, whatever comes after them.
const FAR: i64 = 1 << 12;

/// x to the power of y. Mirrors `math.Pow`: the whole part of y by squaring, the rest by `Exp` and `Log`.
pub(crate) fn pow(x: f64, y: f64) -> f64 {
    special(x, y).unwrap_or_else(|| general(x, y))
}

/// The cases that are told by themselves.
fn special(x: f64, y: f64) -> Option<f64> {
    // Infinity where x grows beyond all bounds, 0 where it vanishes.
    let limit = |grows: bool| if grows { f64::INFINITY } else { 0.0 };
    let signed = |value: f64| if is_odd(y) { value.copysign(x) } else { value };
    Some(match (x, y) {
        (_, 0.0) | (1.0, _) => 1.0,
        (_, 1.0) => x,
        _ if x.is_nan() || y.is_nan() => f64::NAN,
        (0.0, _) => signed(limit(y < 0.0)),
        (-1.0, f64::INFINITY | f64::NEG_INFINITY) => 1.0,
        (_, f64::INFINITY | f64::NEG_INFINITY) => limit((x.abs() < 1.0) != (y > 0.0)),
        (f64::INFINITY | f64::NEG_INFINITY, _) => signed(limit(y > 0.0)),
        (_, 0.5) => x.sqrt(),
        (_, -0.5) => 1.0 / x.sqrt(),
        _ => return None,
    })
}

fn general(x: f64, y: f64) -> f64 {
    let (mut whole, mut rest) = modf(y.abs());
    if rest != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= TWO_63 {
        return match x {
            -1.0 => 1.0,
            _ if (x.abs() < 1.0) == (y > 0.0) => 0.0,
            _ => f64::INFINITY,
        };
    }
    let mut fraction = 1.0;
    let mut power = 0;
    if rest != 0.0 {
        if rest > 0.5 {
            rest -= 1.0;
            whole += 1.0;
        }
        fraction = exp(rest * log(x));
    }
    let (mut square, mut square_power) = frexp(x);
    let mut bits = int64(whole);
    while bits != 0 {
        if !(-FAR..=FAR).contains(&square_power) {
            power += square_power;
            break;
        }
        if bits & 1 == 1 {
            fraction *= square;
            power += square_power;
        }
        square *= square;
        square_power <<= 1;
        if square < 0.5 {
            square += square;
            square_power -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 { ldexp(1.0 / fraction, -power) } else { ldexp(fraction, power) }
}

fn is_odd(x: f64) -> bool {
    let (whole, rest) = modf(x);
    x.abs() < TWO_53 && rest == 0.0 && int64(whole) & 1 == 1
}
