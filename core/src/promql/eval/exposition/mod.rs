//! Series from the text of a `/metrics` page whose samples have timestamps, as `/federate` and `promtool tsdb
//! dump-openmetrics` give them.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::STALE;
use super::gathered::Gathered;
use super::value::{Point, Series};
use crate::error::{Error, Result, Span, codes};
use crate::exposition::{Sample, samples};
use crate::go::{float, number};
use crate::limits;
use crate::promql::Labels;

/// The last line of an OpenMetrics page.
const END: &str = "# EOF";

/// Whether a text is such a page, rather than series in promtool's notation: a comment begins as only theirs do.
pub(super) fn is_page(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim();
        line == END || ["# HELP ", "# TYPE "].iter().any(|begin| line.starts_with(begin))
    })
}

/// Reads a page, or some of them one after the other, into series with samples. Timestamps are milliseconds, and seconds where a line
/// `# EOF` says that it is OpenMetrics. Mirrors `textparse.PromParser` and `textparse.OpenMetricsParser`.
///
/// ```
/// use counterpoise::promql::eval::parse_exposition;
///
/// let page = "up{pod=\"a\"} 1 1700000000\nup{pod=\"a\"} 0 1700000015.5\n# EOF\n";
/// let series = parse_exposition(page)?;
/// assert_eq!(series[0].points[1].millis, 1_700_000_015_500);
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// With their places in the text: `metrics.series` for a line that is no sample; `promql.series` for a sample without a timestamp, and
/// one that is not later than the one before it; `promql.not-supported` for a native histogram. `limit.size`.
pub fn parse_exposition(text: &str) -> Result<Vec<Series>> {
    limits::check_size(text.as_bytes())?;
    let mut gathered = Gathered::of(text.len());
    read(text, None, &mut gathered)?;
    Ok(gathered.into_series())
}

/// Reads pages as they were scraped, each at a time in milliseconds: samples without a timestamp are of that time, and a series
/// that is no longer there ends. Mirrors `scrapeLoop.append`.
///
/// ```
/// use counterpoise::promql::eval::{is_stale, parse_scrapes};
///
/// let series = parse_scrapes([(0, "up{pod=\"a\"} 1\nup{pod=\"b\"} 1\n"), (15_000, "up{pod=\"a\"} 1\n")])?;
/// assert!(is_stale(series[1].points[1].value));
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// As [`parse_exposition`], with the page's place among them as the path.
pub fn parse_scrapes<'t>(pages: impl IntoIterator<Item = (i64, &'t str)>) -> Result<Vec<Series>> {
    let pages: Vec<_> = pages.into_iter().collect();
    let mut gathered = Gathered::of(pages.iter().map(|(_, page)| page.len()).sum());
    let mut before = BTreeSet::new();
    for (place, (millis, page)) in pages.into_iter().enumerate() {
        let seen = read(page, Some(millis), &mut gathered);
        let seen = seen.map_err(|error| error.in_path(format_args!("[{place}].page")))?;
        for gone in before.difference(&seen) {
            gathered.draw(1)?;
            let ended = gathered.push(*gone, Point { millis, value: STALE }, || Span::point(1, 1));
            ended.map_err(|error| error.in_path(format_args!("[{place}].time")))?;
        }
        before = seen;
    }
    Ok(gathered.into_series())
}

/// Reads one page, and gives the places of the series whose samples are of the time that it was scraped.
fn read(text: &str, scraped: Option<i64>, gathered: &mut Gathered) -> Result<BTreeSet<usize>> {
    let of_seconds = text.lines().any(|line| line.trim() == END);
    let mut of_scrape = BTreeSet::new();
    for sample in samples(text) {
        let sample = sample?;
        let place = Span::point(sample.line, 1);
        let point = point(&sample, scraped, of_seconds).map_err(|error| error.at(place))?;
        gathered.draw(1)?;
        let is_of_scrape = sample.timestamp.is_none();
        let series = gathered.place(labels(sample.labels).map_err(|error| error.at(place))?)?;
        gathered.push(series, point, || place)?;
        if is_of_scrape {
            of_scrape.insert(series);
        }
    }
    Ok(of_scrape)
}

/// Labels, without those that are empty.
fn labels(given: Vec<(String, String)>) -> Result<Labels> {
    let mut labels = Labels::new();
    let twice = given.into_iter().filter(|(_, value)| !value.is_empty()).try_for_each(|(name, value)| {
        match labels.insert(name.clone(), value) {
            Some(_) => ControlFlow::Break(name),
            None => ControlFlow::Continue(()),
        }
    });
    match twice {
        ControlFlow::Break(name) => {
            Err(Error::new(codes::metrics::SERIES, format!("the label {name} is given twice")))
        }
        ControlFlow::Continue(()) => Ok(labels),
    }
}

fn point(sample: &Sample<'_>, scraped: Option<i64>, of_seconds: bool) -> Result<Point> {
    let Some(value) = sample.value else {
        let message = "the value is a native histogram";
        return Err(Error::new(codes::promql::NOT_SUPPORTED, message));
    };
    let value = float::parse(value).ok_or_else(|| {
        Error::new(codes::promql::SERIES, format!("{value} is out of the range of a float"))
    })?;
    let Some(timestamp) = sample.timestamp else {
        if let Some(millis) = scraped {
            return Ok(Point { millis, value });
        }
        let message = "the sample has no timestamp";
        return Err(Error::new(codes::promql::SERIES, message).with_hint(
            "Give a page with the times of its samples, as Prometheus' /federate has it, or write the series in promtool's notation.",
        ));
    };
    let millis = if of_seconds { seconds(timestamp) } else { timestamp.parse().ok() };
    let millis = millis.ok_or_else(|| {
        let message = format!("{timestamp} is no timestamp");
        Error::new(codes::promql::SERIES, message).with_hint(
            "Timestamps are whole milliseconds since 1970, or seconds where the page ends with # EOF, as OpenMetrics has it.",
        )
    })?;
    Ok(Point { millis, value })
}

/// Seconds as milliseconds; what is less than one is cut off, as upstream does.
fn seconds(text: &str) -> Option<i64> {
    let millis = float::parse(text)? * 1000.0;
    (millis.abs() < 9e15).then(|| number::int64(millis))
}
