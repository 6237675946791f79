//! What stands behind the number: `Ki`, `m`, `e3`.

use super::Format;

/// Digits before and behind the point, and the largest power of ten, that are computed with. Upstream has no such
/// limit and can be kept busy for minutes by `1e2147483647`.
pub(super) const DIGITS: usize = 1 << 14;

/// A suffix as it was read: `number × 10^exponent` or `number × 2^exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    /// `m`, nothing, `k`, or `e3`.
    Decimal { exponent: i32, format: Format },
    /// `Ki` to `Ei`.
    Binary { exponent: u32 },
}

/// The names of the powers of 1000, from nano.
const DECIMAL: [&str; 10] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

/// The names of the powers of 1024. One itself has none, so an unnamed power cannot be told from it.
const BINARY: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

impl Suffix {
    /// Mirrors `resource.suffixHandler.interpret`; `None` for a suffix that is not known.
    #[inline]
    pub(super) fn interpret(text: &[u8]) -> Option<Self> {
        let si = |exponent| Some(Self::Decimal { exponent, format: Format::DecimalSi });
        let binary = |exponent| Some(Self::Binary { exponent });
        match text {
            [] => si(0),
            [b'n'] => si(-9),
            [b'u'] => si(-6),
            [b'm'] => si(-3),
            [b'k'] => si(3),
            [b'M'] => si(6),
            [b'G'] => si(9),
            [b'T'] => si(12),
            [b'P'] => si(15),
            [b'E'] => si(18),
            [b'K', b'i'] => binary(10),
            [b'M', b'i'] => binary(20),
            [b'G', b'i'] => binary(30),
            [b'T', b'i'] => binary(40),
            [b'P', b'i'] => binary(50),
            [b'E', b'i'] => binary(60),
            [b'e' | b'E', exponent @ ..] => {
                let exponent: i64 = str::from_utf8(exponent).ok()?.parse().ok()?;
                // Upstream reads 64 bits and keeps the lower 32.
                let exponent = crate::go::number::wrap_int32(exponent);
                Some(Self::Decimal { exponent, format: Format::DecimalExponent })
            }
            _ => None,
        }
    }
}

/// The suffix of a power of ten. Upstream prints one that has no name as nothing, and so do we: `1000E` is `1`.
#[inline]
pub(super) fn decimal(exponent: i64) -> &'static str {
    // From nano, in steps of 3.
    let step = exponent.wrapping_add(9).div_euclid(3);
    usize::try_from(step).ok().and_then(|step| DECIMAL.get(step)).copied().unwrap_or_default()
}

/// The suffix of a power of 1024; see [`decimal`] for one without a name.
#[inline]
pub(super) fn binary(power: u32) -> &'static str {
    usize::try_from(power).ok().and_then(|power| BINARY.get(power)).copied().unwrap_or_default()
}
