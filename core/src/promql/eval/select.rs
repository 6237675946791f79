//! Series at a time, and over a time.

use std::borrow::Cow;

use super::extended::{self, Extended};
use super::frame::Frame;
use super::functions::{RangeFunction, Window};
use super::labels::LabelSet;
use super::plan::{Kind, OverRange, Ranged, Selection, Subquery};
use super::run::Evaluator;
use super::value::{Point, Row};
use super::vector::nameless;
use crate::error::Result;
use crate::go::number;
use crate::promql::syntax;

/// The samples of a series that windows are cut of.
struct Source<'a> {
    labels: &'a LabelSet,
    points: Cow<'a, [Point]>,
}

/// How windows are cut, in milliseconds.
#[derive(Clone, Copy)]
struct Cut {
    range: i64,
    /// How much earlier than the step they end.
    offset: i64,
    /// Whether all steps see the window of the first one.
    is_fixed: bool,
    /// Whether samples around the range count.
    bounds: Option<syntax::Bounds>,
}

/// What a subquery gives.
pub(super) struct Evaluated {
    pub(super) rows: Vec<Row>,
    offset: i64,
}

impl Evaluator<'_> {
    /// An instant vector. Mirrors `evaluator.evalSeries`.
    pub(super) fn vector(&self, selection: &Selection, frame: Frame) -> Result<Vec<Row>> {
        if selection.bounds == Some(syntax::Bounds::Smoothed) {
            return self.smoothed(selection, frame);
        }
        let offset = frame.offset(selection.when);
        let looked_at = |millis: i64| self.before(millis.saturating_sub(offset));
        self.at_steps(selection, frame, looked_at, |point| point.value)
    }

    /// An instant vector of values between the samples. Mirrors `evaluator.smoothSeries`.
    fn smoothed(&self, selection: &Selection, frame: Frame) -> Result<Vec<Row>> {
        let offset = frame.offset(selection.when);
        let mut rows = Vec::new();
        for stored in self.storage.at(&selection.series) {
            let mut bounds = Bounds::default();
            let mut points = Vec::new();
            for millis in frame.times() {
                let at = millis.saturating_sub(offset);
                let around = [at.saturating_sub(self.lookback), at.saturating_add(self.lookback)];
                let around = bounds.move_to(stored.live(), around);
                self.budget.take_steps(around.len().saturating_add(7) / 8)?;
                let value = extended::smoothed(around, at);
                points.extend(value.map(|value| Point { millis, value }));
            }
            if !points.is_empty() {
                self.budget.take_samples(points.len())?;
                rows.push(Row { labels: stored.labels.clone(), points });
            }
        }
        Ok(rows)
    }

    /// `timestamp` of a selector: when the samples were taken, in seconds.
    pub(super) fn timestamp_of(&self, selection: &Selection, frame: Frame) -> Result<Vec<Row>> {
        let offset = frame.offset(selection.when);
        let looked_at = |millis: i64| match selection.when.at {
            None => self.before(millis.saturating_sub(offset)),
            // Here upstream forgets an offset beside `@`, but has loaded what it asks for alone.
            Some(at) => {
                let [late, early] = [at, at.saturating_sub(selection.when.offset)].map(|at| self.before(at));
                [late[0].max(early[0]), late[1].min(early[1])]
            }
        };
        let taken = |point: Point| number::float64(point.millis) / 1000.0;
        let rows = self.at_steps(selection, frame, looked_at, taken)?;
        self.merged(nameless(rows))
    }

    /// After when and until when a sample counts at a time.
    fn before(&self, millis: i64) -> [i64; 2] {
        [millis.saturating_sub(self.lookback), millis]
    }

    fn at_steps(
        &self,
        selection: &Selection,
        frame: Frame,
        looked_at: impl Fn(i64) -> [i64; 2],
        value: impl Fn(Point) -> f64,
    ) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for stored in self.storage.at(&selection.series) {
            self.budget.take_steps(frame.count().saturating_add(stored.live().len()) / 8)?;
            let mut next = 0;
            let mut points = Vec::new();
            for millis in frame.times() {
                let point = stored.last(looked_at(millis), &mut next);
                points.extend(point.map(|point| Point { millis, value: value(point) }));
            }
            if !points.is_empty() {
                self.budget.take_samples(points.len())?;
                rows.push(Row { labels: stored.labels.clone(), points });
            }
        }
        Ok(rows)
    }

    /// A range vector, as the result of a whole query. Mirrors `evaluator.matrixSelector`.
    pub(super) fn matrix(&self, ranged: &Ranged, frame: Frame) -> Result<Vec<Row>> {
        let until = frame.start.saturating_sub(frame.offset(ranged.selection.when));
        let cut = Cut { range: ranged.range, offset: 0, is_fixed: false, bounds: ranged.selection.bounds };
        let mut rows = Vec::new();
        for stored in self.storage.at(&ranged.selection.series) {
            let points = Bounds::default().move_to(stored.live(), cut.reach(until, self.lookback));
            self.budget.take_samples(points.len().saturating_add(2))?;
            let points = match cut.closed(until) {
                Some(range) => range.extended(points),
                None => points.to_vec(),
            };
            if !points.is_empty() {
                rows.push(Row { labels: stored.labels.clone(), points });
            }
        }
        Ok(rows)
    }

    /// A subquery, on its own grid. Mirrors `evaluator.runSubquery`.
    pub(super) fn subquery(&self, subquery: &Subquery<'_>, frame: Frame) -> Result<Evaluated> {
        let offset = frame.offset(subquery.when);
        let is_fixed = subquery.when.at.is_some();
        let last = if is_fixed {
            frame.start
        } else {
            let whole = frame.end.saturating_sub(frame.start).checked_div(frame.step).unwrap_or(0);
            frame.start.saturating_add(whole.saturating_mul(frame.step))
        };
        let from = frame.start.saturating_sub(offset).saturating_sub(subquery.range);
        let aligned = from.checked_div(subquery.step).unwrap_or(0).saturating_mul(subquery.step);
        let start = if aligned <= from { aligned.saturating_add(subquery.step) } else { aligned };
        let end = last.saturating_sub(offset);
        let inner = Frame { start, end, step: subquery.step, ..self.anchored(frame, subquery, start) };
        let rows = self.rows(&subquery.inner, inner)?;
        // Where it is part of a range vector, its samples are looked at from the steps around it.
        let offset = match subquery.when.at {
            Some(at) => subquery.when.offset.saturating_add(frame.start.saturating_sub(at)),
            None => offset,
        };
        Ok(Evaluated { rows, offset })
    }

    /// What `@` within a subquery is counted from: upstream sets it anew unless the subquery starts when the steps around it do.
    fn anchored(&self, frame: Frame, subquery: &Subquery<'_>, start: i64) -> Frame {
        if start != frame.start {
            return Frame { anchor: start, outer_offset: 0, ..frame };
        }
        let outer_offset = match subquery.when.at {
            Some(at) => subquery.when.offset.saturating_add(frame.anchor.saturating_sub(at)),
            None => frame.outer_offset.saturating_add(subquery.when.offset),
        };
        Frame { outer_offset, ..frame }
    }

    /// A function of a range vector, series by series.
    pub(super) fn over_range(&self, call: &OverRange<'_>, frame: Frame) -> Result<Vec<Row>> {
        let arguments = self.arguments(&call.scalars, frame)?;
        let rows = match &call.matrix.kind {
            Kind::Matrix(ranged) => {
                let when = ranged.selection.when;
                let cut = Cut {
                    range: ranged.range,
                    offset: frame.offset(when),
                    is_fixed: when.at.is_some(),
                    bounds: ranged.selection.bounds,
                };
                let stored = self.storage.at(&ranged.selection.series);
                let sources = stored
                    .map(|stored| Source { labels: &stored.labels, points: Cow::Borrowed(stored.live()) });
                self.windows(call, frame, cut, &arguments, sources)?
            }
            Kind::Subquery(subquery) => {
                let evaluated = self.subquery(subquery, frame)?;
                let is_fixed = subquery.when.at.is_some();
                let cut = Cut { range: subquery.range, offset: evaluated.offset, is_fixed, bounds: None };
                let sources = evaluated
                    .rows
                    .iter()
                    .map(|row| Source { labels: &row.labels, points: without_markers(&row.points) });
                self.windows(call, frame, cut, &arguments, sources)?
            }
            _ => self.rows(&call.matrix, frame)?,
        };
        match &call.absent {
            Some(told) => self.absent_over_time(&rows, told, frame),
            None => self.merged(rows),
        }
    }

    fn windows<'s>(
        &self,
        call: &OverRange<'_>,
        frame: Frame,
        cut: Cut,
        arguments: &[Vec<f64>],
        sources: impl Iterator<Item = Source<'s>>,
    ) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        let mut scalars = vec![0.0; arguments.len()];
        for source in sources {
            self.budget.take_steps(frame.count() / 8)?;
            let mut points = Vec::new();
            let mut bounds = Bounds::default();
            let mut within: &[Point] = &[];
            for (place, at) in frame.times().enumerate() {
                let until = at.saturating_sub(cut.offset);
                if place == 0 || !cut.is_fixed {
                    within = bounds.move_to(&source.points, cut.reach(until, self.lookback));
                }
                self.budget.take_steps(within.len().saturating_add(7) / 8)?;
                if within.is_empty() {
                    continue;
                }
                for (scalar, values) in scalars.iter_mut().zip(arguments) {
                    *scalar = super::run::at(values, place);
                }
                let window = Window { points: within, at, range: cut.range, offset: cut.offset };
                let value = match (call.extended, cut.closed(until)) {
                    (Some(extended), Some(range)) => of_extended(extended, range, &window, call.function),
                    _ => (call.function)(&window, &scalars),
                };
                points.extend(value.map(|value| Point { millis: at, value }));
            }
            self.budget.take_samples(points.len())?;
            if !points.is_empty() {
                let labels = source.labels.clone();
                let labels = if call.keeps_name { labels } else { labels.without_metadata() };
                rows.push(Row { labels, points });
            }
        }
        Ok(rows)
    }
}

