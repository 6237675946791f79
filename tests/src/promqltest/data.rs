//! The series that a script has loaded.

use counterpoise::promql::eval::{Point, STALE, Series, parse_notation};
use counterpoise::promql::{Expr, ExprKind, Labels, MatchOp, Matcher, NAME, SeriesSelector, write_matcher};
use serde_json::{Value, json};

use super::script::Load;

/// Series of floats, and the labels of others.
#[derive(Default)]
pub(super) struct Data {
    floats: Vec<Series>,
    /// Native histograms, or series that are some of the time.
    native: Vec<Labels>,
    /// Whether there is a line that the notation has with a flag only.
    has_unread: bool,
}

/// What a query selects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Selected {
    Floats,
    Native,
    /// Maybe a series that was not read.
    Unread,
}

impl Data {
    pub(super) fn load(&mut self, load: &Load) {
        for line in &load.lines {
            // Start timestamps stand before their series, and count with a flag.
            if line.split_whitespace().next().is_some_and(|word| word.ends_with("@st")) {
                continue;
            }
            let before = line.split_once("{{").map(|(before, _)| before);
            match parse_notation(before.unwrap_or(line), load.interval) {
                Ok(read) if before.is_some() => {
                    self.native.extend(read.into_iter().map(|series| series.labels));
                }
                Ok(read) => {
                    if load.with_native {
                        self.native.extend(read.iter().filter_map(made));
                    }
                    read.into_iter().for_each(|series| self.add(series));
                }
                Err(_) => self.has_unread = true,
            }
        }
    }

    fn add(&mut self, series: Series) {
        match self.floats.iter_mut().find(|held| held.labels == series.labels) {
            Some(held) => {
                held.points.extend(series.points);
                held.points.sort_by_key(|point| point.millis);
                held.points.dedup_by_key(|point| point.millis);
            }
            None => self.floats.push(series),
        }
    }

    /// As the operation takes them.
    pub(super) fn series(&self) -> Value {
        let value = |point: &Point| match point.value {
            value if value.to_bits() == STALE.to_bits() => "stale".to_owned(),
            value if value.is_infinite() => if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned(),
            value => format!("{value:?}"),
        };
        let of = |series: &Series| {
            let values: Vec<_> = series
                .points
                .iter()
                .map(|point| json!([super::seconds(point.millis), value(point)]))
                .collect();
            json!({ "metric": series.labels, "values": values })
        };
        self.floats.iter().map(of).collect()
    }

    /// What an expression selects, whatever else it selects.
    pub(super) fn selected(&self, expr: &Expr) -> Selected {
        let selectors = expr.walk().filter_map(|inner| match &inner.kind {
            ExprKind::Vector(selector) => Some(selector.as_ref()),
            ExprKind::Matrix(matrix) => Some(&matrix.selector),
            _ => None,
        });
        let mut found = Selected::Floats;
        for selector in selectors {
            let selects =
                |labels: &Labels| selector.matchers.iter().all(|held| matches(&held.matcher, labels));
            if self.native.iter().any(selects) {
                return Selected::Native;
            }
            if self.has_unread {
                found = Selected::Unread;
            }
        }
        found
    }
}

/// The labels of the native histogram that upstream makes of a part of a classic one.
fn made(series: &Series) -> Option<Labels> {
    let name = series.labels.get(NAME)?;
    let base = ["_bucket", "_count", "_sum"].iter().find_map(|suffix| name.strip_suffix(suffix))?;
    let mut labels = series.labels.clone();
    labels.remove("le");
    labels.insert(NAME.to_owned(), base.to_owned());
    Some(labels)
}

fn matches(matcher: &Matcher, labels: &Labels) -> bool {
    let value = labels.get(&matcher.name).map_or("", String::as_str);
    match matcher.op {
        MatchOp::Equal => value == matcher.value,
        MatchOp::NotEqual => value != matcher.value,
        // A selector must have a matcher that keeps series out, so another label goes along.
        _ => {
            let mut text = "{there=\"1\",".to_owned();
            write_matcher(&mut text, "label", matcher.op, &matcher.value);
            let selector = SeriesSelector::parse(&(text + "}")).expect("a matcher that was read");
            selector.matches_with(|name| if name == "there" { "1" } else { value })
        }
    }
}
