//! What the parser of [`syntax`](super::syntax) reads in another way than Prometheus, taken out of its sight.

use std::borrow::Cow;

use super::string;
use super::tokens::{Token, Tokens};
use crate::error::{Error, Result, codes};
use crate::go::regexp::{Regexp, SyntaxError};

/// The longest pattern that is tried on the empty value, and what makes one costly to compile.
const CHEAP: usize = 256;
const COSTLY: [&str; 3] = ["{", "\\p", "\\P"];

/// A query in which every pattern of a matcher is one that the parser reads as Prometheus does, numbers have no underscores,
/// strings of backquotes no backslashes, and comments are white space. The same number of bytes.
///
/// # Errors
/// `promql.syntax` for a string with an escape that PromQL has not, for a pattern that Go refuses, and for characters outside
/// of strings that no query has there.
pub(crate) fn mask(query: &str) -> Result<String> {
    let mut masked = String::with_capacity(query.len());
    let mut tokens = Tokens::of(query.as_bytes());
    let (mut before, mut last) = (None, None);
    while let Some(token) = tokens.next() {
        let (start, end) = (tokens.start(), tokens.end());
        let text = query.get(start..end).unwrap_or_default();
        let refuse = |message: &str| Error::new(codes::promql::SYNTAX, message);
        masked.extend(std::iter::repeat_n(' ', start.saturating_sub(masked.len())));
        let is_pattern = matches!((before, last), (Some(Token::Sign(b'=' | b'!')), Some(Token::Sign(b'~'))));
        match token {
            Token::Quoted => {
                let value = literal(text).ok_or_else(|| {
                    refuse("the quoted text has an escape, a line break or a character that PromQL refuses")
                })?;
                if is_pattern {
                    let stand_in = stand_in(&value, text.len());
                    masked.push_str(&stand_in.map_err(|refused| refuse(&refused.to_string()))?);
                } else if text.starts_with('`') {
                    masked.push_str(&text.replace('\\', "x"));
                } else {
                    masked.push_str(text);
                }
            }
            Token::Word(word) if is_endless(word) && tokens.is_in_brackets() => {
                return Err(refuse("a duration is a number with a unit"));
            }
            // Of an offset without end the parser panics, and Prometheus takes one that is no number.
            Token::Word(word) if word.eq_ignore_ascii_case(b"inf") && is_offset(before, last) => {
                return Err(refuse("the offset is out of range"));
            }
            Token::Word(word) if is_endless(word) && is_offset(before, last) => {
                masked.push_str(&format!("{:len$}", "1", len = text.len()));
            }
            Token::Word(word) => masked.push_str(&readable(word)),
            Token::Sign(128..) => return Err(refuse("a character outside of quotes is none of PromQL's")),
            Token::Open | Token::Sign(_) => masked.push_str(text),
        }
        (before, last) = (last, Some(token));
    }
    Ok(masked)
}

/// Whether a query has a word that not every parser knows for the modifier, or the name, that it is.
pub(super) fn has_unknown_word(query: &str) -> bool {
    const WORDS: [&str; 5] = ["anchored", "smoothed", "fill", "fill_left", "fill_right"];
    let mut tokens = Tokens::of(query.as_bytes());
    std::iter::from_fn(|| tokens.next()).any(|token| match token {
        Token::Word(word) => WORDS.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes())),
        Token::Quoted | Token::Open | Token::Sign(_) => false,
    })
}

/// The value of a string; `None` where Prometheus refuses it.
fn literal(text: &str) -> Option<Cow<'_, str>> {
    let quote = text.chars().next()?;
    let body = text.strip_prefix(quote)?.strip_suffix(quote)?;
    if body.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    string::unescape(body, quote).map(|literal| literal.text)
}

/// A literal of a pattern that matches the empty value where this one does, so many bytes long.
fn stand_in(pattern: &str, len: usize) -> Result<String, SyntaxError> {
    match Regexp::check_whole(pattern) {
        Err(refused) if !refused.is_about_size() => return Err(refused),
        _ => {}
    }
    let is_cheap = pattern.len() <= CHEAP && !COSTLY.iter().any(|costly| pattern.contains(costly));
    let matches_empty =
        pattern.is_empty() || is_cheap && Regexp::whole(pattern).is_ok_and(|regexp| regexp.is_match(""));
    let short = if matches_empty { "\"\"" } else { "\"x\"" };
    Ok(format!("{short:len$}"))
}

/// Whether a word behind these tokens is an offset.
fn is_offset(before: Option<Token<'_>>, last: Option<Token<'_>>) -> bool {
    let is_word = |token| matches!(token, Some(Token::Word(word)) if word.eq_ignore_ascii_case(b"offset"));
    is_word(last) || matches!(last, Some(Token::Sign(b'+' | b'-'))) && is_word(before)
}

/// Whether a word is a number without digits.
fn is_endless(word: &[u8]) -> bool {
    [&b"inf"[..], b"nan"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// A number as the parser reads it. Its value does not matter here, but that the parser panics of a duration of more seconds
/// than there are; those that are larger than any timestamp pass as 1.
fn readable(word: &[u8]) -> String {
    const LARGEST: f64 = 1e10;
    const LONGEST_HEXADECIMAL: usize = 10;
    let is_number = word.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.');
    let is_digit = |at: Option<usize>| at.and_then(|at| word.get(at)).is_some_and(u8::is_ascii_hexdigit);
    let digit = |(at, byte): (usize, &u8)| {
        let joins = *byte == b'_' && is_number && is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1));
        char::from(if joins { b'0' } else { *byte })
    };
    let text: String = word.iter().enumerate().map(digit).collect();
    let is_hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let is_large = is_hexadecimal && text.len() > LONGEST_HEXADECIMAL
        || text.parse::<f64>().is_ok_and(|value| is_number && value > LARGEST);
    if is_large { format!("{:len$}", "1", len = text.len()) } else { text }
}
