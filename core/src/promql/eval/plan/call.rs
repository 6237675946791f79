//! Calls of functions, by what they work on.

use super::build::{Builder, Built, not_supported};
use super::{Kind, Node, OfSample, Other, OverRange};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::go::regexp::Expansion;
use crate::promql::ValueType;
use crate::promql::syntax::{self, Bounds, Call};

use super::super::extended::{self, Extended};
use super::super::functions::{self, SampleFunction};
use super::super::labels::LabelSet;
use super::super::value::Text;

/// Functions whose result depends on when they are evaluated, though their arguments do not. Mirrors `AtModifierUnsafeFunctions`.
const OF_THE_STEP: [&str; 11] = [
    "day_of_month",
    "day_of_week",
    "day_of_year",
    "days_in_month",
    "hour",
    "minute",
    "month",
    "predict_linear",
    "time",
    "timestamp",
    "year",
];

impl Builder<'_> {
    /// A call, and whether it gives the same at every step.
    pub(super) fn call<'q>(self, call: &'q Call) -> Result<(Kind<'q>, bool)> {
        let name = call.function.name;
        let built: Vec<_> = call.args.iter().map(|arg| self.build(arg)).collect::<Result<_>>()?;
        let all_invariant = built.iter().all(|arg| arg.is_invariant);
        let of_selector = built.iter().all(|arg| matches!(arg.node.kind, Kind::Vector(_)));
        let is_invariant =
            all_invariant && (!OF_THE_STEP.contains(&name) || (name == "timestamp" && of_selector));
        let wrap = |arg: Built<'q>| {
            let wraps = !is_invariant && self.wraps(&arg);
            arg.wrapped_if(wraps)
        };
        let args = built.into_iter().map(wrap).collect();
        let kind = match self.function(name, args) {
            Err(error) if error.is(codes::promql::EVALUATION) => Kind::Other(Box::new(Other::Refused(error))),
            kind => kind?,
        };
        Ok((kind, is_invariant))
    }

    fn function<'q>(self, name: &str, args: Vec<Node<'q>>) -> Result<Kind<'q>> {
        let (mut matrices, mut rest): (Vec<_>, Vec<_>) =
            args.into_iter().partition(|arg| arg.value_type() == ValueType::Matrix);
        if let Some(matrix) = matrices.pop() {
            return over_range(name, matrix, rest);
        }
        if let Some(function) = functions::sample_function(name) {
            if rest.is_empty() {
                // The functions of dates look at the time of the step.
                rest.push(synthetic(Other::Vector(synthetic(Other::Time))));
            }
            return of_sample(function, rest);
        }
        let mut rest = rest.into_iter();
        let mut next = || rest.next().ok_or_else(|| not_supported(name));
        let other = match name {
            "time" => Other::Time,
            "pi" => return Ok(Kind::Number(std::f64::consts::PI)),
            "scalar" => Other::Scalar(next()?),
            "vector" => Other::Vector(next()?),
            "absent" => {
                let vector = next()?;
                let told = match &vector.kind {
                    Kind::Vector(selection) => selection.told.clone(),
                    _ => LabelSet::default(),
                };
                Other::Absent(vector, told)
            }
            "timestamp" => match next()? {
                Node { kind: Kind::Vector(selection), .. } => Other::TimestampOf(selection),
                computed => Other::Timestamp(computed),
            },
            "sort" => Other::Sort(next()?, false),
            "sort_desc" => Other::Sort(next()?, true),
            "label_replace" => {
                let vector = next()?;
                let (to, replacement) = (string_of(&next()?)?, text_of(&next()?)?);
                let (from, written) = (text_of(&next()?)?, text_of(&next()?)?);
                let pattern = self.pattern(written)?;
                let replacement = Expansion::new(replacement, &pattern);
                let to = label_name(to, "destination label name in label_replace()")?;
                Other::LabelReplace { vector, to: to.into(), replacement, from: from.into(), pattern }
            }
            "label_join" => {
                let vector = next()?;
                let (to, separator) = (string_of(&next()?)?, text_of(&next()?)?);
                let source =
                    |node| label_name(string_of(&node)?, "source label name in label_join()").map(Text::from);
                let from = rest.map(source).collect::<Result<_>>()?;
                let to = label_name(to, "destination label name in label_join()")?;
                Other::LabelJoin { vector, to: to.into(), separator, from }
            }
            "histogram_quantile" => Other::HistogramQuantile { quantile: next()?, vector: next()? },
            "histogram_fraction" => {
                Other::HistogramFraction { lower: next()?, upper: next()?, vector: next()? }
            }
            "histogram_avg" | "histogram_count" | "histogram_stddev" | "histogram_stdvar"
            | "histogram_sum" => Other::OfNative(next()?),
            _ => return Err(not_supported(name)),
        };
        Ok(Kind::Other(Box::new(other)))
    }
}

fn over_range<'q>(name: &str, matrix: Node<'q>, scalars: Vec<Node<'q>>) -> Result<Kind<'q>> {
    let Some(function) = functions::range_function(name) else { return Err(not_supported(name)) };
    let bounds = match &matrix.kind {
        Kind::Matrix(ranged) => ranged.selection.bounds,
        _ => None,
    };
    let extended = bounds.map(|bounds| {
        Extended::of(name, bounds).ok_or_else(|| {
            let word = if bounds == Bounds::Anchored { "anchored" } else { "smoothed" };
            let takers = extended::functions(bounds);
            let message = format!("{word} ranges are taken by {takers}, not by {name}");
            Error::new(codes::promql::EVALUATION, message)
        })
    });
    let extended = extended.transpose()?;
    let absent = (name == "absent_over_time").then(|| match &matrix.kind {
        Kind::Matrix(ranged) => ranged.selection.told.clone(),
        _ => LabelSet::default(),
    });
    let keeps_name = matches!(name, "last_over_time" | "first_over_time");
    Ok(Kind::OverRange(Box::new(OverRange { function, matrix, scalars, keeps_name, extended, absent })))
}

fn of_sample(function: SampleFunction, mut args: Vec<Node<'_>>) -> Result<Kind<'_>> {
    let scalars = args.split_off(1.min(args.len()));
    let vector = args.pop().ok_or_else(|| not_supported("a function without a vector"))?;
    Ok(Kind::OfSample(Box::new(OfSample { function, vector, scalars })))
}

/// What stands nowhere in the text.
fn synthetic(other: Other<'_>) -> Node<'_> {
    Node { kind: Kind::Other(Box::new(other)), span: 0..0 }
}

fn text_of<'q>(node: &Node<'q>) -> Result<&'q str> {
    string_of(node).map(|text| text.value.as_str())
}

fn string_of<'q>(node: &Node<'q>) -> Result<&'q syntax::Text> {
    match node.kind {
        Kind::String(text) => Ok(text),
        _ => Err(not_supported("an argument that must be a string")),
    }
}

/// A label's name, which Prometheus 3 takes any text as but the empty one.
pub(in crate::promql::eval) fn label_name<'q>(text: &'q syntax::Text, what: &str) -> Result<&'q str> {
    if text.value.is_empty() || !text.is_utf8() {
        return Err(Error::new(codes::promql::EVALUATION, format!("invalid {what}: {}", quote(&text.value))));
    }
    Ok(&text.value)
}
