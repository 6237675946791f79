//! What is left of an operation's [`Limits`]. Everything that can cost more than its input's size says draws from it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::error::{Code, Error, Result, codes};
use crate::go::regexp::{Dialect, Regexp, SyntaxError, Translation};
use crate::limits::Limits;

/// What one operation, or the building of one engine, may still cost, and the patterns that it compiled: each once,
/// however often it stands in the input.
#[derive(Debug)]
pub struct Budget {
    limits: Limits,
    steps: Cell<usize>,
    output_bytes: Cell<usize>,
    pattern_bytes: Cell<usize>,
    matches: Cell<usize>,
    #[cfg(feature = "promql-eval")]
    samples: Cell<usize>,
    #[cfg(feature = "simulate")]
    syncs: Cell<usize>,
    #[cfg(feature = "simulate")]
    looks: Cell<usize>,
    patterns: RefCell<BTreeMap<(Dialect, Box<str>), Compiled>>,
}

/// A pattern as it was compiled, or Go's error about it.
type Compiled = Result<Regexp, SyntaxError>;

impl Default for Budget {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Budget {
    /// All that the limits allow.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            steps: Cell::new(limits.steps),
            output_bytes: Cell::new(limits.output_bytes),
            pattern_bytes: Cell::new(limits.pattern_bytes),
            matches: Cell::new(limits.matches),
            #[cfg(feature = "promql-eval")]
            samples: Cell::new(limits.samples),
            #[cfg(feature = "simulate")]
            syncs: Cell::new(limits.syncs),
            #[cfg(feature = "simulate")]
            looks: Cell::new(limits.looks),
            patterns: RefCell::default(),
        }
    }

    /// What it began with.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// How many steps are left.
    pub(crate) fn steps_left(&self) -> usize {
        self.steps.get()
    }

    /// Takes steps off; false where there are not so many left, and then none are.
    pub(crate) fn has_steps(&self, steps: usize) -> bool {
        take(&self.steps, steps)
    }

    /// Takes steps off.
    ///
    /// # Errors
    /// `limit.work`.
    pub fn take_steps(&self, steps: usize) -> Result<()> {
        if self.has_steps(steps) {
            return Ok(());
        }
        Err(self.no_steps())
    }

    /// That no steps are left.
    pub(crate) fn no_steps(&self) -> Error {
        let allowed = self.limits.steps;
        over(codes::limit::WORK, format!("more than {allowed} steps of comparing and matching"), "steps")
    }

    /// Takes bytes off that the operation makes.
    ///
    /// # Errors
    /// `limit.output`.
    pub fn take_output(&self, bytes: usize) -> Result<()> {
        if take(&self.output_bytes, bytes) {
            return Ok(());
        }
        let message = format!("names of metrics of more than {} bytes", self.limits.output_bytes);
        Err(over(codes::limit::OUTPUT, message, "outputBytes"))
    }

    /// Takes one series off that a rule selects.
    ///
    /// # Errors
    /// `limit.work`.
    pub fn take_match(&self) -> Result<()> {
        if take(&self.matches, 1) {
            return Ok(());
        }
        let message = format!("rules select series more than {} times", self.limits.matches);
        Err(over(codes::limit::WORK, message, "matches"))
    }

    /// Takes samples off that evaluating a query makes.
    ///
    /// # Errors
    /// `limit.samples`.
    #[cfg(feature = "promql-eval")]
    pub(crate) fn take_samples(&self, samples: usize) -> Result<()> {
        if take(&self.samples, samples) {
            return Ok(());
        }
        let message = format!("the query makes more than {} samples", self.limits.samples);
        Err(over(codes::limit::SAMPLES, message, "samples"))
    }

    /// Takes syncs of a simulation off.
    ///
    /// # Errors
    /// `limit.syncs`.
    #[cfg(feature = "simulate")]
    pub(crate) fn take_syncs(&self, syncs: usize) -> Result<()> {
        if take(&self.syncs, syncs) {
            return Ok(());
        }
        let message = format!("a simulation of {syncs} syncs, and {} are allowed", self.limits.syncs);
        Err(over(codes::limit::SYNCS, message, "syncs"))
    }

    /// Takes off what a simulation looks at: pods at each sync, and events.
    ///
    /// # Errors
    /// `limit.syncs`.
    #[cfg(feature = "simulate")]
    pub(crate) fn take_looks(&self, looks: usize) -> Result<()> {
        if take(&self.looks, looks) {
            return Ok(());
        }
        let message =
            format!("the syncs of the simulation look at pods more than {} times", self.limits.looks);
        Err(over(codes::limit::SYNCS, message, "looks"))
    }

    /// A compiled pattern, or Go's error about it.
    ///
    /// # Errors
    /// `limit.work`, without a position, where the patterns so far and this one are too much to compile.
    pub(crate) fn regexp(&self, pattern: &str, dialect: Dialect) -> Result<Compiled> {
        let key = (dialect, Box::from(pattern));
        if let Some(held) = self.patterns.borrow().get(&key) {
            return Ok(held.clone());
        }
        let compiled = match Translation::new(pattern, dialect) {
            Ok(translation) => {
                if !take(&self.pattern_bytes, translation.bytes()) {
                    let allowed = self.limits.pattern_bytes;
                    let message = format!("regular expressions that compile to more than {allowed} bytes");
                    return Err(over(codes::limit::WORK, message, "patternBytes"));
                }
                translation.compile()
            }
            Err(refused) => Err(refused),
        };
        self.patterns.borrow_mut().insert(key, compiled.clone());
        Ok(compiled)
    }

    /// Whether a pattern matches a text; see [`Regexp::is_match`].
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn is_match(&self, regexp: &Regexp, text: &str) -> Result<bool> {
        self.take_match_of(regexp, text)?;
        Ok(regexp.is_match(text))
    }

    /// Takes the steps off that telling whether a pattern matches a text may take.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn take_match_of(&self, regexp: &Regexp, text: &str) -> Result<()> {
        // An automaton that grows takes longer for each byte, the longer the more states there are.
        let each = 16 + regexp.states() / 16;
        self.take_steps(text.len().saturating_mul(each) / 256)
    }

    /// Takes the steps off that finding a pattern's groups in a text may take: that is a simulation, in which every byte may
    /// be looked at in each place of the pattern.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn take_captures(&self, regexp: &Regexp, text: &str) -> Result<()> {
        self.take_steps(text.len().saturating_mul(regexp.places()))
    }
}

/// Takes an amount off; false, and nothing left, where it is more than there is.
fn take(left: &Cell<usize>, amount: usize) -> bool {
    let rest = left.get().checked_sub(amount);
    left.set(rest.unwrap_or(0));
    rest.is_some()
}

fn over(code: &'static Code, message: String, limit: &str) -> Error {
    Error::new(code, message)
        .with_hint(format!("Give less at once, or let the host set limits.{limit} to more."))
}
