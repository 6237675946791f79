/// A label that is looked for, its value behind its key in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    pub(super) text: &'a str,
    pub(super) key_len: usize,
}

impl<'a> Label<'a> {
    /// Its key and behind it its value.
    #[must_use]
    #[inline]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The bytes of its key.
    #[must_use]
    #[inline]
    pub fn key_len(&self) -> usize {
        self.key_len
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &'a str {
        self.text.get(..self.key_len).unwrap_or_default()
    }

    /// Its value.
    #[must_use]
    pub fn value(&self) -> &'a str {
        self.text.get(self.key_len..).unwrap_or_default()
    }
}
