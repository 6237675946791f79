//! Percent-encoding as Go's `net/url` does it: the path and the query have rules of their own.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a query's key or value escapes: all but letters, digits and `- _ . ~`.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// What a path escapes.
const PATH: &AsciiSet = &QUERY
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// A path segment printed as Go's `URL.EscapedPath` prints it: `$ & + , / : ; = @ - _ . ~` stay, `*` does not.
pub(super) struct PathSegment<'a>(pub(super) &'a str);

impl fmt::Display for PathSegment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        utf8_percent_encode(self.0, PATH).fmt(f)
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
            utf8_percent_encode(words, QUERY).fmt(f)?;
        }
        Ok(())
    }
}

/// Undoes the escapes of a path. `None` for a broken escape, or for bytes that are not UTF-8.
pub(super) fn unescape_path(text: &str) -> Option<Cow<'_, str>> {
    unescape(text, false)
}

/// Undoes the escapes of a query's key or value, `+` included. `None` as for [`unescape_path`].
pub(super) fn unescape_query(text: &str) -> Option<Cow<'_, str>> {
    unescape(text, true)
}

// A broken escape is refused here, where the crate would let it stand.
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
