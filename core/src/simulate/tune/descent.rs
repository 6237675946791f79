//! The way down from one candidate: along one field after the other, in steps that become smaller.

use super::knob::Knob;

/// A search by coordinates. A step that is better is taken again; when none is, steps are halved, down to the next value.
#[derive(Debug, Clone)]
pub(super) struct Descent {
    /// The best so far, as places of values.
    pub(super) at: Vec<usize>,
    steps: Vec<usize>,
    /// The field that is looked at, and whether upwards.
    field: usize,
    upwards: bool,
    moved: bool,
}

impl Descent {
    /// From a candidate on, in first steps of a third of each field's values.
    pub(super) fn new(at: Vec<usize>, knobs: &[Knob]) -> Self {
        let steps = knobs.iter().map(|knob| (knob.values.len() / 3).max(1)).collect();
        Self { at, steps, field: 0, upwards: true, moved: false }
    }

    /// The next candidate; `None` at the end of the way.
    pub(super) fn next(&mut self, knobs: &[Knob]) -> Option<Vec<usize>> {
        loop {
            if self.field >= knobs.len() && !self.again() {
                return None;
            }
            let (Some(knob), Some(step), Some(place)) =
                (knobs.get(self.field), self.steps.get(self.field), self.at.get(self.field))
            else {
                return None;
            };
            let last = knob.values.len().saturating_sub(1);
            let to = if self.upwards {
                place.saturating_add(*step).min(last)
            } else {
                place.saturating_sub(*step)
            };
            if to == *place {
                self.turn();
                continue;
            }
            let mut candidate = self.at.clone();
            if let Some(place) = candidate.get_mut(self.field) {
                *place = to;
            }
            return Some(candidate);
        }
    }

    /// Takes whether the candidate is better than where it stands.
    pub(super) fn take(&mut self, candidate: Vec<usize>, is_better: bool) {
        if is_better {
            self.at = candidate;
            self.moved = true;
        } else {
            self.turn();
        }
    }

    fn turn(&mut self) {
        if !self.upwards {
            self.field = self.field.saturating_add(1);
        }
        self.upwards = !self.upwards;
    }

    /// Begins with the first field again, in smaller steps where no step was better; false where there are none.
    fn again(&mut self) -> bool {
        if !std::mem::take(&mut self.moved) {
            if self.steps.iter().all(|step| *step <= 1) {
                return false;
            }
            self.steps.iter_mut().for_each(|step| *step = (*step / 2).max(1));
        }
        (self.field, self.upwards) = (0, true);
        true
    }
}
