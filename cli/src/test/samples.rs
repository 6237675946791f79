//! The series of a test with their samples.

use counterpoise::Error;
use counterpoise::budget::Budget;
use counterpoise::error::{Span, codes};
use counterpoise::promql::Labels;
use counterpoise::promql::eval::{Point, Series, Storage, Times, is_stale, parse_notation};
use serde_json::{Value, json};

use super::file::InputSeries;
use super::sample;
use super::source::Source;
use crate::failure::Failure;

/// The series, at their instants.
pub(super) struct Samples {
    pub(super) series: Vec<Series>,
    /// When the last of them ends, in milliseconds from the start of the test on; what is left out counts.
    pub(super) end: i64,
    storage: Storage,
}

impl Samples {
    /// Reads the series of the test at a path; the first samples are at `start`, the next ones `interval` later.
    pub(super) fn of(
        source: &Source,
        path: &str,
        given: &[InputSeries],
        interval: i64,
        start: i64,
    ) -> Result<Self, Failure> {
        let (mut series, mut end) = (Vec::new(), 0);
        for (index, given) in given.iter().enumerate() {
            let path = format!("{path}.input_series[{index}]");
            let values = match &given.values {
                Value::String(text) => text.replace('\n', " "),
                Value::Number(number) => number.to_string(),
                _ => {
                    let message = "the values of a series are a text in promtool's notation, such as 0+10x20";
                    let error = Error::new(codes::promql::NOTATION, message);
                    return Err(source.refuse(error.in_path(format!("{path}.values"))));
                }
            };
            let line = format!("{} {values}", given.series);
            let read =
                parse_notation(&line, interval).map_err(|error| of_line(source, &path, given, error))?;
            for mut one in read {
                one.points.iter_mut().for_each(|point| point.millis += start);
                series.push(one);
            }
            end = end.max((slots(&values) - 1).max(0).saturating_mul(interval));
        }
        let storage = Storage::new(series.clone()).map_err(|error| {
            let inner = error.path().map(|inner| inner.split('.').next().unwrap_or(inner).to_owned());
            let path = format!("{path}.input_series{}", inner.unwrap_or_default());
            source.refuse(Error::new(codes::promql::SERIES, error.message()).in_path(path))
        })?;
        Ok(Self { series, end, storage })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// What a query evaluates to at an instant, as `/api/v1/query` answers it: an error of the query is an answer, too.
    pub(super) fn answer(&self, query: &str, millis: i64) -> Result<Value, Error> {
        match self.storage.evaluate(query, Times::Instant(millis), &Budget::default()) {
            Ok(value) => Ok(json!({ "status": "success", "data": value })),
            Err(error) if error.code().starts_with("limit.") => Err(error),
            Err(error) => {
                let of = if error.is(codes::promql::SYNTAX) { "bad_data" } else { "execution" };
                Ok(json!({ "status": "error", "errorType": of, "error": error.to_string() }))
            }
        }
    }

    /// The labels of the series that have a sample from one instant to another: what the adapter finds.
    pub(super) fn labels(&self, from: i64, to: i64) -> Vec<&Labels> {
        let is_there =
            |series: &&Series| series.points.iter().any(|point| (from..=to).contains(&point.millis));
        self.series.iter().filter(is_there).map(|series| &series.labels).collect()
    }

    /// As operations take them.
    pub(super) fn json(&self) -> Value {
        let value = |point: &Point| match point.value {
            value if is_stale(value) => "stale".to_owned(),
            value => sample::printed(value),
        };
        // No time of a test is one that a float does not hold.
        let seconds = |point: &Point| point.millis as f64 / 1000.0;
        let timed = |series: &Series| -> Vec<_> {
            series.points.iter().map(|point| json!([seconds(point), value(point)])).collect()
        };
        let all = self.series.iter();
        all.map(|series| json!({ "metric": series.labels, "values": timed(series) })).collect()
    }
}

/// How many samples a text of the notation has, with those that are left out.
fn slots(values: &str) -> i64 {
    let slots = values.split_whitespace().map(|item| {
        let times = item.rsplit_once('x').and_then(|(_, times)| times.parse::<i64>().ok());
        match times {
            Some(times) if item.starts_with('_') => times,
            Some(times) => times.saturating_add(1),
            None => 1,
        }
    });
    slots.fold(0, i64::saturating_add)
}

/// An error of a line made of two fields, at the one that it is about.
fn of_line(source: &Source, path: &str, given: &InputSeries, error: Error) -> Failure {
    let length = u32::try_from(given.series.chars().count()).unwrap_or(u32::MAX);
    let Some(span) = error.span() else { return source.refuse(error.in_path(path)) };
    if span.column <= length {
        return source.refuse_in(&format!("{path}.series"), error);
    }
    let back = |column: u32| column.saturating_sub(length.saturating_add(1)).max(1);
    let span = Span { column: back(span.column), end_column: back(span.end_column), ..span };
    source.refuse_in(&format!("{path}.values"), error.at(span))
}

#[cfg(test)]
mod tests {
    use super::slots;

    #[test]
    fn what_is_left_out_counts() {
        for (values, count) in
            [("1", 1), ("0+10x20", 21), ("_ _x5 3", 7), ("stale", 1), ("1x3 stalex2", 7), ("0x5", 6)]
        {
            assert_eq!(slots(values), count, "{values}");
        }
    }
}
