//! Go's `math.Pow10`.

/// Powers of ten by their last five bits.
const SMALL: [f64; 32] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31,
];
/// Powers of 10^32.
const LARGE: [f64; 10] = [1e0, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288];
/// Powers of 10^-32.
const TINY: [f64; 11] = [1e0, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320];

/// `math.Pow10(n)`: 10^n from two table entries, so that the last bit may be off as it is in Go; 0 below -323 and
/// infinite above 308.
#[must_use]
pub(crate) fn pow10(n: i32) -> f64 {
    let at = |table: &[f64], index: u32| {
        usize::try_from(index).ok().and_then(|index| table.get(index)).copied().unwrap_or(f64::NAN)
    };
    let (high, low) = (n.unsigned_abs() / 32, n.unsigned_abs() % 32);
    match n {
        0..=308 => at(&LARGE, high) * at(&SMALL, low),
        -323..0 => at(&TINY, high) / at(&SMALL, low),
        309.. => f64::INFINITY,
        _ => 0.0,
    }
}
