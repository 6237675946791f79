//! The values of a series: `0+10x20`, `1x3`, `_`, `_x5`, `stale`.

use std::ops::Range;

use super::cursor::Cursor;
use super::{Problem, is_space};
use crate::go::float;
use crate::go::literal::{Integer, parse_integer};
use crate::go::number::float64;

/// Some values of a sequence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Item {
    /// So many samples that are not there.
    Omitted(u64),
    /// A staleness marker, and what was added to it.
    Stale { change: Option<f64>, count: u64 },
    /// So many numbers, each by `change` more than the one before.
    Numbers { first: f64, change: Option<f64>, count: u64 },
}

/// Value after value behind the labels of a line.
impl Cursor<'_> {
    /// The next values, and where they stand.
    pub(super) fn next(&mut self) -> Result<Option<(Item, Range<usize>)>, Problem> {
        let space = self.at;
        self.take_while(is_space);
        if self.peek().is_none() {
            return Ok(None);
        }
        if self.at == space {
            return Err(self.expected("a space"));
        }
        let start = self.at;
        let item = self.item()?;
        Ok(Some((item, start..self.at)))
    }

    fn item(&mut self) -> Result<Item, Problem> {
        if self.rest().starts_with("{{") {
            let message = "{{ begins a native histogram";
            let span = self.at..self.at.saturating_add(2);
            return Err(Problem { is_histogram: true, ..Problem::new(message, span) });
        }
        if self.accept('_') {
            return Ok(Item::Omitted(self.times()?.unwrap_or(1)));
        }
        let first = self.value()?;
        let change = match self.peek() {
            Some('+' | '-') => Some(self.signed()?),
            _ => None,
        };
        // The first is one more.
        let count = match (self.times()?, change) {
            (Some(count), _) => count.saturating_add(1),
            (None, None) => 1,
            (None, Some(_)) => {
                return Err(self.expected("how often it is added, such as x20,"));
            }
        };
        Ok(match first {
            Some(first) => Item::Numbers { first, change, count },
            None => Item::Stale { change, count },
        })
    }

    /// `x` and how often.
    fn times(&mut self) -> Result<Option<u64>, Problem> {
        if !self.accept('x') {
            return Ok(None);
        }
        let start = self.at;
        let span = self.number()?;
        let text = self.line.get(span.clone()).unwrap_or_default();
        let count = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let count = count.and_then(|text| text.parse().ok());
        count.map(Some).ok_or_else(|| Problem::new(format!("{text} is no number of times"), start..span.end))
    }

    /// A number, or `None` for `stale`.
    fn value(&mut self) -> Result<Option<f64>, Problem> {
        if matches!(self.peek(), Some('+' | '-')) {
            return self.signed().map(Some);
        }
        match self.word() {
            Some(word) if self.line.get(word.clone()) == Some("stale") => Ok(None),
            Some(word) => self.named(&word).map(Some),
            None => self.plain().map(Some),
        }
    }

    fn signed(&mut self) -> Result<f64, Problem> {
        let is_negative = self.peek() == Some('-');
        self.at = self.at.saturating_add(1);
        let value = match self.word() {
            Some(word) => self.named(&word)?,
            None => self.plain()?,
        };
        Ok(if is_negative { -value } else { value })
    }

    fn word(&mut self) -> Option<Range<usize>> {
        self.peek().filter(char::is_ascii_alphabetic)?;
        Some(self.take_while(|c| c == '_' || c == ':' || c.is_ascii_alphanumeric()))
    }

    /// `Inf` and `NaN`, in any case.
    fn named(&self, span: &Range<usize>) -> Result<f64, Problem> {
        let word = self.line.get(span.clone()).unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "inf" => Ok(f64::INFINITY),
            "nan" => Ok(f64::NAN),
            _ => Err(Problem::new(
                format!("{word} is no value: a number, _ or stale belongs there"),
                span.clone(),
            )),
        }
    }

    /// Digits. Mirrors what the parser makes of them: an integer as Go writes one, or else a float.
    fn plain(&mut self) -> Result<f64, Problem> {
        let span = self.number()?;
        let text = self.line.get(span.clone()).unwrap_or_default();
        if let Some(Integer::Int(value)) = parse_integer(text) {
            return Ok(float64(value));
        }
        float::parse(text).ok_or_else(|| Problem::new(format!("{text} is no number"), span))
    }

    /// The span of a number, which may be none. Mirrors `Lexer.scanNumber` of series, which knows no hexadecimal digits: `0x5` is five
    /// times 0 more.
    fn number(&mut self) -> Result<Range<usize>, Problem> {
        let start = self.at;
        let bytes = self.line.as_bytes();
        let byte = |at: usize| bytes.get(at).copied();
        let mut end = start;
        let (mut point, mut exponent) = (false, false);
        let mut is_bad = !matches!(byte(start), Some(b'0'..=b'9'))
            && !matches!((byte(start), byte(start.saturating_add(1))), (Some(b'.'), Some(b'0'..=b'9')));
        while let Some(next) = byte(end).filter(|byte| byte.is_ascii_digit() || b"._eE".contains(byte)) {
            end = end.saturating_add(1);
            let forbidden: &[u8] = match next {
                b'.' => {
                    is_bad |= point;
                    point = true;
                    b"_."
                }
                b'e' | b'E' => {
                    is_bad |= exponent;
                    exponent = true;
                    end = end.saturating_add(usize::from(matches!(byte(end), Some(b'+' | b'-'))));
                    is_bad |= byte(end).is_none();
                    b"._eE"
                }
                b'_' => {
                    is_bad |= byte(end).is_none();
                    b"._eE"
                }
                _ => &[],
            };
            is_bad |= byte(end).is_some_and(|byte| forbidden.contains(&byte));
        }
        is_bad |= byte(end).is_some_and(|byte| byte != b'x' && byte.is_ascii_alphanumeric());
        if !is_bad {
            self.at = end;
            return Ok(start..end);
        }
        if end == start {
            return Err(Problem::expected("a value", self.line, start));
        }
        let word = self.rest();
        let len = word.find(|c: char| !(c == '_' || c == '.' || c.is_ascii_alphanumeric()));
        let end = start.saturating_add(len.unwrap_or(word.len()));
        let text = self.line.get(start..end).unwrap_or_default();
        Err(Problem::new(format!("{text} is no number"), start..end))
    }
}
