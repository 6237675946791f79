//! Several ways down, and each changed field put back once.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::answer::Answer;
use super::descent::Descent;
use super::goal::{Goal, Levels, Trial};
use super::knob::{self, Field, Knob, Setting, Vary};
use crate::go::number;
use crate::kube::HorizontalPodAutoscaler;
use crate::simulate::input::Period;
use crate::simulate::output::Simulation;
use crate::simulate::random::Random;
use crate::simulate::setup::Setup;

/// Ways down from candidates that are drawn, after the one from the HPA itself.
const DRAWN: u64 = 3;

/// A search, one candidate after the other.
#[derive(Debug, Clone)]
pub struct Tuner {
    pub(super) hpa: HorizontalPodAutoscaler,
    pub(super) knobs: Vec<Knob>,
    goal: Goal,
    levels: Option<Levels>,
    seed: u64,
    /// Simulations that there may be, and that there were.
    most: usize,
    done: usize,
    /// Candidates as places of values, with what came of them; nothing where one could not be simulated.
    pub(super) seen: BTreeMap<Vec<usize>, Option<Trial>>,
    pub(super) best: Vec<usize>,
    stage: Stage,
    /// The candidate whose outcome is awaited.
    asked: Option<Vec<usize>>,
}

#[derive(Debug, Clone)]
enum Stage {
    /// The HPA as it is.
    Given,
    /// Ways down: how many were drawn so far.
    Down(Descent, u64),
    /// Fields of the best are put back: the next one.
    Back(usize),
    Ended,
}

impl Tuner {
    /// A search of at most so many simulations from an HPA on, the first of which is of the HPA itself.
    #[must_use]
    pub fn new(setup: &Setup<'_>, goal: Goal, vary: Vary, simulations: usize, seed: u64) -> Self {
        let knobs = knob::knobs(setup, vary);
        let best = given(&knobs);
        Self {
            levels: goal.keep_under.map(|percent| Levels::of(&setup.hpa, percent)),
            hpa: setup.hpa.clone(),
            knobs,
            goal,
            seed,
            most: simulations.max(1),
            done: 0,
            seen: BTreeMap::new(),
            best,
            stage: Stage::Given,
            asked: None,
        }
    }

