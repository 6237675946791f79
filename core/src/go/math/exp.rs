//! The exponential function, as Go's `exp_amd64.s` has it: of a sixteenth of the reduced argument by its series, squared four
//! times. After N. Shibata, "Efficient evaluation methods of elementary functions suitable for SIMD computation", 2010.

use std::f64::consts::LOG2_E;

use super::parts::{BIAS, SHIFT};

/// Above it the result is infinite.
const OVERFLOW: f64 = 709.782712893384;
/// The upper half of the bits of ln 2.
const LN_2_UPPER: f64 = 0.693147180559663;
/// The rest of ln 2.
const LN_2_LOWER: f64 = 2.8235290563031577e-13;

/// 1 divided by the factorials of 8, 7, … 1.
const SERIES: [f64; 8] = [
    2.48015873015873e-05,
    0.0001984126984126984,
    0.001388888888888889,
    0.008333333333333333,
    0.041666666666666664,
    0.16666666666666666,
    0.5,
    1.0,
];

/// Mirrors `math.Exp` on a processor that fuses multiplication and addition, as every one of the last ten years does.
pub(crate) fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x > OVERFLOW {
        return f64::INFINITY;
    }
    // The processor has no 32-bit integer for what is far below zero either, and says -2³¹.
    let power = (LOG2_E * x).round_ties_even().max(-2_147_483_648.0);
    let upper = (-power).mul_add(LN_2_UPPER, x);
    let reduced = (-power).mul_add(LN_2_LOWER, upper) * 0.0625;
    let series = SERIES.into_iter().reduce(|sum, coefficient| sum.mul_add(reduced, coefficient));
    // e to the reduced argument, less 1: so it stays, squared by (y + 1)² - 1 = y (y + 2).
    let first = reduced * series.unwrap_or_default();
    let third = (0..3).fold(first, |y, _| y * (y + 2.0));
    scaled(third.mul_add(third + 2.0, 1.0), super::super::number::int64(power))
}

/// Multiplied by a power of two.
fn scaled(x: f64, power: i64) -> f64 {
    let of_field = |field: i64| f64::from_bits(field.cast_unsigned() << SHIFT);
    match power + BIAS {
        ..-52 => 0.0,
        // In two steps where it is subnormal, so that it is rounded but once.
        field @ ..=0 => x * of_field(field + BIAS - 1) * of_field(1),
        0x7ff.. => f64::INFINITY,
        field => x * of_field(field),
    }
}
