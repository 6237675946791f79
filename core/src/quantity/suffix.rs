//! What stands behind the number: `Ki`, `m`, `e3`.

use std::fmt;

use super::Format;

/// A suffix as it was read: `number × 10^exponent` or `number × 2^exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    /// `m`, nothing, `k`, or `e3`.
    Decimal { exponent: i32, format: Format },
    /// `Ki` to `Ei`.
    Binary { exponent: u32 },
}

/// The names of the powers of 1000, from nano.
const DECIMAL: [(&str, i32); 10] =
    [("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18)];

/// The names of the powers of 1024. One itself has none, so an unnamed power cannot be told from it.
const BINARY: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

impl Suffix {
    /// Mirrors `resource.suffixHandler.interpret`; `None` for a suffix that is not known.
    pub(super) fn interpret(text: &str) -> Option<Self> {
        if let Some((_, exponent)) = DECIMAL.iter().find(|(name, _)| *name == text) {
            return Some(Self::Decimal { exponent: *exponent, format: Format::DecimalSi });
        }
        if let Some(power) = BINARY.iter().position(|name| *name == text) {
            return Some(Self::Binary { exponent: u32::try_from(power).ok()?.checked_mul(10)? });
        }
        let exponent: i64 = text.strip_prefix(['e', 'E'])?.parse().ok()?;
        // Upstream reads 64 bits and keeps the lower 32.
        Some(Self::Decimal {
            exponent: crate::go::number::wrap_int32(exponent),
            format: Format::DecimalExponent,
        })
    }
}

/// Writes the suffix of a power of ten. Upstream prints one that has no name as nothing, and so do we: `1000E` is `1`.
pub(super) fn write_decimal(f: &mut fmt::Formatter<'_>, exponent: i64, format: Format) -> fmt::Result {
    if format == Format::DecimalExponent {
        return if exponent == 0 { Ok(()) } else { write!(f, "e{exponent}") };
    }
    match DECIMAL.iter().find(|(_, power)| i64::from(*power) == exponent) {
        Some((name, _)) => f.write_str(name),
        None => Ok(()),
    }
}

/// Writes the suffix of a power of 1024; see [`write_decimal`] for one without a name.
pub(super) fn write_binary(f: &mut fmt::Formatter<'_>, power: usize) -> fmt::Result {
    f.write_str(BINARY.get(power).copied().unwrap_or_default())
}