/// Where a window begins and ends among a series' samples. Both move on with time.
#[derive(Default)]
struct Bounds {
    from: usize,
    until: usize,
}

impl Bounds {
    /// To the samples after one time until another.
    fn move_to<'p>(&mut self, points: &'p [Point], [after, until]: [i64; 2]) -> &'p [Point] {
        let pass = |place: &mut usize, millis: i64| {
            let rest = points.get(*place..).unwrap_or_default();
            let passed = rest.iter().take_while(|point| point.millis <= millis).count();
            *place = place.saturating_add(passed);
        };
        pass(&mut self.from, after);
        self.until = self.until.max(self.from);
        pass(&mut self.until, until);
        points.get(self.from..self.until).unwrap_or_default()
    }
}

/// A function of a range that is closed by the samples around it.
fn of_extended(
    extended: Extended,
    range: extended::Range,
    window: &Window<'_>,
    function: RangeFunction,
) -> Option<f64> {
    match extended {
        Extended::Rate { is_counter, per_second } => {
            let difference = range.difference(window.points, is_counter)?;
            Some(if per_second { difference / (number::float64(window.range) / 1000.0) } else { difference })
        }
        Extended::Anchored => function(&Window { points: range.anchored(window.points)?, ..*window }, &[]),
    }
}

impl Cut {
    /// After when and until when samples are looked at for a range that ends at a time.
    fn reach(self, until: i64, lookback: i64) -> [i64; 2] {
        let from = until.saturating_sub(self.range);
        match self.bounds {
            None => [from, until],
            Some(syntax::Bounds::Anchored) => [from.saturating_sub(lookback), until],
            Some(syntax::Bounds::Smoothed) => [from.saturating_sub(lookback), until.saturating_add(lookback)],
        }
    }

    /// The range itself, where samples around it count.
    fn closed(self, until: i64) -> Option<extended::Range> {
        let from = until.saturating_sub(self.range);
        self.bounds.map(|bounds| extended::Range { from, until, bounds })
    }
}

fn without_markers(points: &[Point]) -> Cow<'_, [Point]> {
    if points.iter().any(|point| super::is_stale(point.value)) {
        return points.iter().copied().filter(|point| !super::is_stale(point.value)).collect();
    }
    Cow::Borrowed(points)
}
