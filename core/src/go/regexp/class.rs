//! Character classes and escapes of Go's syntax, written for the `regex` crate.

use std::fmt::Write;

use super::pattern::Pattern;
use super::unicode::{NOTHING, table};
use super::{Problem, SyntaxError};

/// What no text holds.
const SURROGATES: std::ops::RangeInclusive<u32> = 0xD800..=0xDFFF;
const LAST: u32 = 0x10_FFFF;

/// Appends one character, outside or inside brackets.
pub(super) fn push_literal(out: &mut String, code: u32) {
    match char::from_u32(code) {
        Some(c) if c.is_ascii_alphanumeric() || c == '_' => out.push(c),
        Some(_) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{{{code:X}}}");
        }
        None => out.push_str(NOTHING),
    }
}

/// `[…]`, which the pattern begins with.
pub(super) fn bracket(pattern: &mut Pattern<'_>) -> Result<String, SyntaxError> {
    let start = pattern.at;
    pattern.next();
    let mut out = String::from("[");
    if pattern.take("^") {
        out.push('^');
    }
    let mut first = true;
    while first || pattern.peek() != Some(']') {
        first = false;
        if let Some(class) = posix(pattern)? {
            out.push_str(&class);
        } else if let Some(class) = escaped(pattern)? {
            out.push_str(&class);
        } else {
            range(pattern, start, &mut out)?;
        }
    }
    pattern.next();
    out.push(']');
    Ok(out)
}

/// A character or `a-z`.
fn range(pattern: &mut Pattern<'_>, class: usize, out: &mut String) -> Result<(), SyntaxError> {
    let start = pattern.at;
    let low = class_char(pattern, class)?;
    let mut high = low;
    let rest = pattern.rest();
    // `[a-]` is `a` or a dash.
    if rest.len() >= 2 && rest.starts_with('-') && !rest.starts_with("-]") {
        pattern.next();
        high = class_char(pattern, class)?;
        if high < low {
            return Err(pattern.refuse(Problem::CharRange, start));
        }
    }
    let low = if SURROGATES.contains(&low) { SURROGATES.end() + 1 } else { low };
    let high = if SURROGATES.contains(&high) { SURROGATES.start() - 1 } else { high };
    if high < low {
        out.push_str(NOTHING);
    } else {
        push_literal(out, low);
        if low < high {
            out.push('-');
            push_literal(out, high);
        }
    }
    Ok(())
}

fn class_char(pattern: &mut Pattern<'_>, class: usize) -> Result<u32, SyntaxError> {
    match pattern.peek() {
        Some('\\') => escaped_char(pattern),
        Some(c) => {
            pattern.next();
            Ok(u32::from(c))
        }
        None => Err(pattern.refuse(Problem::MissingBracket, class)),
    }
}

/// `[:alpha:]` or `[:^alpha:]` inside brackets.
fn posix(pattern: &mut Pattern<'_>) -> Result<Option<String>, SyntaxError> {
    let start = pattern.at;
    let Some((name, _)) = pattern.rest().strip_prefix("[:").and_then(|rest| rest.split_once(":]")) else {
        return Ok(None);
    };
    pattern.at += name.len() + 4;
    let known = matches!(
        name.strip_prefix('^').unwrap_or(name),
        "alnum"
            | "alpha"
            | "ascii"
            | "blank"
            | "cntrl"
            | "digit"
            | "graph"
            | "lower"
            | "print"
            | "punct"
            | "space"
            | "upper"
            | "word"
            | "xdigit"
    );
    if !known {
        return Err(pattern.refuse(Problem::CharRange, start));
    }
    // In brackets of its own, since case is folded before a class is negated.
    Ok(Some(match name.strip_prefix('^') {
        Some(name) => format!("[^[:{name}:]]"),
        None => format!("[:{name}:]"),
    }))
}

