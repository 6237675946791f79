//! The flags, width and precision of a verb, and the padding that they ask for.

use crate::go::runes;

/// What stands between `%` and the verb.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    /// `%+v`: field names.
    pub(super) plus_v: bool,
    /// `%#v`: Go syntax.
    pub(super) sharp_v: bool,
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
}

/// Where a printer writes: bytes up to a bound, past which nothing is written.
#[derive(Debug)]
pub(super) struct Sink<'b> {
    bytes: &'b mut Vec<u8>,
    bound: usize,
    full: bool,
}

impl<'b> Sink<'b> {
    pub(super) fn new(bytes: &'b mut Vec<u8>, bound: usize) -> Self {
        Self { bytes, bound, full: false }
    }

    /// Whether something was left out because of the bound.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Whether so many bytes have room; remembers where they have not.
    fn fits(&mut self, len: usize) -> bool {
        self.full |= len > self.bound.saturating_sub(self.bytes.len());
        !self.full
    }

    pub(super) fn write(&mut self, bytes: &[u8]) {
        if self.fits(bytes.len()) {
            self.bytes.extend_from_slice(bytes);
        }
    }

    pub(super) fn write_str(&mut self, text: &str) {
        self.write(text.as_bytes());
    }

    pub(super) fn write_char(&mut self, c: char) {
        self.write(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    pub(super) fn repeat(&mut self, byte: u8, times: usize) {
        if self.fits(times) {
            self.bytes.resize(self.bytes.len().saturating_add(times), byte);
        }
    }

    /// So much padding: zeros only to the left.
    pub(super) fn padding(&mut self, flags: &Flags, times: usize) {
        self.repeat(if flags.zero && !flags.minus { b'0' } else { b' ' }, times);
    }

    /// Writes bytes, padded to the width in runes.
    pub(super) fn pad(&mut self, flags: &Flags, bytes: &[u8]) {
        let missing = flags.width.map_or(0, |width| width.saturating_sub(runes::count(bytes)));
        if flags.minus {
            self.write(bytes);
            self.padding(flags, missing);
        } else {
            self.padding(flags, missing);
            self.write(bytes);
        }
    }
}
