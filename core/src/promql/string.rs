//! PromQL's string literals: `"…"` and `'…'` with Go's escapes, `` `…` `` without.

use std::borrow::Cow;

/// The value of a string literal.
pub(super) struct Literal<'a> {
    /// The text; what is no UTF-8 in it is replaced as Go replaces it.
    pub(super) text: Cow<'a, str>,
    /// The value where the text is not: escapes such as `\xff` can spell bytes that are no UTF-8.
    pub(super) bytes: Option<Box<[u8]>>,
}

/// The value of a literal whose quotes are off. `None` where Prometheus refuses it. Mirrors `strutil.Unquote`.
pub(super) fn unescape(body: &str, quote: char) -> Option<Literal<'_>> {
    if quote == '`' {
        return Some(Literal { text: Cow::Borrowed(body), bytes: None });
    }
    if body.contains('\n') {
        return None;
    }
    if !body.contains('\\') {
        return Some(Literal { text: Cow::Borrowed(body), bytes: None });
    }
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend_from_slice(plain.as_bytes());
        rest = unescape_one(escape, quote, &mut bytes)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(match String::from_utf8(bytes) {
        Ok(text) => Literal { text: Cow::Owned(text), bytes: None },
        Err(error) => {
            let bytes = error.into_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Literal { text: Cow::Owned(text), bytes: Some(bytes.into()) }
        }
    })
}

/// Appends what one escape stands for and gives the rest after it; `escape` begins after the backslash.
fn unescape_one<'a>(escape: &'a str, quote: char, out: &mut Vec<u8>) -> Option<&'a str> {
    let c = escape.chars().next()?;
    let rest = escape.get(c.len_utf8()..)?;
    let byte = match c {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' => b'\\',
        c if c == quote => u8::try_from(c).ok()?,
        'x' | '0'..='7' => {
            let (digits, radix) = if c == 'x' { (rest.get(..2)?, 16) } else { (escape.get(..3)?, 8) };
            let code = numeral(digits, radix)?;
            out.push(u8::try_from(code).ok()?);
            return escape.get(3..);
        }
        'u' | 'U' => {
            let len = if c == 'u' { 4 } else { 8 };
            let code = numeral(rest.get(..len)?, 16)?;
            let c = char::from_u32(code)?;
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return rest.get(len..);
        }
        _ => return None,
    };
    out.push(byte);
    Some(rest)
}

fn numeral(digits: &str, radix: u32) -> Option<u32> {
    // from_str_radix would take a sign.
    if digits.chars().all(|c| c.is_digit(radix)) { u32::from_str_radix(digits, radix).ok() } else { None }
}

/// Whether a text can be the inside of a string of `"` or `'`, the end of one where a backslash stands before it: it leaves
/// the string open, and its escapes are whole and known.
pub(super) fn is_inside(text: &[u8], quote: u8, escaped: bool) -> bool {
    let mut open = true;
    let mut behind_backslash = escaped;
    for byte in text {
        open &= behind_backslash || *byte != quote;
        behind_backslash = *byte == b'\\' && !behind_backslash;
    }
    let text = String::from_utf8_lossy(text);
    let body = if escaped { Cow::Owned(format!("\\{text}")) } else { text };
    open && !behind_backslash && unescape(&body, char::from(quote)).is_some()
}

/// Appends a text as the inside of a string of `"` or `'`. Prometheus takes all but a quote, a backslash and a line feed as
/// they are.
pub(super) fn escape(text: &[u8], quote: u8, out: &mut Vec<u8>) {
    out.reserve(text.len());
    for byte in text {
        match *byte {
            b'\n' => out.extend_from_slice(b"\\n"),
            byte if byte == quote || byte == b'\\' => out.extend([b'\\', byte]),
            byte => out.push(byte),
        }
    }
}
