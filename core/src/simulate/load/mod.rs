//! Requests a second over time, and how many come until a time: in closed form, so that no step is missed and none is taken
//! twice.

mod compile;
mod lines;

#[cfg(test)]
mod tests;

use super::random::Random;
use crate::go::number;
use lines::Lines;

const NANOS: f64 = 1e9;
/// The noise is another every so many seconds.
const NOISE_SECONDS: f64 = 15.0;
const DAY: f64 = 86_400.0;

/// A load over time. Times are seconds since the start; before it the load is what it is at the start.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    pieces: Vec<Piece>,
    /// How far it is off at random, as a share.
    noise: f64,
    seed: u64,
}

/// A part of a load, until the next begins.
#[derive(Debug, Clone)]
struct Piece {
    from: f64,
    /// How many requests came before it, since the start.
    before: f64,
    shape: Shape,
}

#[derive(Debug, Clone)]
enum Shape {
    /// It stays.
    Flat(f64),
    /// It begins at a rate and changes by so much every second.
    Line { rate: f64, slope: f64 },
    /// A wave around a rate: radians a second, and those at the beginning.
    Wave { rate: f64, amplitude: f64, speed: f64, phase: f64 },
    /// The same every day; the time of day at the beginning.
    Daily { lines: Lines, time: f64, before: f64 },
    /// Straight lines; the last value stays.
    Lines(Lines),
}

impl Shape {
    /// Requests a second, so many seconds after its beginning.
    fn rate(&self, after: f64) -> f64 {
        match self {
            Self::Flat(rate) => *rate,
            Self::Line { rate, slope } => rate + slope * after,
            Self::Wave { rate, amplitude, speed, phase } => rate + amplitude * (speed * after + phase).sin(),
            Self::Daily { lines, time, .. } => lines.value((time + after).rem_euclid(DAY)),
            Self::Lines(lines) => lines.value(after),
        }
    }

    /// How many requests came since its beginning.
    fn total(&self, after: f64) -> f64 {
        match self {
            Self::Flat(rate) => rate * after,
            Self::Line { rate, slope } => (rate + slope * after / 2.0) * after,
            Self::Wave { rate, amplitude, speed, phase } => {
                rate * after + amplitude / speed * (phase.cos() - (speed * after + phase).cos())
            }
            Self::Daily { lines, time, before } => daily(lines, time + after) - before,
            Self::Lines(lines) => lines.total(after),
        }
    }
}

/// What came since a midnight.
fn daily(lines: &Lines, time: f64) -> f64 {
    let days = (time / DAY).floor();
    days * lines.total(DAY) + lines.total(time - days * DAY)
}

impl Curve {
    fn piece(&self, at: f64) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.from <= at);
        self.pieces.get(next.checked_sub(1)?)
    }

    /// Requests a second, without the noise. At a time where the load jumps it is already the new one.
    fn smooth_rate(&self, at: f64) -> f64 {
        let at = at.max(0.0);
        self.piece(at).map_or(0.0, |piece| piece.shape.rate(at - piece.from)).max(0.0)
    }

    /// How many came since the start, without the noise.
    fn smooth_total(&self, at: f64) -> f64 {
        if at < 0.0 {
            return self.smooth_rate(0.0) * at;
        }
        self.piece(at).map_or(0.0, |piece| piece.before + piece.shape.total(at - piece.from))
    }

    /// What the noise of some seconds multiplies the load by.
    fn noise(&self, bucket: f64) -> f64 {
        let place = number::int64(bucket).cast_unsigned();
        1.0 + self.noise * (2.0 * Random::of(self.seed, place).share() - 1.0)
    }

    /// Requests a second.
    pub(super) fn rate(&self, nanos: i64) -> f64 {
        let at = seconds(nanos);
        let rate = self.smooth_rate(at);
        if self.noise > 0.0 && at >= 0.0 { rate * self.noise((at / NOISE_SECONDS).floor()) } else { rate }
    }

    /// How many requests come from one time to another.
    pub(super) fn between(&self, from: i64, to: i64) -> f64 {
        let (from, to) = (seconds(from), seconds(to));
        if self.noise <= 0.0 || to <= 0.0 {
            return (self.smooth_total(to) - self.smooth_total(from)).max(0.0);
        }
        let (mut at, mut total) = (from, 0.0);
        while at < to {
            let bucket = (at / NOISE_SECONDS).floor();
            let end = ((bucket + 1.0) * NOISE_SECONDS).min(to);
            let came = (self.smooth_total(end) - self.smooth_total(at)).max(0.0);
            total += if at < 0.0 { came } else { came * self.noise(bucket) };
            at = end;
        }
        total
    }
}

pub(super) fn seconds(nanos: i64) -> f64 {
    number::float64(nanos) / NANOS
}
