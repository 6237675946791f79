//! Comparing our answers to upstream's on generated cases.

use std::collections::BTreeMap;
use std::fmt;

use counterpoise::ops;

use super::shrink::shrink;
use super::stream::{self, Question};
use super::verdict::{self, Verdict};
use crate::compare::Reply;
use crate::generate::{Area, Case, Hpa};
use crate::sequence;
use crate::surface::{self, Surface as _};

/// No operation of the contract, but a chain of one.
pub(super) const SEQUENCE: &str = "hpa.sequence";
/// Differences that are shown, each of its own kind.
const SHOWN: usize = 20;
/// Differences that are made smaller to see whether they are of a kind that is shown already.
const SHRUNK: usize = 200;
const SEQUENCES_SHRUNK: usize = 8;

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Report {
    /// Cases that were asked.
    pub cases: usize,
    /// Those that both sides refuse.
    pub refused: usize,
    /// Differences that are meant, by their reasons.
    pub meant: BTreeMap<&'static str, usize>,
    /// All other differences.
    pub differences: usize,
    /// The smallest input of each kind of difference, and how the replies differ.
    pub shown: BTreeMap<String, String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (input, difference) in &self.shown {
            writeln!(f, "{input}\n    {}", difference.replace('\n', "\n    "))?;
        }
        write!(
            f,
            "{} cases ({} refused by both), {} differences",
            self.cases, self.refused, self.differences
        )?;
        for (reason, count) in &self.meant {
            write!(f, "\n  {count} more are meant: {reason}")?;
        }
        Ok(())
    }
}

/// Asks both sides the cases of a seed.
///
/// # Errors
/// The oracle is not there, or does not answer.
pub fn run(area: Area, seed: u64, count: usize) -> Result<Report, String> {
    let mut report = Report::default();
    let shrunk = if matches!(area, Area::Hpa(Hpa::Sequence, _)) { SEQUENCES_SHRUNK } else { SHRUNK };
    let mut alone = surface::upstream(area)?;
    let mut ours = String::new();
    stream::ask(area, seed, count, |Question { case, request }, reply| {
        report.cases += 1;
        let ours = if case.op == SEQUENCE {
            sequence::outcomes(&case.input)
        } else {
            ours.clear();
            ops::answer(None, request.as_bytes(), &mut ours);
            verdict::reply(&ours)?
        };
        let upstream = verdict::reply(reply)?;
        match verdict::compare(&case, &ours, &upstream) {
            Verdict::Same => report.refused += usize::from(ours.is_err()),
            Verdict::Meant(reason) => *report.meant.entry(reason).or_default() += 1,
            Verdict::Different(found) => {
                report.differences += 1;
                if report.differences <= shrunk && report.shown.len() < SHOWN {
                    let kind = (ours.is_ok(), upstream.is_ok());
                    let (input, smaller) = smallest(&mut alone, case, kind);
                    report.shown.insert(input, if smaller.is_empty() { found.join("\n") } else { smaller });
                }
            }
        }
        Ok(())
    })?;
    Ok(report)
}

/// Inputs that are tried for one smallest, and for a sequence, which takes milliseconds.
const ATTEMPTS: usize = 4000;
const SEQUENCE_ATTEMPTS: usize = 1000;

/// The smallest case whose replies differ in the same way, and how they differ.
fn smallest(upstream: &mut surface::Child, case: Case, kind: (bool, bool)) -> (String, String) {
    let Case { op, input } = case;
    let mut difference = Vec::new();
    let attempts = if op == SEQUENCE { SEQUENCE_ATTEMPTS } else { ATTEMPTS };
    let input = shrink(input, attempts, |input| {
        let case = Case { op, input: input.clone() };
        let ours = here(&case);
        // What is beyond our limits may keep upstream busy for minutes, and a broken request shows nothing.
        if ours.as_ref().is_err_and(|error| verdict::is_about_size(error) || verdict::is_about_asking(error))
        {
            return false;
        }
        // Smaller inputs must not answer one metric with another's list.
        if ours.as_ref().is_ok_and(|ours| ours.to_string().contains("the answer is a")) {
            return false;
        }
        let upstream = upstream.call(op, input);
        if kind != (ours.is_ok(), upstream.is_ok()) || upstream.as_ref().is_err_and(verdict::is_about_asking)
        {
            return false;
        }
        match verdict::compare(&case, &ours, &upstream) {
            Verdict::Different(found) => {
                difference = found;
                true
            }
            Verdict::Same | Verdict::Meant(_) => false,
        }
    });
    (format!("{op} {input}"), difference.join("\n"))
}

fn here(case: &Case) -> Reply {
    if case.op == SEQUENCE {
        return sequence::outcomes(&case.input);
    }
    surface::RustText.call(case.op, &case.input)
}