/// `\d`, `\pL`, `\p{Greek}` and their like; `None` for another escape. All in brackets, so that they stand anywhere.
pub(super) fn escaped(pattern: &mut Pattern<'_>) -> Result<Option<String>, SyntaxError> {
    for (escape, class) in [
        ("\\d", "[0-9]"),
        ("\\D", "[^0-9]"),
        ("\\s", "[\\t\\n\\x0C\\r ]"),
        ("\\S", "[^\\t\\n\\x0C\\r ]"),
        ("\\w", "[0-9A-Za-z_]"),
        ("\\W", "[^0-9A-Za-z_]"),
    ] {
        if pattern.take(escape) {
            return Ok(Some(class.to_owned()));
        }
    }
    let rest = pattern.rest();
    if rest.starts_with("\\p") || rest.starts_with("\\P") { unicode(pattern).map(Some) } else { Ok(None) }
}

/// `\pN`, `\p{Name}`, `\P{^Name}`.
fn unicode(pattern: &mut Pattern<'_>) -> Result<String, SyntaxError> {
    let start = pattern.at;
    let mut negated = pattern.rest().starts_with("\\P");
    pattern.at += 2;
    let name = match pattern.next() {
        Some('{') => {
            let Some((name, _)) = pattern.rest().split_once('}') else {
                return Err(pattern.refuse_range(Problem::CharRange, start..pattern.text.len()));
            };
            pattern.at += name.len() + 1;
            name
        }
        Some(_) => pattern.text.get(start + 2..pattern.at).unwrap_or_default(),
        // Go reads past the end here and finds no name.
        None => return Err(pattern.refuse(Problem::CharRange, start)),
    };
    let name = match name.strip_prefix('^') {
        Some(name) => {
            negated = !negated;
            name
        }
        None => name,
    };
    let class = table(name, pattern.names).ok_or_else(|| pattern.refuse(Problem::CharRange, start))?;
    Ok(if negated { format!("[^{class}]") } else { format!("[{class}]") })
}

/// The code of one escaped character: `\n`, `\.`, `\x41`, `\x{1F600}`, `\012`.
pub(super) fn escaped_char(pattern: &mut Pattern<'_>) -> Result<u32, SyntaxError> {
    let start = pattern.at;
    pattern.next();
    let Some(c) = pattern.next() else {
        return Err(pattern.refuse_range(Problem::TrailingBackslash, pattern.at..pattern.at));
    };
    let code = match c {
        'a' => Some(7),
        'f' => Some(12),
        'n' => Some(10),
        'r' => Some(13),
        't' => Some(9),
        'v' => Some(11),
        'x' => hexadecimal(pattern),
        '0' => Some(octal(pattern, 0)),
        // One digit alone would be a backreference.
        '1'..='7' if pattern.peek().is_some_and(|c| c.is_digit(8)) => Some(octal(pattern, digit(c, 8))),
        c if c.is_ascii() && !c.is_ascii_alphanumeric() => Some(u32::from(c)),
        _ => None,
    };
    code.ok_or_else(|| pattern.refuse(Problem::Escape, start))
}

fn digit(c: char, radix: u32) -> u32 {
    c.to_digit(radix).unwrap_or_default()
}

/// Up to two digits more.
fn octal(pattern: &mut Pattern<'_>, first: u32) -> u32 {
    let mut code = first;
    for _ in 0..2 {
        match pattern.peek().and_then(|c| c.to_digit(8)) {
            Some(digit) => {
                pattern.next();
                code = code * 8 + digit;
            }
            None => break,
        }
    }
    code
}

/// `41` or `{1F600}`.
fn hexadecimal(pattern: &mut Pattern<'_>) -> Option<u32> {
    let first = pattern.next()?;
    if first != '{' {
        let second = pattern.next()?;
        return Some(first.to_digit(16)? * 16 + second.to_digit(16)?);
    }
    let (mut code, mut digits) = (0u32, 0);
    loop {
        match pattern.next()? {
            '}' => break,
            c => code = code * 16 + c.to_digit(16)?,
        }
        if code > LAST {
            return None;
        }
        digits += 1;
    }
    (digits > 0).then_some(code)
}
