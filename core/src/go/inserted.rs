//! A text that others gave, among those of a template's author.

use std::borrow::Cow;

/// A text that does not come from the template's author, with what else could stand in its place. Everywhere it is its
/// own bytes; what prints it may want to know where it came from.
#[derive(Debug, Clone)]
pub struct Inserted<'a> {
    /// The text.
    pub text: Cow<'a, [u8]>,
    /// The text where a regular expression is wanted: it matches what the text names, and nothing else.
    pub pattern: Cow<'a, [u8]>,
    /// What the text would be if others had given the letter x for each byte.
    pub twin: Cow<'a, [u8]>,
    /// Whether it is a piece of what was given, and nothing of it was made by a function.
    pub given: bool,
    /// What the text is the value of.
    pub name: &'a str,
}

/// What else than itself an inserted text may be; see [`Inserted`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// [`Inserted::pattern`].
    Pattern,
    /// [`Inserted::twin`].
    Twin,
}

impl<'a> Inserted<'a> {
    /// A stretch of the text, with what stands for it in the other forms.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Self {
        let part = |text: &[u8], from, to| Cow::Owned(text.get(from..to).unwrap_or_default().to_vec());
        // What functions made has no bytes in common with its pattern but by chance.
        let pattern = if self.given {
            part(&self.pattern, self.in_pattern(from), self.in_pattern(to))
        } else {
            part(&self.text, from, to)
        };
        let (text, twin) = (part(&self.text, from, to), part(&self.twin, from, to));
        Self { text, pattern, twin, given: self.given, name: self.name }
    }

    /// Where a byte of the text stands in the pattern, which has a backslash before some.
    fn in_pattern(&self, at: usize) -> usize {
        let mut place = 0;
        for byte in self.text.get(..at).unwrap_or_default() {
            let escaped = self.pattern.get(place) == Some(&b'\\')
                && self.pattern.get(place + 1) == Some(byte)
                && self.pattern.len() > self.text.len();
            place += if escaped { 2 } else { 1 };
        }
        place
    }

    pub(super) fn form(&self, form: Form) -> &[u8] {
        match form {
            Form::Pattern => &self.pattern,
            Form::Twin => &self.twin,
        }
    }
}
