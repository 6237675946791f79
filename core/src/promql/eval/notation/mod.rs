//! promtool's notation of series: a line with labels and values each, such as `up{pod="a"} 0+10x20 _ stale`. Mirrors
//! `parser.ParseSeriesDesc` of Prometheus' `promql/parser`, line by line, and what its unit tests load.

mod cursor;
mod metric;
mod values;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::STALE;
use super::exposition::{is_page, parse_exposition};
use super::gathered::Gathered;
use super::value::{Point, Series};
use crate::error::{Error, Result, Span, codes};
use crate::limits;
use cursor::Cursor;
use values::Item;

/// Later times are none, in milliseconds: a float tells them apart.
const LATEST: i64 = 9_000_000_000_000_000;

/// Reads series in promtool's notation, or from a page where a comment begins with `# HELP`, `# TYPE` or `# EOF`.
///
/// # Errors
/// As [`parse_notation`] and [`parse_exposition`].
pub fn parse_series(text: &str, interval: i64) -> Result<Vec<Series>> {
    if is_page(text) { parse_exposition(text) } else { parse_notation(text, interval) }
}

/// Reads series in promtool's notation: one a line, samples `interval` milliseconds apart from 0 on. A line that begins with `#` is a
/// comment.
///
/// ```
/// use counterpoise::promql::eval::parse_notation;
///
/// let series = parse_notation("requests_total{pod=\"a\"} 0+10x2 _ 5", 15_000)?;
/// let points: Vec<_> = series[0].points.iter().map(|point| (point.millis, point.value)).collect();
/// assert_eq!(points, [(0, 0.0), (15_000, 10.0), (30_000, 20.0), (60_000, 5.0)]);
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// With their places in the text: `promql.notation`; `promql.not-supported` for a native histogram; `promql.series` for a series that
/// comes again with samples that are not later than those it has; `limit.size` for more samples than a text of its length has.
pub fn parse_notation(text: &str, interval: i64) -> Result<Vec<Series>> {
    limits::check_size(text.as_bytes())?;
    let mut gathered = Gathered::of(text.len());
    let mut start = 0usize;
    for line in text.split('\n') {
        let reader = Reader { text, line: start..start.saturating_add(line.len()) };
        reader.series(line, interval, &mut gathered)?;
        start = start.saturating_add(line.len()).saturating_add(1);
    }
    Ok(gathered.into_series())
}

/// One line, and where it stands in the text.
struct Reader<'a> {
    text: &'a str,
    line: Range<usize>,
}

impl Reader<'_> {
    fn series(&self, line: &str, interval: i64, gathered: &mut Gathered) -> Result<()> {
        let begin = line.trim_start_matches(is_space);
        if begin.is_empty() || begin.starts_with('#') {
            return Ok(());
        }
        let at = line.len().saturating_sub(begin.len());
        let mut cursor = Cursor { line, at };
        let labels = cursor.labels().map_err(|problem| self.refuse(&problem))?;
        let series = gathered.place(labels)?;
        let mut millis = 0i64;
        while let Some((item, span)) = cursor.next().map_err(|problem| self.refuse(&problem))? {
            let (first, change, count) = match item {
                Item::Omitted(count) => {
                    millis = self.later(millis, interval, count, &span)?;
                    continue;
                }
                Item::Stale { change, count } => (STALE, change, count),
                Item::Numbers { first, change, count } => (first, change, count),
            };
            self.later(millis, interval, count, &span)?;
            let samples = usize::try_from(count).unwrap_or(usize::MAX);
            gathered.draw(samples).map_err(|error| error.at(self.span(&span)))?;
            let mut value = first;
            for _ in 0..count {
                gathered.push(series, Point { millis, value }, || self.span(&span))?;
                // Added up, and not multiplied: the same bits as upstream's.
                value = change.map_or(value, |change| value + change);
                millis = millis.saturating_add(interval);
            }
        }
        Ok(())
    }

    /// The time so many samples later.
    fn later(&self, millis: i64, interval: i64, count: u64, span: &Range<usize>) -> Result<i64> {
        let later = i64::try_from(count).ok().and_then(|count| count.checked_mul(interval));
        let later = later.and_then(|later| later.checked_add(millis)).filter(|later| *later <= LATEST);
        later.ok_or_else(|| {
            let message = format!("{count} samples more come to a time that is none");
            Error::new(codes::limit::SIZE, message).at(self.span(span))
        })
    }

    fn span(&self, bytes: &Range<usize>) -> Span {
        let place = |byte: usize| self.line.start.saturating_add(byte);
        Span::of(self.text, place(bytes.start)..place(bytes.end))
    }

    fn refuse(&self, problem: &Problem) -> Error {
        let code = if problem.is_histogram { codes::promql::NOT_SUPPORTED } else { codes::promql::NOTATION };
        Error::new(code, problem.message.clone()).at(self.span(&problem.span))
    }
}

/// What is wrong with a line, and where in it.
#[derive(Debug)]
struct Problem {
    message: String,
    span: Range<usize>,
    /// A native histogram, which is nothing wrong.
    is_histogram: bool,
}

impl Problem {
    fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span, is_histogram: false }
    }

    /// That something else should stand there.
    fn expected(what: &str, line: &str, at: usize) -> Self {
        let rest = line.get(at..).unwrap_or_default();
        match rest.chars().next() {
            Some(found) => Self::new(
                format!("{found:?} stands where {what} belongs"),
                at..at.saturating_add(found.len_utf8()),
            ),
            None => Self::new(format!("the line ends where {what} belongs"), at..at),
        }
    }
}

/// White space of the notation, but for the end of a line.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r')
}
