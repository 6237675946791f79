//! The inverses of sine, cosine and tangent, after the Cephes library.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::polynomial;

const ABOVE: [f64; 5] =
    [-0.8750608600031904, -16.157537187333652, -75.00855792314705, -122.88666844901361, -64.85021904942025];
const BELOW: [f64; 6] =
    [1.0, 24.858464901423062, 165.02700983169885, 432.88106049129027, 485.3903996359137, 194.5506571482614];
/// What π/2 is beyond its float.
const BEYOND: f64 = 6.123233995736766e-17;
/// tan(3π/8)
const TAN_3_PI_8: f64 = 2.414213562373095;

/// Mirrors `math.Asin`.
pub(crate) fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let size = x.abs();
    if size > 1.0 {
        return f64::NAN;
    }
    let other = (1.0 - size * size).sqrt();
    let angle = if size > 0.7 { FRAC_PI_2 - of_positive(other / size) } else { of_positive(size / other) };
    angle.copysign(x)
}

/// Mirrors `math.Acos`.
pub(crate) fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

/// Mirrors `math.Atan`.
pub(crate) fn atan(x: f64) -> f64 {
    if x == 0.0 { x } else { of_positive(x.abs()).copysign(x) }
}

/// The angle of the point (x, y). Mirrors `math.Atan2`.
pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    if y.is_nan() || x.is_nan() {
        return f64::NAN;
    }
    let size = match (y.abs(), x) {
        (0.0, _) => {
            if x.is_sign_positive() {
                0.0
            } else {
                PI
            }
        }
        (_, 0.0) => FRAC_PI_2,
        (f64::INFINITY, f64::INFINITY) => FRAC_PI_4,
        (f64::INFINITY, f64::NEG_INFINITY) => 3.0 * FRAC_PI_4,
        (f64::INFINITY, _) => FRAC_PI_2,
        (_, f64::INFINITY) => 0.0,
        (_, f64::NEG_INFINITY) => PI,
        _ => {
            let angle = atan(y / x);
            return match (x < 0.0, angle <= 0.0) {
                (false, _) => angle,
                (true, true) => angle + PI,
                (true, false) => angle - PI,
            };
        }
    };
    size.copysign(y)
}

/// The arctangent of what is not negative.
fn of_positive(x: f64) -> f64 {
    if x <= 0.66 {
        within(x)
    } else if x > TAN_3_PI_8 {
        FRAC_PI_2 - within(1.0 / x) + BEYOND
    } else {
        FRAC_PI_4 + within((x - 1.0) / (x + 1.0)) + 0.5 * BEYOND
    }
}

/// The arctangent from -0.66 to 0.66.
fn within(x: f64) -> f64 {
    let square = x * x;
    x * (square * polynomial(square, &ABOVE) / polynomial(square, &BELOW)) + x
}
