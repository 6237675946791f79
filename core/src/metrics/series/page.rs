//! The text format of a `/metrics` page: names and labels of its samples, values and comments left aside.

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, none_of, one_of, space0};
use nom::combinator::{map, opt, value};
use nom::multi::{fold_many0, separated_list0};
use nom::sequence::{delimited, preceded, separated_pair};
use nom::{IResult, Parser};

use super::{Series, SeriesList};
use crate::error::{Error, Result, Span, codes};

/// Reads every sample's name and labels.
pub(super) fn read(text: &str) -> Result<SeriesList> {
    let mut list = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (rest, series) = sample(line).map_err(|_| misread(number, line))?;
        if !rest.starts_with([' ', '\t']) || rest.trim().is_empty() {
            return Err(misread(number, line));
        }
        list.push(series);
    }
    Ok(SeriesList(list))
}

fn misread(number: usize, line: &str) -> Error {
    let number = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
    let shown: String = line.chars().take(60).collect();
    Error::new(codes::metrics::SERIES, format!("line {number} is not a sample of a /metrics page: {shown:?}"))
        .at(Span::point(number, 1))
}

/// `name{label="value",…}`, `name`, or `{"name",label="value",…}`.
fn sample(text: &str) -> IResult<&str, Series> {
    let (rest, name) = opt(name).parse(text)?;
    let (rest, pairs) = match name {
        Some(_) => map(opt(preceded(space0, labels)), Option::unwrap_or_default).parse(rest)?,
        None => labels(rest)?,
    };
    let named = name.map(|name| (String::from("__name__"), name.to_owned()));
    Ok((rest, Series::new(named.into_iter().chain(pairs))))
}

fn name(text: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.')).parse(text)
}

fn labels(text: &str) -> IResult<&str, Vec<(String, String)>> {
    let separator = (space0, char(','), space0);
    let end = (opt((space0, char(','))), space0, char('}'));
    delimited((char('{'), space0), separated_list0(separator, label), end).parse(text)
}

/// `name="value"`, or the quoted name of the metric alone.
fn label(text: &str) -> IResult<&str, (String, String)> {
    let key = alt((map(name, str::to_owned), quoted));
    let equals = (space0, char('='), space0);
    alt((separated_pair(key, equals, quoted), map(quoted, |name| (String::from("__name__"), name))))
        .parse(text)
}

/// A value in double quotes, with `\\`, `\"` and `\n` as its escapes.
fn quoted(text: &str) -> IResult<&str, String> {
    enum Piece<'a> {
        Plain(&'a str),
        Escaped(char),
    }
    let escaped = preceded(
        char('\\'),
        alt((value('\n', char('n')), one_of("\\\""), value('\\', nom::combinator::peek(none_of("\\\"n"))))),
    );
    let plain = take_while1(|c| c != '"' && c != '\\');
    let piece = alt((map(plain, Piece::Plain), map(escaped, Piece::Escaped)));
    let pieces = fold_many0(piece, String::new, |mut text, piece| {
        match piece {
            Piece::Plain(plain) => text.push_str(plain),
            Piece::Escaped(escaped) => text.push(escaped),
        }
        text
    });
    delimited(char('"'), pieces, char('"')).parse(text)
}
