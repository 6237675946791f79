//! Go's `strconv.Quote` and its relatives, which `%q` prints.

use std::ops::Range;

use super::runes::{is_invalid, is_print, runes};

/// How a literal is quoted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoting {
    /// The quote around it: `"` for a string, `'` for a rune.
    pub quote: char,
    /// Whether everything outside ASCII is escaped, as `%+q` asks.
    pub ascii: bool,
}

impl Quoting {
    /// A string literal.
    pub(crate) const STRING: Self = Self { quote: '"', ascii: false };

    /// Appends `bytes` as a literal: `\a \b \f \n \r \t \v \\` and the quote by name, other characters that are not
    /// printable as `\x7f`, `\u0085` or `\U0001f9ff`, bytes that are not UTF-8 as `\xff`.
    pub(crate) fn bytes_into(self, bytes: &[u8], out: &mut String) {
        out.push(self.quote);
        for (c, raw) in runes(bytes) {
            match raw {
                [byte] if is_invalid(c, raw) => hex(u32::from(*byte), 'x', 2, out),
                _ => self.char_into(c, out),
            }
        }
        out.push(self.quote);
    }

    fn char_into(self, c: char, out: &mut String) {
        match c {
            '\\' => out.push_str("\\\\"),
            c if c == self.quote => out.extend(['\\', c]),
            c if (c.is_ascii() || !self.ascii) && is_print(c) => out.push(c),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            c => match u32::from(c) {
                code @ 0..0x80 => hex(code, 'x', 2, out),
                code @ 0x80..0x1_0000 => hex(code, 'u', 4, out),
                code => hex(code, 'U', 8, out),
            },
        }
    }
}

fn hex(code: u32, letter: char, digits: u32, out: &mut String) {
    out.extend(['\\', letter]);
    out.extend((0..digits).rev().filter_map(|digit| char::from_digit(code >> (4 * digit) & 0xf, 16)));
}

/// Appends `text` as a Go string literal in double quotes; see [`Quoting::bytes_into`].
pub(crate) fn quote_into(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        Quoting::STRING.bytes_into(text.as_bytes(), out);
    }
}

/// Appends a part of `out` itself as a literal; see [`quote_into`].
pub(crate) fn quote_within(part: Range<usize>, out: &mut String) {
    let Some(text) = out.get(part.clone()) else { return };
    if is_plain(text) {
        out.push('"');
        out.extend_from_within(part);
        out.push('"');
    } else {
        let text = text.to_owned();
        quote_into(&text, out);
    }
}

/// Whether a text stands between the quotes as it is, as nearly every one does.
fn is_plain(text: &str) -> bool {
    // Without an early end, so that many bytes are looked at at once.
    text.bytes()
        .fold(true, |plain, byte| plain & (matches!(byte, b' '..=b'~') & (byte != b'"') & (byte != b'\\')))
}

/// `text` as a Go string literal; see [`quote_into`].
#[must_use]
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quote_into(text, &mut out);
    out
}

/// Whether a string can stand between back quotes on one line. Mirrors `strconv.CanBackquote`.
#[must_use]
pub(crate) fn can_backquote(bytes: &[u8]) -> bool {
    runes(bytes).all(|(c, raw)| match c {
        '`' | '\u{7f}' | '\u{feff}' => false,
        '\t' => true,
        c => c >= ' ' && !is_invalid(c, raw),
    })
}
