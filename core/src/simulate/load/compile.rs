//! From a load as it is written to one that can be asked.

use std::f64::consts::TAU;

use super::lines::Lines;
use super::{Curve, DAY, Piece, Shape, daily, seconds};
use crate::error::{Error, Result, codes};
use crate::simulate::check;
use crate::simulate::input::{Load, LoadEntry, Series, Sine};

impl Curve {
    /// Reads a load. `midnight` is how many seconds after a midnight in UTC the start is.
    ///
    /// # Errors
    /// `simulate.load` and `simulate.duration` with the path of what is wrong.
    pub(in crate::simulate) fn new(load: &Load, noise: f64, seed: u64, midnight: f64) -> Result<Self> {
        let mut curve = Self { pieces: Vec::new(), noise, seed };
        let mut last = None;
        for (index, entry) in load.0.iter().enumerate() {
            let begin = check::time(entry.at, "at");
            let in_order = begin.and_then(|at| match last.replace(at) {
                Some(before) if at <= before => Err(wrong("it begins no later than the entry before", "at")),
                _ => Ok(at),
            });
            in_order
                .and_then(|at| curve.add(seconds(at), entry, midnight))
                .map_err(|error| error.in_path(format_args!("workload.load[{index}]")))?;
        }
        if curve.pieces.is_empty() {
            return Err(wrong("a load needs an entry", "workload.load"));
        }
        Ok(curve)
    }

    fn add(&mut self, at: f64, entry: &LoadEntry, midnight: f64) -> Result<()> {
        match entry {
            LoadEntry { rate: Some(rate), ramp, sine, daily: None, series: None, .. } => {
                let rate = check::rate(*rate, "rate")?;
                let mut at = at;
                if let Some(ramp) = ramp {
                    let length = seconds(check::time(*ramp, "ramp")?);
                    let from = self.smooth_rate_before(at);
                    if length > 0.0 {
                        self.push(at, Shape::Line { rate: from, slope: (rate - from) / length });
                        at += length;
                    }
                }
                let shape = match sine {
                    Some(sine) => wave(rate, sine).map_err(|error| error.in_path("sine"))?,
                    None => Shape::Flat(rate),
                };
                self.push(at, shape);
            }
            LoadEntry { rate: None, ramp: None, sine: None, daily: Some(points), series: None, .. } => {
                let lines = day(points).map_err(|error| error.in_path("daily"))?;
                let time = midnight + at;
                let before = daily(&lines, time);
                self.push(at, Shape::Daily { lines, time, before });
            }
            LoadEntry { rate: None, ramp: None, sine: None, daily: None, series: Some(series), .. } => {
                let lines = recorded(series).map_err(|error| error.in_path("series"))?;
                self.push(at, Shape::Lines(lines));
            }
            _ => {
                let message = "an entry has one of rate, daily and series, and ramp and sine only with rate";
                return Err(Error::new(codes::simulate::LOAD, message));
            }
        }
        Ok(())
    }

    /// Adds a part. Where the one before has not begun by then, such as what follows a ramp that is cut off, it never does.
    fn push(&mut self, from: f64, shape: Shape) {
        while self.pieces.last().is_some_and(|last| last.from >= from) {
            self.pieces.pop();
        }
        let before = self.pieces.last().map_or(0.0, |last| last.before + last.shape.total(from - last.from));
        self.pieces.push(Piece { from, before, shape });
    }

    /// The rate that the parts so far come to just before a time.
    fn smooth_rate_before(&self, at: f64) -> f64 {
        let piece = self.pieces.iter().rev().find(|piece| piece.from < at);
        piece.map_or(0.0, |piece| piece.shape.rate(at - piece.from))
    }
}

fn wave(rate: f64, sine: &Sine) -> Result<Shape> {
    let amplitude = check::rate(sine.amplitude, "amplitude")?;
    if amplitude > rate {
        return Err(wrong("an amplitude of more than the rate makes a load below 0", "amplitude"));
    }
    let speed = TAU / seconds(check::period(sine.period, "period")?);
    let phase = speed * seconds(check::time(sine.phase, "phase")?);
    Ok(Shape::Wave { rate, amplitude, speed, phase })
}

/// The lines of a day; those over midnight are the same at both ends.
fn day(points: &std::collections::BTreeMap<String, f64>) -> Result<Lines> {
    let mut knots = Vec::with_capacity(points.len().saturating_add(2));
    for (clock, rate) in points {
        let path = format!("[{clock:?}]");
        let time =
            time_of_day(clock).ok_or_else(|| wrong("this is not a time of day such as \"09:30\"", &path))?;
        knots.push((time, check::rate(*rate, &path)?));
    }
    knots.sort_by(|a, b| a.0.total_cmp(&b.0));
    if knots.windows(2).any(|pair| matches!(pair, [a, b] if a.0 >= b.0)) {
        return Err(Error::new(codes::simulate::LOAD, "a time of day comes twice"));
    }
    let (Some(first), Some(last)) = (knots.first().copied(), knots.last().copied()) else {
        return Err(Error::new(codes::simulate::LOAD, "a day needs a time"));
    };
    let over = DAY - last.0 + first.0;
    let midnight = last.1 + (first.1 - last.1) * (DAY - last.0) / over;
    if first.0 > 0.0 {
        knots.insert(0, (0.0, midnight));
    }
    knots.push((DAY, if first.0 > 0.0 { midnight } else { first.1 }));
    Ok(Lines::new(knots))
}

/// Seconds since midnight of `HH:MM` or `HH:MM:SS`.
fn time_of_day(clock: &str) -> Option<f64> {
    let mut parts = clock.split(':');
    let mut part = |most: u32| {
        let digits = parts.next()?;
        let number: u32 = digits.parse().ok().filter(|number| *number < most)?;
        (digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 2).then_some(number)
    };
    let (hours, minutes) = (part(24)?, part(60)?);
    let seconds = if clock.matches(':').count() > 1 { part(60)? } else { 0 };
    parts.next().is_none().then(|| f64::from(hours * 3600 + minutes * 60 + seconds))
}

/// The lines of a recorded load; its first point is at 0.
fn recorded(series: &Series) -> Result<Lines> {
    let Some(first) = series.0.first() else {
        return Err(Error::new(codes::simulate::LOAD, "a series needs a value"));
    };
    let mut knots = Vec::with_capacity(series.0.len());
    let mut last = None;
    for (index, point) in series.0.iter().enumerate() {
        let path = format!("[{index}]");
        let value = check::rate(point.value, &path)?;
        let at = point.seconds - first.seconds;
        if !at.is_finite() || last.is_some_and(|last| at <= last) {
            return Err(wrong("its time is no later than that of the value before", &path));
        }
        last = Some(at);
        knots.push((at, value));
    }
    Ok(Lines::new(knots))
}

fn wrong(message: &str, path: &str) -> Error {
    Error::new(codes::simulate::LOAD, message).in_path(path)
}
