//! Which samples of two vectors belong together, and what becomes of them. Mirrors `VectorBinop`.

use std::collections::BTreeMap;

use super::{changes_what_is_measured, elements, truth};
use crate::error::{Error, Result, codes};
use crate::promql::is_metadata;
use crate::promql::syntax::{Cardinality, VectorMatching};

use super::super::frame::Frame;
use super::super::labels::LabelSet;
use super::super::plan::Vectors;
use super::super::run::Evaluator;
use super::super::steps::{Element, labels_of};
use super::super::value::Row;

/// The rows of one side by the labels that are compared: rows with one number have the same.
pub(super) struct Numbers(Vec<usize>);

impl Numbers {
    pub(super) fn of(&self, row: usize) -> usize {
        self.0.get(row).copied().unwrap_or(usize::MAX)
    }
}

/// The rows of both sides by the labels that are compared.
pub(super) struct Signatures {
    sides: [Numbers; 2],
    count: usize,
}

impl Signatures {
    pub(super) fn of(matching: &VectorMatching, rows: [&[Row]; 2]) -> Self {
        let mut numbers: BTreeMap<LabelSet, usize> = BTreeMap::new();
        let sides = rows.map(|rows| {
            let number = |row: &Row| {
                let next = numbers.len();
                *numbers.entry(compared(matching, &row.labels)).or_insert(next)
            };
            Numbers(rows.iter().map(number).collect())
        });
        Self { sides, count: numbers.len() }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn left(&self) -> &Numbers {
        let [left, _] = &self.sides;
        left
    }

    pub(super) fn right(&self) -> &Numbers {
        let [_, right] = &self.sides;
        right
    }
}

/// The labels that are compared. Mirrors `matchLabels`.
fn compared(matching: &VectorMatching, labels: &LabelSet) -> LabelSet {
    let is_named = |name: &str| matching.labels.iter().any(|held| held == name);
    if matching.on {
        labels.filtered(is_named)
    } else {
        labels.filtered(|name| !is_metadata(name) && !is_named(name))
    }
}

/// What two rows give together.
#[derive(Clone, Copy)]
struct Pair {
    /// The row of the side that has one.
    one: usize,
    /// Its number among the pairs.
    number: usize,
    /// The number of its signature with the labels of the result.
    result: usize,
}

/// The pairs that there were, and the labels of what each gives.
#[derive(Default)]
struct Pairs {
    labels: Vec<LabelSet>,
    results: BTreeMap<(usize, LabelSet), usize>,
    numbers: BTreeMap<(usize, usize), Pair>,
    /// For each row of the many its last pair, which most often is its next.
    last: Vec<Option<Pair>>,
    /// For each result the step that last had it.
    seen: Vec<Option<usize>>,
}

impl Pairs {
    fn of(&mut self, many: usize, one: usize, signature: usize, labels: impl FnOnce() -> LabelSet) -> Pair {
        if let Some(pair) = self.last.get(many).copied().flatten().filter(|pair| pair.one == one) {
            return pair;
        }
        let number = self.labels.len();
        let pair = *self.numbers.entry((many, one)).or_insert_with(|| {
            let labels = labels();
            self.labels.push(labels.clone());
            let next = self.results.len();
            let result = *self.results.entry((signature, labels)).or_insert(next);
            Pair { one, number, result }
        });
        if many >= self.last.len() {
            self.last.resize(many.saturating_add(1), None);
        }
        if let Some(last) = self.last.get_mut(many) {
            *last = Some(pair);
        }
        pair
    }

