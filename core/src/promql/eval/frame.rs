//! The times of one evaluation.

/// When an expression is evaluated: from a start, step by step, until an end. Times are milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) start: i64,
    pub(super) end: i64,
    /// More than 0.
    pub(super) step: i64,
    /// The time that the offsets of selectors with `@` are counted from: the start of the frame in which upstream set them.
    pub(super) anchor: i64,
    /// What the offsets of subqueries since then add up to.
    pub(super) outer_offset: i64,
}

impl Frame {
    pub(super) const fn new(start: i64, end: i64, step: i64) -> Self {
        Self { start, end, step, anchor: start, outer_offset: 0 }
    }

    /// Each time.
    pub(super) fn times(self) -> impl Iterator<Item = i64> {
        let mut next = (self.start <= self.end).then_some(self.start);
        std::iter::from_fn(move || {
            let now = next?;
            next = now.checked_add(self.step).filter(|later| *later <= self.end);
            Some(now)
        })
    }

    /// How many times there are.
    pub(super) fn count(self) -> usize {
        let whole = self.end.saturating_sub(self.start).checked_div(self.step).unwrap_or(0);
        if self.start > self.end { 0 } else { usize::try_from(whole).unwrap_or(usize::MAX).saturating_add(1) }
    }

    /// The place of a time among them.
    pub(super) fn place(self, millis: i64) -> usize {
        let whole = millis.saturating_sub(self.start).checked_div(self.step).unwrap_or(0);
        usize::try_from(whole).unwrap_or(usize::MAX)
    }

    /// Whether it is one time, as that of an instant query is: the order of its samples is kept.
    pub(super) const fn is_instant(self) -> bool {
        self.start == self.end
    }

    /// The first time alone.
    pub(super) const fn first(self) -> Self {
        Self { end: self.start, ..self }
    }

    /// How much earlier than a step something with these modifiers is looked at. Mirrors `setOffsetForAtModifier`.
    pub(super) fn offset(self, time: super::plan::When) -> i64 {
        match time.at {
            None => time.offset,
            Some(at) => {
                let from_at = self.anchor.saturating_sub(at).saturating_sub(self.outer_offset);
                time.offset.saturating_add(from_at)
            }
        }
    }
}
