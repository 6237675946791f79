//! A `/metrics` page in the text format of Prometheus or of OpenMetrics: the names and labels of its samples. Values,
//! timestamps and exemplars are read, and left aside.

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, none_of, one_of, space0, space1};
use nom::combinator::{cut, eof, map, opt, peek, recognize, value, verify};
use nom::multi::{fold_many0, separated_list0};
use nom::sequence::{delimited, preceded, separated_pair};
use nom::{Finish as _, IResult, Parser};

use super::{Series, SeriesList};
use crate::error::{Error, Result, Span, codes};
use crate::go::decimal;
use crate::limits::reading;

/// Reads every sample's name and labels.
pub(super) fn read(text: &str) -> Result<SeriesList> {
    let mut list = Vec::new();
    let mut left = reading::room_for(text.len());
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in text.lines().enumerate() {
        let sample = line.trim();
        if sample.is_empty() || sample.starts_with('#') {
            continue;
        }
        match self::sample(sample).finish() {
            // Short lines make series that are many times as large.
            Ok((_, series)) => {
                left = left.checked_sub(SERIES_BYTES).ok_or_else(too_many)?;
                list.push(series);
            }
            Err(error) => return Err(misread(number, line, error.input)),
        }
    }
    Ok(SeriesList(list))
}

/// Bytes of a series, with its text and where its parts end, at least.
const SERIES_BYTES: usize = size_of::<Series>() + 64;

fn too_many() -> Error {
    Error::new(codes::limit::SIZE, reading::Exceeded.to_string())
}

/// Whether the first line of a text may be that of a JSON object, rather than a sample `{"a.name",…} 1`: after the first
/// string comes a colon.
pub(super) fn may_be_json(line: &str) -> bool {
    let first = preceded((char('{'), space0), quoted).parse(line.trim_start());
    first.map_or(true, |(rest, _)| rest.trim_start().starts_with(':') || rest.trim().is_empty())
}

fn misread(number: usize, line: &str, rest: &str) -> Error {
    let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    let line = line.trim_end();
    let read = line.get(..line.len().saturating_sub(rest.len())).unwrap_or_default();
    let (number, column) = (narrow(number), narrow(read.chars().count()));
    let shown: String = rest.chars().take(40).collect();
    let message = if shown.is_empty() {
        format!("line {number} is not a sample of a /metrics page: it ends too early")
    } else {
        format!("line {number} is not a sample of a /metrics page from {shown:?} on")
    };
    Error::new(codes::metrics::SERIES, message).at(Span::point(number, column))
}

/// A line: `name{label="value",…} value timestamp # {label="value"} value timestamp`.
fn sample(text: &str) -> IResult<&str, Series> {
    let exemplar = (space1, char('#'), space1, labels, space1, number, opt((space1, number)));
    let rest = (space1, alt((value((), histogram), value((), number))), opt((space1, number)));
    let (text, series) = series(text)?;
    let (text, _) = (rest, opt(exemplar), space0, eof).parse(text)?;
    Ok((text, series))
}

/// `name{label="value",…}`, `name`, or `{"name",label="value",…}`.
fn series(text: &str) -> IResult<&str, Series> {
    let (rest, name) = opt(metric_name).parse(text)?;
    let (rest, pairs) = match name {
        // A brace after the name is that of the labels, unless a native histogram is the value.
        Some(_) if rest.trim_start().starts_with('{') && histogram(rest.trim_start()).is_err() => {
            preceded(space0, labels).parse(rest)?
        }
        Some(_) => (rest, Vec::new()),
        None => labels(rest)?,
    };
    let named = name.map(|name| (String::from("__name__"), name.to_owned()));
    Ok((rest, Series::new(named.into_iter().chain(pairs))))
}

fn metric_name(text: &str) -> IResult<&str, &str> {
    let first = take_while1(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':'));
    recognize((first, take_while(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':')))).parse(text)
}

fn label_name(text: &str) -> IResult<&str, &str> {
    let first = take_while1(|c: char| c.is_ascii_alphabetic() || c == '_');
    recognize((first, take_while(|c: char| c.is_ascii_alphanumeric() || c == '_'))).parse(text)
}

fn labels(text: &str) -> IResult<&str, Vec<(String, String)>> {
    let separator = (space0, char(','), space0);
    let end = (opt((space0, char(','))), space0, char('}'));
    delimited((char('{'), space0), separated_list0(separator, label), end).parse(text)
}

/// `name="value"`, `"a name"="value"`, or the quoted name of the metric alone.
fn label(text: &str) -> IResult<&str, (String, String)> {
    let key = alt((map(label_name, str::to_owned), quoted));
    let equals = (space0, char('='), space0);
    alt((separated_pair(key, equals, cut(quoted)), map(quoted, |name| (String::from("__name__"), name))))
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
        alt((value('\n', char('n')), one_of("\\\""), value('\\', peek(none_of("\\\"n"))))),
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

/// A float as Go reads it, of a value or a timestamp.
fn number(text: &str) -> IResult<&str, &str> {
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['+', '-']);
        let hexadecimal = digits.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("0x"));
        decimal::parse(word).is_some() || hexadecimal && digits.len() > 2
    };
    verify(take_while1(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')), is_number)
        .parse(text)
}

/// The composite value of a native histogram or a summary: `{count:3,sum:1.5,…}`, with lists in brackets.
fn histogram(text: &str) -> IResult<&str, &str> {
    let fields = take_while1(|c| !matches!(c, '{' | '}' | '"'));
    recognize((char('{'), label_name, char(':'), fields, char('}'))).parse(text)
}
