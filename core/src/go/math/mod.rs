//! Go's `math`, to the bit, as the releases of Prometheus compute it: on amd64, where Go takes its own assembly for `Exp` and
//! `Log` and rounds every product before it is added.
//!
//! The functions of Rust's floats that are not here (`sqrt`, `floor`, `ceil`, `trunc`, `abs`) are exact everywhere. The others
//! ask the platform, and their last bits are not the same natively, in a browser and in Go.

mod arc;
mod circle;
mod exp;
mod hyperbolic;
mod log;
mod parts;
mod power;
mod reduce;
#[cfg(test)]
mod tests;

pub(crate) use arc::{acos, asin, atan, atan2};
pub(crate) use circle::{cos, sin, tan};
pub(crate) use exp::exp;
pub(crate) use hyperbolic::{acosh, asinh, atanh, cosh, sinh, tanh};
pub(crate) use log::{log, log2, log10};
pub(crate) use power::pow;

/// The larger one; infinity beats NaN, NaN any other, and 0 is above -0. Mirrors `math.Max`.
pub(crate) fn max(a: f64, b: f64) -> f64 {
    if a == f64::INFINITY || b == f64::INFINITY {
        f64::INFINITY
    } else if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if a > b || (a == b && a.is_sign_positive()) {
        a
    } else {
        b
    }
}

/// The smaller one; negative infinity beats NaN, NaN any other, and -0 is below 0. Mirrors `math.Min`.
pub(crate) fn min(a: f64, b: f64) -> f64 {
    -max(-a, -b)
}

/// What is left of a division, with the sign of the dividend. Mirrors `math.Mod`.
pub(crate) fn modulo(a: f64, b: f64) -> f64 {
    // The remainder of two floats is a float: nothing is rounded, by whichever way it is found.
    a % b
}

/// A polynomial by Horner's scheme, the coefficient of the highest power first.
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().copied().reduce(|sum, coefficient| sum * x + coefficient).unwrap_or_default()
}
