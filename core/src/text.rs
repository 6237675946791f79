//! Texts that are compared often.

#[cfg(test)]
mod tests;

/// Whether two texts are the same. As most names do, those of up to 32 bytes go without a call of the C library, whose
/// cost is most of the comparison.
#[inline]
pub(crate) fn same(a: impl AsRef<[u8]>, b: impl AsRef<[u8]>) -> bool {
    let (a, b) = (a.as_ref(), b.as_ref());
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        0..4 => a.iter().zip(b).all(|(a, b)| a == b),
        4..8 => same_ends::<4>(a, b),
        8..16 => same_ends::<8>(a, b),
        16..=32 => same_ends::<16>(a, b),
        _ => a == b,
    }
}

/// Whether a text comes before another in the order of their bytes. Names that a controller numbers are as long as each other, and
/// are compared as two numbers.
#[inline]
pub(crate) fn is_before(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    match a.len() {
        length if length != b.len() => a < b,
        8..=16 => ends::<8>(a) < ends::<8>(b),
        17..=32 => ends::<16>(a) < ends::<16>(b),
        _ => a < b,
    }
}

/// The first and the last `N` bytes, which overlap where there are fewer than twice as many.
#[inline]
fn ends<const N: usize>(text: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
    text.first_chunk().zip(text.last_chunk())
}

/// Whether the first and the last `N` bytes are the same. They overlap where there are fewer than twice as many.
#[inline]
fn same_ends<const N: usize>(a: &[u8], b: &[u8]) -> bool {
    let first = a.split_first_chunk::<N>().zip(b.split_first_chunk());
    let last = a.split_last_chunk::<N>().zip(b.split_last_chunk());
    first.zip(last).is_some_and(|((a, b), (c, d))| (a.0 == b.0) & (c.1 == d.1))
}
