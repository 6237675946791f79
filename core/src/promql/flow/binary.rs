//! The labels of what operators give.

use std::collections::BTreeSet;

use super::facts::LabelFlow;
use crate::promql::is_metadata;
use crate::promql::syntax::{Binary, BinaryOp, Cardinality, VectorMatching};

/// Of an operator between a vector and a number.
pub(super) fn with_scalar(binary: &Binary, vector: LabelFlow) -> LabelFlow {
    if drops_name(binary) {
        return LabelFlow {
            never_empty: vector.never_empty && !is_filter(binary),
            ..vector.without_reserved()
        };
    }
    LabelFlow { never_empty: false, ..vector }
}

/// Of an operator between two vectors.
pub(super) fn of_vectors(
    binary: &Binary,
    matching: &VectorMatching,
    lhs: LabelFlow,
    rhs: LabelFlow,
) -> LabelFlow {
    match binary.op {
        BinaryOp::And => {
            if rhs.empty {
                return LabelFlow::nothing();
            }
            LabelFlow { never_empty: false, ..refined(lhs, &rhs, matching) }
        }
        BinaryOp::Unless => {
            let never_empty = lhs.never_empty && (rhs.empty || refined(lhs.clone(), &rhs, matching).empty);
            LabelFlow { never_empty, ..lhs }
        }
        BinaryOp::Or => {
            let one_group = matching.on
                && matching
                    .labels
                    .iter()
                    .all(|label| lhs.value_of(label).is_some() && lhs.value_of(label) == rhs.value_of(label));
            if one_group && lhs.never_empty {
                return lhs;
            }
            // What is in the group of a sample on the left is left out on the right.
            let single = one_group && lhs.single && rhs.single;
            let either = lhs.or(rhs);
            LabelFlow { single: either.single || single, ..either }
        }
        _ => matched(binary, matching, lhs, rhs),
    }
}

/// Of an operator that computes with samples which belong together.
fn matched(binary: &Binary, matching: &VectorMatching, lhs: LabelFlow, rhs: LabelFlow) -> LabelFlow {
    let is_swapped = matching.cardinality == Cardinality::OneToMany;
    let (many, one) = if is_swapped { (rhs, lhs) } else { (lhs, rhs) };
    if many.empty || one.empty {
        return LabelFlow::nothing();
    }
    let single = many.single || one.single && matching.cardinality == Cardinality::OneToOne;
    let of_one = refined(one, &many, matching);
    let mut flow = refined(many, &of_one, matching);
    if flow.empty || of_one.empty {
        return LabelFlow::nothing();
    }
    if drops_name(binary) {
        flow = flow.without_reserved();
    }
    if matching.cardinality == Cardinality::OneToOne {
        if matching.on {
            flow = flow.kept(&matching.labels);
        } else {
            for label in &matching.labels {
                flow.remove(label);
            }
        }
    }
    for label in &matching.include {
        flow.set_as(label, &of_one, label);
    }
    LabelFlow { single: flow.single || single, never_empty: false, ..flow }.settled()
}

/// What is known of samples that belong to others: the labels by which they do are the same.
fn refined(flow: LabelFlow, other: &LabelFlow, matching: &VectorMatching) -> LabelFlow {
    if flow.empty || other.empty {
        return LabelFlow::nothing();
    }
    let mut flow = flow;
    let listed: BTreeSet<&str> = matching.labels.iter().map(String::as_str).collect();
    let counts = |label: &str| {
        if matching.on { listed.contains(label) } else { !listed.contains(label) && !is_metadata(label) }
    };
    let known = other.fixed.keys().chain(&other.present).map(String::as_str);
    let known = known.chain(flow.fixed.keys().chain(&flow.present).map(String::as_str));
    let known: BTreeSet<String> =
        known.chain(listed.iter().copied()).filter(|label| counts(label)).map(str::to_owned).collect();
    for label in &known {
        match (flow.value_of(label), other.value_of(label)) {
            (Some(one), Some(other)) if one != other => return LabelFlow::nothing(),
            (None, Some(value)) => {
                // A label that is there has a value.
                if value.is_empty() && flow.present.contains(label) {
                    return LabelFlow::nothing();
                }
                let value = value.to_owned();
                flow.set(label, &value);
            }
            (Some(""), None) if other.present.contains(label) => return LabelFlow::nothing(),
            (None, None) if other.present.contains(label) => {
                flow.present.insert(label.clone());
            }
            _ => {}
        }
    }
    // What the others cannot have, these have not.
    if let (false, Some(theirs)) = (matching.on, &other.possible) {
        let bound = match flow.possible.take() {
            Some(ours) => ours.into_iter().filter(|label| !counts(label) || theirs.contains(label)).collect(),
            None => {
                let uncounted = matching.labels.iter().cloned();
                let reserved = ["__name__", "__type__", "__unit__"].map(str::to_owned);
                theirs
                    .iter()
                    .filter(|label| counts(label))
                    .cloned()
                    .chain(uncounted)
                    .chain(reserved)
                    .collect()
            }
        };
        flow.possible = Some(bound);
    }
    flow.settled()
}

/// Whether the result is another metric.
fn drops_name(binary: &Binary) -> bool {
    let computes = matches!(
        binary.op,
        BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Mod
            | BinaryOp::Pow
            | BinaryOp::Atan2
    );
    computes || binary.returns_bool
}

/// Whether the result may lack samples for their values.
fn is_filter(binary: &Binary) -> bool {
    binary.op.is_comparison() && !binary.returns_bool
}
