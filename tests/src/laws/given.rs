//! What bytes stand for.

use std::borrow::Cow;

use crate::generate::Random;

/// The first byte of bytes that a generator chooses by.
pub(super) const CHOICES: u8 = 0xff;

/// An input.
pub(super) enum Given<'a> {
    /// A text as it stands.
    Text(&'a str),
    /// What a generator chooses by.
    Choices(Random<'a>),
}

/// What bytes stand for; none for a text that is not UTF-8.
pub(super) fn given(bytes: &[u8]) -> Option<Given<'_>> {
    match bytes.split_first() {
        Some((&CHOICES, choices)) => Some(Given::Choices(Random::of_bytes(choices))),
        _ => str::from_utf8(bytes).ok().map(Given::Text),
    }
}

/// The text that is given, or that a generator makes.
pub(super) fn text(bytes: &[u8], make: impl FnOnce(&mut Random<'_>) -> String) -> Option<Cow<'_, str>> {
    Some(match given(bytes)? {
        Given::Text(text) => Cow::Borrowed(text),
        Given::Choices(mut random) => Cow::Owned(make(&mut random)),
    })
}

/// So many lines of a text, the last with all that is left; an absent one is empty.
pub(super) fn lines<const COUNT: usize>(text: &str) -> [&str; COUNT] {
    let mut lines = text.splitn(COUNT, '\n');
    std::array::from_fn(|_| lines.next().unwrap_or_default())
}
