//! A float as a fraction and a power of two.

/// How many bits the fraction takes.
pub(super) const SHIFT: u32 = 52;
/// The bits of the fraction.
pub(super) const FRACTION: u64 = (1 << SHIFT) - 1;
/// What is added to an exponent where it is stored.
pub(super) const BIAS: i64 = 1023;

const SMALLEST_NORMAL: f64 = f64::MIN_POSITIVE;
const TWO_52: f64 = 4_503_599_627_370_496.0;
const TWO_MINUS_53: f64 = f64::EPSILON / 2.0;

/// The exponent of a normal float.
pub(super) fn exponent(x: f64) -> i64 {
    (x.to_bits() >> SHIFT & 0x7ff).cast_signed() - BIAS
}

/// The fraction and the sign of a float, with another exponent, which must be that of a normal one.
fn with_exponent(x: f64, exponent: i64) -> f64 {
    let field = (exponent + BIAS).cast_unsigned() << SHIFT;
    f64::from_bits(x.to_bits() & !(0x7ff << SHIFT) | field)
}

/// A normal float and the power of two that it is multiplied by.
fn normalized(x: f64) -> (f64, i64) {
    if x.abs() < SMALLEST_NORMAL { (x * TWO_52, -52) } else { (x, 0) }
}

/// A fraction from a half until 1, and the power of two that it is multiplied by. Mirrors `math.Frexp`.
pub(super) fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (normal, power) = normalized(x);
    (with_exponent(normal, -1), power + exponent(normal) + 1)
}

/// A float multiplied by a power of two. Mirrors `math.Ldexp`.
pub(super) fn ldexp(x: f64, power: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (normal, less) = normalized(x);
    match power + less + exponent(normal) {
        ..-1075 => 0_f64.copysign(x),
        1024.. => f64::INFINITY.copysign(x),
        // Among subnormals it is rounded, once, by the last multiplication.
        subnormal @ ..-1022 => with_exponent(normal, subnormal + 53) * TWO_MINUS_53,
        exponent => with_exponent(normal, exponent),
    }
}

/// The whole part and the rest, both with the sign of the float. Mirrors `math.Modf`.
pub(super) fn modf(x: f64) -> (f64, f64) {
    let whole = x.trunc();
    (whole, (x - whole).copysign(x))
}
