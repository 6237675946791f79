//! Go's `strconv.Quote`, which `%q` prints.

use std::fmt::Write;

/// Appends `text` as a Go string literal in double quotes: `\a \b \f \n \r \t \v \\ \"` by name, other characters
/// that are not printable as `\x7f`, `\u0085` or `\U0001f9ff`.
pub fn quote_into(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            c if is_print(c) => out.push(c),
            c => escape(c, out),
        }
    }
    out.push('"');
}

/// `text` as a Go string literal; see [`quote_into`].
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quote_into(text, &mut out);
    out
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing to a String cannot fail.
    let _ = match code {
        0..0x80 => write!(out, "\\x{code:02x}"),
        0x80..0x1_0000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// What Go's `strconv.IsPrint` calls printable: letters, marks, numbers, punctuation, symbols and the ASCII space.
/// Rust's `escape_debug` leaves the same characters as they are, but for combining marks at the start of a text.
fn is_print(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\u{a0}' | '\u{ad}' => false,
        c if c.is_ascii() => false,
        c => !c.is_control() && !c.is_whitespace() && (is_mark(c) || c.escape_debug().len() == 1),
    }
}

/// Combining marks are printable; `escape_debug` escapes those that extend a grapheme.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{1ab0}'..='\u{1ace}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}
