//! Sine, cosine and tangent, after the Cephes library.

use super::polynomial;
use super::reduce::octant;

const SIN: [f64; 6] = [
    1.5896230157654656e-10,
    -2.5050747762857807e-08,
    2.7557313621385722e-06,
    -0.0001984126982958954,
    0.008333333333322118,
    -0.1666666666666663,
];
const COS: [f64; 6] = [
    -1.1358536521387682e-11,
    2.087570084197473e-09,
    -2.755731417929674e-07,
    2.4801587288851704e-05,
    -0.0013888888888873056,
    0.041666666666666595,
];
const TAN_ABOVE: [f64; 3] = [-13093.693918138379, 1153516.6483858742, -17956525.197648488];
const TAN_BELOW: [f64; 5] =
    [1.0, 13681.296347069296, -1320892.3444021097, 25008380.18233579, -53869575.592945464];

/// Mirrors `math.Sin`.
pub(crate) fn sin(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return if x.is_infinite() { f64::NAN } else { x };
    }
    let (octant, rest) = octant(x.abs());
    let size = if octant & 2 == 2 { cos_within(rest) } else { sin_within(rest) };
    if (octant > 3) == (x < 0.0) { size } else { -size }
}

/// Mirrors `math.Cos`.
pub(crate) fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (octant, rest) = octant(x.abs());
    let size = if octant & 2 == 2 { sin_within(rest) } else { cos_within(rest) };
    if matches!(octant, 2 | 4) { -size } else { size }
}

/// Mirrors `math.Tan`.
pub(crate) fn tan(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return if x.is_infinite() { f64::NAN } else { x };
    }
    let (octant, rest) = octant(x.abs());
    let square = rest * rest;
    let size = if square > 1e-14 {
        rest + rest * (square * polynomial(square, &TAN_ABOVE) / polynomial(square, &TAN_BELOW))
    } else {
        rest
    };
    let size = if octant & 2 == 2 { -1.0 / size } else { size };
    if x < 0.0 { -size } else { size }
}

/// The sine from -π/4 to π/4.
fn sin_within(x: f64) -> f64 {
    let square = x * x;
    x + x * square * polynomial(square, &SIN)
}

/// The cosine from -π/4 to π/4.
fn cos_within(x: f64) -> f64 {
    let square = x * x;
    1.0 - 0.5 * square + square * square * polynomial(square, &COS)
}
