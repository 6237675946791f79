//! Logarithms, after FreeBSD's `e_log.c` and `s_log1p.c`.

use std::f64::consts::{FRAC_1_SQRT_2, LOG2_E, LOG10_E, SQRT_2};

use super::super::number::float64;
use super::parts::{FRACTION, exponent, frexp};
use super::polynomial;

/// √2 - 1, as FreeBSD has it.
const SQRT_2_LESS_1: f64 = 0.41421356237309503;
/// √½ - 1, as FreeBSD has it.
const SQRT_HALF_LESS_1: f64 = -0.2928932188134525;
/// ln 2, of so few bits that its product with an exponent is exact.
const LN_2_HIGH: f64 = 0.6931471803691238;
/// The rest of ln 2.
const LN_2_LOW: f64 = 1.9082149292705877e-10;

/// What ln((1 + s) / (1 - s)) is beyond 2s, by powers of s² from the seventh to the first.
const SERIES: [f64; 7] = [
    0.14798198605116586,
    0.15313837699209373,
    0.1818357216161805,
    0.22222198432149784,
    0.2857142874366239,
    0.3999999999940942,
    0.6666666666666735,
];

/// The natural logarithm. Mirrors `math.Log`, which on amd64 takes a subnormal float for a normal one with its bits.
pub(crate) fn log(x: f64) -> f64 {
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_sign_negative() {
        return f64::NAN;
    }
    if !x.is_finite() {
        return x;
    }
    let fraction = f64::from_bits(x.to_bits() & FRACTION | 0.5_f64.to_bits());
    let power = exponent(x) + 1;
    let is_low = fraction <= FRAC_1_SQRT_2;
    let (fraction, power) = if is_low { (fraction * 2.0, power - 1) } else { (fraction, power) };
    let (f, power) = (fraction - 1.0, float64(power));
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    // In two chains, which the processor works at together.
    let odd = s2 * polynomial(s4, &[SERIES[0], SERIES[2], SERIES[4], SERIES[6]]);
    let series = odd + s4 * polynomial(s4, &[SERIES[1], SERIES[3], SERIES[5]]);
    let half = 0.5 * f * f;
    power * LN_2_HIGH - ((half - (s * (half + series) + power * LN_2_LOW)) - f)
}

/// The logarithm to base 2, exact for powers of two. Mirrors `math.Log2`.
pub(crate) fn log2(x: f64) -> f64 {
    let (fraction, power) = frexp(x);
    if fraction == 0.5 { float64(power - 1) } else { log(fraction) * LOG2_E + float64(power) }
}

/// The logarithm to base 10. Mirrors `math.Log10`.
pub(crate) fn log10(x: f64) -> f64 {
    log(x) * LOG10_E
}

/// The natural logarithm of 1 + x. Mirrors `math.Log1p`.
pub(super) fn log1p(x: f64) -> f64 {
    if x < -1.0 || x.is_nan() {
        return f64::NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    let size = x.abs();
    if size < f64::EPSILON / 4.0 {
        return x;
    }
    if size < 1.0 / f64::from(1 << 29) {
        return x - x * x * 0.5;
    }
    let Reduced { f, power, correction, is_tiny } = Reduced::of(x);
    let half = 0.5 * f * f;
    if is_tiny {
        if f == 0.0 {
            let low = correction + power * LN_2_LOW;
            return if power == 0.0 { 0.0 } else { power * LN_2_HIGH + low };
        }
        let rest = half * (1.0 - 0.6666666666666666 * f);
        return if power == 0.0 {
            f - rest
        } else {
            power * LN_2_HIGH - ((rest - (power * LN_2_LOW + correction)) - f)
        };
    }
    let s = f / (2.0 + f);
    let s2 = s * s;
    let series = s2 * polynomial(s2, &SERIES);
    if power == 0.0 {
        return f - (half - s * (half + series));
    }
    power * LN_2_HIGH - ((half - (s * (half + series) + (power * LN_2_LOW + correction))) - f)
}

/// 1 + x as 2 to a power times 1 + f, and what the rounding of 1 + x took away.
struct Reduced {
    f: f64,
    power: f64,
    correction: f64,
    /// Whether f is so small that a term is enough.
    is_tiny: bool,
}

impl Reduced {
    fn of(x: f64) -> Self {
        if x > SQRT_HALF_LESS_1 && x < SQRT_2_LESS_1 {
            return Self { f: x, power: 0.0, correction: 0.0, is_tiny: false };
        }
        let is_whole = x.abs() >= 9_007_199_254_740_992.0;
        let sum = if is_whole { x } else { 1.0 + x };
        let power = exponent(sum);
        let lost = match power {
            _ if is_whole => 0.0,
            1.. => 1.0 - (sum - x),
            _ => x - (sum - 1.0),
        };
        let fraction = sum.to_bits() & FRACTION;
        let (f, power, rest) = if fraction < SQRT_2.to_bits() & FRACTION {
            (f64::from_bits(fraction | 1_f64.to_bits()) - 1.0, power, fraction)
        } else {
            let f = f64::from_bits(fraction | 0.5_f64.to_bits()) - 1.0;
            (f, power + 1, (FRACTION + 1 - fraction) >> 2)
        };
        Self { f, power: float64(power), correction: lost / sum, is_tiny: rest == 0 }
    }
}
