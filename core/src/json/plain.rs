/// How many bytes of a string come before a quote, a backslash or a control character: eight at a time, since most of a
/// text is strings.
#[inline]
pub(super) fn length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut length = 0usize;
    for word in words {
        let word = u64::from_le_bytes(*word);
        // The high bit of each byte that is zero, or of none before it.
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (zero(word ^ (ONES * 0x22)) | zero(word ^ (ONES * 0x5c)) | control) & HIGH;
        if found != 0 {
            let place = usize::try_from(found.trailing_zeros() / 8).unwrap_or_default();
            return length.saturating_add(place);
        }
        length = length.saturating_add(8);
    }
    let special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\\');
    length.saturating_add(rest.iter().position(special).unwrap_or(rest.len()))
}
