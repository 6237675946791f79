//! Number conversions as Go compiles them for amd64, where the language leaves the result open.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "these conversions are what this file is for"
)]

/// `int64(v)` of a float: truncates toward zero; NaN, infinities and values out of range give the smallest int64,
/// as the amd64 instruction does.
#[must_use]
pub(crate) fn int64(v: f64) -> i64 {
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&v) { v as i64 } else { i64::MIN }
}

/// `int32(v)` of a float: truncates toward zero; NaN, infinities and values out of range give the smallest int32, as the
/// amd64 instruction does.
#[must_use]
pub(crate) fn int32(v: f64) -> i32 {
    if v > -2_147_483_649.0 && v < 2_147_483_648.0 { v as i32 } else { i32::MIN }
}

/// `int32(v)` of an int64: keeps the lower half.
#[must_use]
pub(crate) fn wrap_int32(v: i64) -> i32 {
    v as i32
}

/// `float64(v)` of an int64: the nearest float.
#[must_use]
pub(crate) fn float64(v: i64) -> f64 {
    v as f64
}

/// A length or count as an int64.
#[must_use]
pub(crate) fn count(v: usize) -> i64 {
    v as i64
}
