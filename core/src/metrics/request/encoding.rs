//! Percent-encoding as Go's `net/url` does it: the path and the query have rules of their own.

use std::borrow::Cow;
use std::fmt;

/// A path segment printed as Go's `URL.EscapedPath` prints it: `$ & + , / : ; = @ - _ . ~` stay, `*` does not.
pub(super) struct PathSegment<'a>(pub(super) &'a str);

impl fmt::Display for PathSegment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, f, |byte| matches!(byte, b'$' | b'&' | b'+' | b',' | b'/' | b':' | b';' | b'=' | b'@'))
    }
}

/// A key or value of a query printed as Go's `url.QueryEscape` prints it: a space becomes `+`.
pub(in crate::metrics) struct QueryComponent<'a>(pub(in crate::metrics) &'a str);

impl fmt::Display for QueryComponent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, words) in self.0.split(' ').enumerate() {
            if index > 0 {
                f.write_str("+")?;
            }
            escape(words, f, |_| false)?;
        }
        Ok(())
    }
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>, keeps: impl Fn(u8) -> bool) -> fmt::Result {
    let kept =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') || keeps(byte);
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(|&byte| kept(byte)).count();
        // Only ASCII is kept, so `plain` is at a character's border.
        let Some((head, tail)) = rest.split_at_checked(plain) else { break };
        f.write_str(head)?;
        let mut characters = tail.chars();
        if let Some(character) = characters.next() {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                write!(f, "%{byte:02X}")?;
            }
        }
        rest = characters.as_str();
    }
    Ok(())
}

/// Undoes the escapes of a path. `None` for a broken escape, or for bytes that are not UTF-8.
pub(super) fn unescape_path(text: &str) -> Option<Cow<'_, str>> {
    unescape(text, false)
}

/// Undoes the escapes of a query's key or value, `+` included. `None` as for [`unescape_path`].
pub(super) fn unescape_query(text: &str) -> Option<Cow<'_, str>> {
    unescape(text, true)
}

fn unescape(text: &str, plus_is_space: bool) -> Option<Cow<'_, str>> {
    if !text.bytes().any(|byte| byte == b'%' || (plus_is_space && byte == b'+')) {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => hex_digit(bytes.next()?)? << 4 | hex_digit(bytes.next()?)?,
            b'+' if plus_is_space => b' ',
            byte => byte,
        });
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
