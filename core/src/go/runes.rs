//! Go's runes: strings there are bytes, and what is not UTF-8 in them is read one byte at a time as U+FFFD.

use std::sync::LazyLock;

use super::regexp::Engine;

/// Character classes as the Unicode tables of Go 1.26 have them, which are those of Unicode 15.
struct Class(LazyLock<Option<Engine>>);

impl Class {
    fn contains(&self, c: char) -> bool {
        self.0.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4])))
    }
}

/// Bytes for the states of a class.
const STATES: usize = 1 << 20;

pub(crate) const LETTERS: &str = r"[\p{L}&&\p{Age:15.0}]";
pub(crate) const DIGITS: &str = r"[\p{Nd}&&\p{Age:15.0}]";
pub(crate) const PRINTED: &str = r"[\p{L}\p{M}\p{N}\p{P}\p{S}&&\p{Age:15.0}]";

static LETTER: Class = Class(LazyLock::new(|| Engine::new(LETTERS, STATES)));
static DIGIT: Class = Class(LazyLock::new(|| Engine::new(DIGITS, STATES)));
static PRINT: Class = Class(LazyLock::new(|| Engine::new(PRINTED, STATES)));

/// Mirrors `unicode.IsLetter`.
#[must_use]
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { LETTER.contains(c) }
}

/// Mirrors `unicode.IsDigit`: decimal digits of any script.
#[must_use]
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { DIGIT.contains(c) }
}

/// Mirrors `unicode.IsPrint` and `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
#[must_use]
pub(crate) fn is_print(c: char) -> bool {
    if c.is_ascii() { matches!(c, ' '..='~') } else { PRINT.contains(c) }
}

/// The first rune and how many bytes it takes; a byte that is not UTF-8 is U+FFFD and takes one. `None` at the end.
/// Mirrors `utf8.DecodeRune`.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> Option<(char, usize)> {
    let first = *bytes.first()?;
    if first.is_ascii() {
        return Some((char::from(first), 1));
    }
    for len in 2..=4 {
        let Some(head) = bytes.get(..len) else { break };
        if let Ok(text) = str::from_utf8(head) {
            return text.chars().next().map(|c| (c, len));
        }
    }
    Some((char::REPLACEMENT_CHARACTER, 1))
}

/// The runes with the bytes that each takes, as `range` over a Go string gives them.
pub(crate) fn runes(bytes: &[u8]) -> impl Iterator<Item = (char, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (c, len) = decode(rest)?;
        let (head, tail) = rest.split_at_checked(len)?;
        rest = tail;
        Some((c, head))
    })
}

/// Whether a rune of [`runes`] stands for a byte that is not UTF-8.
#[must_use]
pub(crate) fn is_invalid(c: char, bytes: &[u8]) -> bool {
    c == char::REPLACEMENT_CHARACTER && bytes.len() == 1
}

/// Mirrors `utf8.RuneCount`.
#[must_use]
pub(crate) fn count(bytes: &[u8]) -> usize {
    match str::from_utf8(bytes) {
        Ok(text) => text.chars().count(),
        Err(_) => runes(bytes).count(),
    }
}

/// Appends bytes as text; each byte that is not UTF-8 becomes U+FFFD, as Go's `encoding/json` writes it.
pub(crate) fn push_text(bytes: &[u8], out: &mut String) {
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
}
