//! Times without metrics.

use crate::error::Result;
use crate::simulate::check;
use crate::simulate::input::{Gap, GapKind};

/// Times from which on and until which there is nothing, in order and apart.
#[derive(Debug, Default)]
pub(super) struct Gaps(Vec<(i64, i64)>);

impl Gaps {
    /// The gaps of one kind.
    ///
    /// # Errors
    /// `simulate.duration`.
    pub(super) fn new(gaps: &[Gap], kind: GapKind) -> Result<Self> {
        let mut times = Vec::new();
        for (index, gap) in gaps.iter().enumerate().filter(|(_, gap)| gap.of == kind) {
            let time = |period, field| {
                check::time(period, field)
                    .map_err(|error| error.in_path(format_args!("metrics.gaps[{index}]")))
            };
            times.push((time(gap.from, "from")?, time(gap.until, "until")?));
        }
        times.sort_unstable();
        let mut apart: Vec<(i64, i64)> = Vec::with_capacity(times.len());
        for (from, until) in times {
            match apart.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => apart.push((from, until)),
            }
        }
        Ok(Self(apart))
    }

    /// Whether there is nothing at a time.
    pub(super) fn hold(&self, at: i64) -> bool {
        let begun = self.0.partition_point(|(from, _)| *from <= at);
        begun.checked_sub(1).and_then(|place| self.0.get(place)).is_some_and(|(_, until)| at < *until)
    }
}
