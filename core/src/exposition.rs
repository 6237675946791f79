//! The lines of a `/metrics` page in the text format of Prometheus or of OpenMetrics.

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, none_of, one_of, space0, space1};
use nom::combinator::{cut, eof, map, opt, peek, recognize, value, verify};
use nom::multi::{fold_many0, separated_list0};
use nom::sequence::{delimited, preceded, separated_pair};
use nom::{Finish as _, IResult, Parser};

use crate::error::{Error, Result, Span, codes};
use crate::go::decimal;

/// What one line says. Its exemplar is read, and left aside.
#[cfg_attr(not(feature = "promql-eval"), expect(dead_code, reason = "only queries look at values"))]
pub(crate) struct Sample<'a> {
    /// The name as `__name__`, and the other labels in the order in which they stand. One may come twice.
    pub(crate) labels: Vec<(String, String)>,
    /// The number; `None` for a native histogram.
    pub(crate) value: Option<&'a str>,
    /// The number behind the value.
    pub(crate) timestamp: Option<&'a str>,
    /// Which line it is, from 1.
    pub(crate) line: u32,
}

/// Reads line after line; comments and empty lines are left out.
///
/// # Errors
/// `metrics.series` with the place of what cannot be read.
pub(crate) fn samples(text: &str) -> impl Iterator<Item = Result<Sample<'_>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().zip((0..).map(narrow));
    lines.filter_map(|(line, number)| {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            return None;
        }
        Some(match sample(text).finish() {
            Ok((_, sample)) => Ok(Sample { line: number, ..sample }),
            Err(error) => Err(misread(number, line, error.input)),
        })
    })
}

/// A count as a place, from 1.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}

/// Whether the first line of a text may be that of a JSON object, rather than a sample `{"a.name",…} 1`: after the first
/// string comes a colon.
pub(crate) fn may_be_json(line: &str) -> bool {
    let first = preceded((char('{'), space0), quoted).parse(line.trim_start());
    first.map_or(true, |(rest, _)| rest.trim_start().starts_with(':') || rest.trim().is_empty())
}

fn misread(number: u32, line: &str, rest: &str) -> Error {
    let line = line.trim_end();
    let read = line.get(..line.len().saturating_sub(rest.len())).unwrap_or_default();
    let column = narrow(read.chars().count());
    let shown: String = rest.chars().take(40).collect();
    let message = if shown.is_empty() {
        format!("line {number} is not a sample of a /metrics page: it ends too early")
    } else {
        format!("line {number} is not a sample of a /metrics page from {shown:?} on")
    };
    Error::new(codes::metrics::SERIES, message).at(Span::point(number, column))
}

/// A line: `name{label="value",…} value timestamp # {label="value"} value timestamp`.
fn sample(text: &str) -> IResult<&str, Sample<'_>> {
    let exemplar = (space1, char('#'), space1, labels, space1, number, opt((space1, number)));
    let value = preceded(space1, alt((value(None, histogram), map(number, Some))));
    let timestamp = opt(preceded(space1, number));
    let (rest, (labels, value, timestamp, _, _, _)) =
        (series, value, timestamp, opt(exemplar), space0, eof).parse(text)?;
    Ok((rest, Sample { labels, value, timestamp, line: 0 }))
}

/// `name{label="value",…}`, `name`, or `{"name",label="value",…}`.
fn series(text: &str) -> IResult<&str, Vec<(String, String)>> {
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
    Ok((rest, named.into_iter().chain(pairs).collect()))
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