    /// Whether a result is the first of its number at a step.
    fn is_new(&mut self, result: usize, step: usize) -> bool {
        if result >= self.seen.len() {
            self.seen.resize(result.saturating_add(1), None);
        }
        self.seen.get_mut(result).is_some_and(|seen| seen.replace(step) != Some(step))
    }
}

impl Evaluator<'_> {
    pub(super) fn matched(
        &self,
        binary: &Vectors<'_>,
        [lhs, rhs]: [&[Row]; 2],
        signatures: &Signatures,
        frame: Frame,
    ) -> Result<Vec<Row>> {
        let matching = binary.matching;
        // The side that may have many is looked at as the left one.
        let swapped = matching.cardinality == Cardinality::OneToMany;
        let (many, one) = if swapped { (rhs, lhs) } else { (lhs, rhs) };
        let (of_many, of_one) = match swapped {
            true => (signatures.right(), signatures.left()),
            false => (signatures.left(), signatures.right()),
        };
        let is_one_to_one = matching.cardinality == Cardinality::OneToOne;
        let mut pairs = Pairs::default();
        let mut ones: Vec<Option<Element>> = vec![None; signatures.count()];
        self.each_step(frame, [many, one], |step, [manys, singles], made| {
            if manys.is_empty() || singles.is_empty() {
                return Ok(());
            }
            ones.fill(None);
            for element in singles {
                let Some(held) = ones.get_mut(of_one.of(element.row)) else { continue };
                if let Some(before) = held {
                    return Err(duplicate(matching, one, [element.row, before.row]));
                }
                *held = Some(*element);
            }
            for element in manys {
                let signature = of_many.of(element.row);
                let Some(other) = ones.get(signature).copied().flatten() else { continue };
                let (left, right) =
                    if swapped { (other.value, element.value) } else { (element.value, other.value) };
                let (value, stands) = elements(binary.op, left, right);
                let rows = (element.row, other.row);
                let labels = || result(binary, &labels_of(many, rows.0), &labels_of(one, rows.1));
                let pair = pairs.of(rows.0, rows.1, signature, labels);
                // One to one, a signature has one result, whatever its labels.
                let number = if is_one_to_one { signature } else { pair.result };
                if !pairs.is_new(number, step) {
                    return Err(multiple(matching.cardinality));
                }
                if stands || binary.returns_bool {
                    let value = if binary.returns_bool { truth(stands) } else { value };
                    let labels = || pairs.labels.get(pair.number).cloned().unwrap_or_default();
                    made.push_of(pair.number, value, labels)?;
                }
            }
            Ok(())
        })
    }
}

/// The labels of what two samples give. Mirrors `resultMetric`.
fn result(binary: &Vectors<'_>, many: &LabelSet, one: &LabelSet) -> LabelSet {
    let matching = binary.matching;
    let drops_name = binary.returns_bool || changes_what_is_measured(binary.op);
    let is_named = |name: &str| matching.labels.iter().any(|held| held == name);
    let is_one_to_one = matching.cardinality == Cardinality::OneToOne;
    let mut labels = many.filtered(|name| {
        !(drops_name && is_metadata(name)) && (!is_one_to_one || is_named(name) == matching.on)
    });
    for name in &matching.include {
        labels = labels.with(name, one.get(name));
    }
    labels
}

fn duplicate(matching: &VectorMatching, one: &[Row], rows: [usize; 2]) -> Error {
    let labels = rows.map(|row| labels_of(one, row));
    let group = compared(matching, labels.first().unwrap_or(&LabelSet::default())).printed();
    let mut printed = labels.map(|labels| labels.printed());
    printed.sort();
    let side = if matching.cardinality == Cardinality::OneToMany { "left" } else { "right" };
    let message = format!(
        "found duplicate series for the match group {group} on the {side} side of the operation: {}",
        printed.join(" and ")
    );
    Error::new(codes::promql::EVALUATION, message)
}

fn multiple(cardinality: Cardinality) -> Error {
    let message = match cardinality {
        Cardinality::OneToOne => {
            "several samples on the left side match one on the right: that must be said by group_left"
        }
        _ => "several results have the same labels: the labels that are grouped by must tell them apart",
    };
    Error::new(codes::promql::EVALUATION, message)
}
