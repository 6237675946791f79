//! Hyperbolic functions, by Hart and Cheney, the Cephes library and FreeBSD, and their inverses.

use std::f64::consts::LN_2;

use super::exp::exp;
use super::log::{log, log1p};
use super::polynomial;

const SINH_ABOVE: [f64; 4] = [-26.30563213397497, -2894.211355989564, -89912.72022039509, -630767.3640497717];
const SINH_BELOW: [f64; 4] = [1.0, -173.6789535582337, 15215.17378790019, -630767.3640497717];
const TANH_ABOVE: [f64; 3] = [-0.9643991794250523, -99.28772310019185, -1614.6876844170845];
const TANH_BELOW: [f64; 4] = [1.0, 112.81167849163293, 2235.4883906010045, 4844.063053251255];
/// From here on e to the power of -x does not count beside e to the power of x.
const ONE_SIDED: f64 = 21.0;
/// ln 2¹²⁷
const LARGEST: f64 = 88.02969193111305;
/// 2²⁸
const LARGE: f64 = 268_435_456.0;

/// Mirrors `math.Sinh`.
pub(crate) fn sinh(x: f64) -> f64 {
    let size = x.abs();
    let value = if size > ONE_SIDED {
        exp(size) * 0.5
    } else if size > 0.5 {
        let power = exp(size);
        (power - 1.0 / power) * 0.5
    } else {
        let square = size * size;
        polynomial(square, &SINH_ABOVE) * size / polynomial(square, &SINH_BELOW)
    };
    value.copysign(x)
}

/// Mirrors `math.Cosh`.
pub(crate) fn cosh(x: f64) -> f64 {
    let power = exp(x.abs());
    if x.abs() > ONE_SIDED { power * 0.5 } else { (power + 1.0 / power) * 0.5 }
}

/// Mirrors `math.Tanh`.
pub(crate) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if size > 0.5 * LARGEST {
        return 1_f64.copysign(x);
    }
    if size >= 0.625 {
        return (1.0 - 2.0 / (exp(2.0 * size) + 1.0)).copysign(x);
    }
    if x == 0.0 {
        return x;
    }
    let square = x * x;
    x + x * square * polynomial(square, &TANH_ABOVE) / polynomial(square, &TANH_BELOW)
}

/// Mirrors `math.Asinh`.
pub(crate) fn asinh(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let size = x.abs();
    let value = if size > LARGE {
        log(size) + LN_2
    } else if size > 2.0 {
        log(2.0 * size + 1.0 / ((size * size + 1.0).sqrt() + size))
    } else if size < 1.0 / LARGE {
        size
    } else {
        log1p(size + size * size / (1.0 + (1.0 + size * size).sqrt()))
    };
    value.copysign(x)
}

/// Mirrors `math.Acosh`.
pub(crate) fn acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        f64::NAN
    } else if x == 1.0 {
        0.0
    } else if x >= LARGE {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let above = x - 1.0;
        log1p(above + (2.0 * above + above * above).sqrt())
    }
}

/// Mirrors `math.Atanh`.
pub(crate) fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if size > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    let value = if size == 1.0 {
        f64::INFINITY
    } else if size < 1.0 / LARGE {
        size
    } else if size < 0.5 {
        let double = size + size;
        0.5 * log1p(double + double * size / (1.0 - size))
    } else {
        0.5 * log1p((size + size) / (1.0 - size))
    };
    value.copysign(x)
}