    /// Simulations that there may be at most.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// Simulations that there were.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done
    }

    /// Whether anything of the HPA can be set otherwise.
    #[must_use]
    pub fn can_vary(&self) -> bool {
        !self.knobs.is_empty()
    }

    /// The next HPA to simulate; `None` at the end of the search. The same one until [`tell`](Self::tell) is called.
    pub fn candidate(&mut self) -> Option<HorizontalPodAutoscaler> {
        if self.asked.is_none() {
            self.asked = self.search();
        }
        self.asked.as_ref().map(|candidate| self.hpa_of(candidate))
    }

    /// The setup that a candidate is simulated with: every sync is told.
    #[must_use]
    pub fn setup<'a>(&self, setup: &Setup<'a>, candidate: HorizontalPodAutoscaler) -> Setup<'a> {
        let mut setup = setup.clone();
        setup.hpa = candidate;
        setup.every = Some(Period::default());
        setup.trace = false;
        setup
    }

    /// Takes what came of the candidate; nothing where it cannot be simulated, which is worse than all else.
    pub fn tell(&mut self, simulation: Option<&Simulation>) {
        let Some(candidate) = self.asked.take() else { return };
        let trial = simulation.map(|simulation| self.goal.trial(self.levels.as_ref(), simulation));
        self.done = self.done.saturating_add(1);
        self.seen.insert(candidate.clone(), trial);
        self.take(candidate);
    }

    /// The best so far, whether or not the search is at its end; `None` before the HPA itself was simulated.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        Answer::of(self, matches!(self.stage, Stage::Ended))
    }

    /// Goes on to the next candidate of which nothing is known.
    fn search(&mut self) -> Option<Vec<usize>> {
        loop {
            let candidate = self.next()?;
            if self.seen.contains_key(&candidate) {
                self.take(candidate);
            } else if !self.is_valid(&candidate) {
                self.seen.insert(candidate.clone(), None);
                self.take(candidate);
            } else if self.done >= self.most {
                self.stage = Stage::Ended;
                return None;
            } else {
                return Some(candidate);
            }
        }
    }

    fn next(&mut self) -> Option<Vec<usize>> {
        let most = self.most.saturating_sub(self.kept()).max(1);
        loop {
            match &mut self.stage {
                Stage::Given => return Some(given(&self.knobs)),
                Stage::Down(descent, drawn) => {
                    // Simulations are kept for what each field buys.
                    if self.done >= most {
                        self.stage = Stage::Back(0);
                        continue;
                    }
                    if let Some(candidate) = descent.next(&self.knobs) {
                        return Some(candidate);
                    }
                    let next = drawn.saturating_add(1);
                    if next > DRAWN || self.knobs.is_empty() {
                        self.stage = Stage::Back(0);
                        continue;
                    }
                    let start = drawn_candidate(&self.knobs, self.seed, next);
                    self.stage = Stage::Down(Descent::new(start.clone(), &self.knobs), next);
                    return Some(start);
                }
                Stage::Back(place) => {
                    let Some(knob) = self.knobs.get(*place) else {
                        self.stage = Stage::Ended;
                        return None;
                    };
                    let put_back = put_back(&self.best, *place, knob.given);
                    if put_back == self.best {
                        *place = place.saturating_add(1);
                        continue;
                    }
                    return Some(put_back);
                }
                Stage::Ended => return None,
            }
        }
    }

    /// Simulations that are enough to put each field back, and all that are left once more whenever one stays as it was.
    fn kept(&self) -> usize {
        let fields = self.knobs.len();
        (fields.saturating_mul(fields.saturating_add(1)) / 2).min(self.most / 3)
    }

    /// Takes a candidate whose outcome is known.
    fn take(&mut self, candidate: Vec<usize>) {
        let is_best = self.order(&candidate, &self.best) == Ordering::Less;
        match &self.stage {
            Stage::Given => self.stage = Stage::Down(Descent::new(candidate.clone(), &self.knobs), 0),
            // A way that was drawn begins with the candidate that it stands at.
            Stage::Down(descent, _) if descent.at == candidate => {}
            Stage::Down(descent, drawn) => {
                let is_better = self.order(&candidate, &descent.at) == Ordering::Less;
                let (mut descent, drawn) = (descent.clone(), *drawn);
                descent.take(candidate.clone(), is_better);
                self.stage = Stage::Down(descent, drawn);
            }
            Stage::Back(place) => {
                // Without the field it is no worse: what else is set may not be needed then either.
                self.stage = Stage::Back(if is_best { 0 } else { place.saturating_add(1) });
            }
            Stage::Ended => {}
        }
        if is_best {
            self.best = candidate;
        }
    }

    /// Less where the first candidate is better.
    fn order(&self, a: &[usize], b: &[usize]) -> Ordering {
        let trial = |candidate: &[usize]| self.seen.get(candidate).and_then(Option::as_ref);
        let set = |candidate: &[usize]| self.changed(candidate).count();
        match (trial(a), trial(b)) {
            (Some(first), Some(second)) => first.order(second).then_with(|| set(a).cmp(&set(b))),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    /// The fields that a candidate sets otherwise than the HPA, by their places.
    pub(super) fn changed<'t>(&'t self, candidate: &'t [usize]) -> impl Iterator<Item = (usize, &'t Knob)> {
        let knobs = self.knobs.iter().enumerate().zip(candidate);
        knobs.filter(|((_, knob), place)| knob.given != **place).map(|(knob, _)| knob)
    }

    /// The HPA of a candidate.
    pub(super) fn hpa_of(&self, candidate: &[usize]) -> HorizontalPodAutoscaler {
        let mut hpa = self.hpa.clone();
        for (place, knob) in self.changed(candidate) {
            if let Some(setting) = candidate.get(place).and_then(|place| knob.values.get(*place)) {
                knob.field.set(&mut hpa, setting);
            }
        }
        hpa
    }

    /// Whether its bounds are in order.
    fn is_valid(&self, candidate: &[usize]) -> bool {
        let number = |field: Field| {
            let (knob, place) = self.knobs.iter().zip(candidate).find(|(knob, _)| knob.field == field)?;
            match knob.values.get(*place)? {
                Setting::Number(number) => Some(*number),
                _ => None,
            }
        };
        let spec = &self.hpa.spec;
        let min = number(Field::MinReplicas).or(spec.min_replicas).unwrap_or(1);
        min <= number(Field::MaxReplicas).unwrap_or(spec.max_replicas)
    }
}

/// The HPA as it is.
fn given(knobs: &[Knob]) -> Vec<usize> {
    knobs.iter().map(|knob| knob.given).collect()
}

/// A candidate with one field as it was.
pub(super) fn put_back(candidate: &[usize], place: usize, given: usize) -> Vec<usize> {
    let mut put_back = candidate.to_vec();
    if let Some(held) = put_back.get_mut(place) {
        *held = given;
    }
    put_back
}

/// Any value of each field.
fn drawn_candidate(knobs: &[Knob], seed: u64, place: u64) -> Vec<usize> {
    let mut random = Random::of(seed, place);
    let mut draw = |knob: &Knob| {
        let values = number::float64(number::count(knob.values.len()));
        let drawn = number::int64(random.share() * values);
        usize::try_from(drawn).unwrap_or_default().min(knob.values.len().saturating_sub(1))
    };
    knobs.iter().map(&mut draw).collect()
}
