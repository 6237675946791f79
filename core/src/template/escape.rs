//! `html`, `js` and `urlquery`: the text of the arguments, escaped.

use std::borrow::Cow;
use std::fmt::Write;

use super::result::{Failure, FunctionResult, printed};
use crate::go::runes::{is_print, runes};
use crate::go::value::GoValue;
use crate::limits;

/// The text of arguments as `print` gives it, but for a nil, which is no value.
fn text<'v>(arguments: &'v [GoValue<'_>]) -> Result<Cow<'v, [u8]>, Failure> {
    if let [GoValue::Text(text)] = arguments {
        return Ok(Cow::Borrowed(text));
    }
    let shown: Vec<_> = arguments
        .iter()
        .map(|value| match value {
            GoValue::Nil => GoValue::from("<no value>"),
            value => value.clone(),
        })
        .collect();
    match printed(|printer| printer.print(&shown))? {
        GoValue::Text(text) => Ok(Cow::Owned(text.to_vec())),
        _ => Ok(Cow::Borrowed(&[])),
    }
}

fn bounded<'a>(bytes: Vec<u8>) -> FunctionResult<'a> {
    if bytes.len() > limits::TEMPLATE_OUTPUT_BYTES { Err(Failure::Output) } else { Ok(bytes.into()) }
}

/// Mirrors `template.HTMLEscaper`.
pub(super) fn html<'a>(arguments: &[GoValue<'_>]) -> FunctionResult<'a> {
    let text = text(arguments)?;
    let mut out = Vec::with_capacity(text.len());
    for byte in text.iter() {
        let escaped: &[u8] = match byte {
            0 => "\u{fffd}".as_bytes(),
            b'"' => b"&#34;",
            b'\'' => b"&#39;",
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            byte => std::slice::from_ref(byte),
        };
        out.extend_from_slice(escaped);
    }
    bounded(out)
}

/// Mirrors `template.JSEscaper`.
pub(super) fn js<'a>(arguments: &[GoValue<'_>]) -> FunctionResult<'a> {
    let text = text(arguments)?;
    let mut out = Vec::with_capacity(text.len());
    for (c, raw) in runes(&text) {
        match c {
            '\\' => out.extend_from_slice(b"\\\\"),
            '\'' => out.extend_from_slice(b"\\'"),
            '"' => out.extend_from_slice(b"\\\""),
            '<' | '>' | '&' | '=' | '\0'..' ' => unicode_escape(c, &mut out),
            c if c.is_ascii() || is_print(c) => out.extend_from_slice(raw),
            c => unicode_escape(c, &mut out),
        }
    }
    bounded(out)
}

fn unicode_escape(c: char, out: &mut Vec<u8>) {
    let mut escape = String::new();
    // Writing to a String cannot fail.
    let _ = write!(escape, "\\u{:04X}", u32::from(c));
    out.extend_from_slice(escape.as_bytes());
}

/// Mirrors `url.QueryEscape`.
pub(super) fn urlquery<'a>(arguments: &[GoValue<'_>]) -> FunctionResult<'a> {
    let text = text(arguments)?;
    let mut out = Vec::with_capacity(text.len());
    for byte in text.iter() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(*byte),
            b' ' => out.push(b'+'),
            byte => {
                let digit = |n: u8| char::from_digit(n.into(), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(
                    ['%', digit(byte >> 4), digit(byte & 0xf)].map(|c| u8::try_from(c).unwrap_or(b'0')),
                );
            }
        }
    }
    bounded(out)
}
