use crate::error::{Error, Result, codes};
use crate::promql::{MatchOp, is_label_name, write_matcher, write_matcher_within};
use crate::rules::{Compat, Switch};
use crate::selector::{Operator, Requirement, Selector};

/// The parts of a query in upstream's order: the selector's requirements, the namespace, the objects.
#[derive(Debug)]
pub(crate) struct QueryParts<'a> {
    /// What the request's metric selector requires.
    pub(crate) selector: &'a Selector,
    /// The label of namespaces and the request's namespace.
    pub(crate) namespace: Option<(&'a str, &'a str)>,
    /// The label of the request's resource and the objects' names.
    pub(crate) objects: Option<(&'a str, &'a [&'a str])>,
    /// How values and labels are written.
    pub(crate) compat: Compat,
}

/// One label matcher before it is written.
struct Part<'a> {
    label: &'a str,
    op: MatchOp,
    values: Values<'a>,
}

#[derive(Clone, Copy)]
enum Values<'a> {
    One(&'a str),
    Names(&'a [&'a str]),
    Requirement(&'a Requirement),
}

/// A label and its value: `text`, or a stretch of the joined values.
#[derive(Clone, Copy, Default)]
struct Slot<'a> {
    label: &'a str,
    text: &'a str,
    joined: Option<(usize, usize)>,
}

impl<'a> QueryParts<'a> {
    /// Refuses what has no PromQL: `gt` and `lt`, and in safe mode a key that is no label name.
    pub(super) fn check(&self) -> Result<()> {
        for requirement in self.selector.requirements() {
            if matches!(requirement.operator(), Operator::GreaterThan | Operator::LessThan) {
                return Err(Error::new(codes::metrics::OPERATOR, "operator not supported by prometheus")
                    .with_hint(format!(
                        "Leave the requirement on {:?} out: Prometheus compares labels as text.",
                        requirement.key()
                    )));
            }
            if self.compat.mends(Switch::LabelKeys) && !is_label_name(requirement.key()) {
                let message = format!("{:?} is not a name of a Prometheus label", requirement.key());
                return Err(Error::new(codes::metrics::LABEL_NAME, message));
            }
        }
        Ok(())
    }

    /// Gives the label matchers, joined by commas, and the value that is matched for each label, sorted by label.
    /// Allocates one text for all of them; the rest is on the stack.
    pub(super) fn with_text<T>(&self, use_them: impl FnOnce(&str, &[(&str, &str)]) -> T) -> T {
        let (count, bytes) =
            self.parts().fold((0, 0), |(count, bytes), part| (count + 1, bytes + part.room()));
        let mut text = String::with_capacity(bytes);
        on_stack(count, Slot::default(), |slots| {
            // The values that have to be joined, and behind them the matchers.
            for (slot, part) in slots.iter_mut().zip(self.parts()) {
                *slot = part.slot(self.compat, &mut text);
            }
            let start = text.len();
            for (slot, part) in slots.iter().zip(self.parts()) {
                if text.len() > start {
                    text.push(',');
                }
                match slot.joined {
                    None => write_matcher(&mut text, part.label, part.op, slot.text),
                    Some(place) => write_matcher_within(&mut text, part.label, part.op, place),
                }
            }
            on_stack(count, ("", ""), |values| {
                for (value, slot) in values.iter_mut().zip(slots.iter()) {
                    *value = (slot.label, slot.value(&text));
                }
                let distinct = last_of_each(values);
                use_them(text.get(start..).unwrap_or_default(), values.get(..distinct).unwrap_or_default())
            })
        })
    }

    /// The value that is matched for each label, sorted by label.
    pub(crate) fn label_values(&self) -> Vec<(String, String)> {
        let owned = |(label, value): &(&str, &str)| ((*label).to_owned(), (*value).to_owned());
        self.with_text(|_, values| values.iter().map(owned).collect())
    }

    fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        let requirements = self.selector.requirements().iter().map(Part::of);
        let namespace = self.namespace.map(|(label, namespace)| Part {
            label,
            op: MatchOp::Equal,
            values: Values::One(namespace),
        });
        let objects = self.objects.map(|(label, names)| match names {
            [name] => Part { label, op: MatchOp::Equal, values: Values::One(name) },
            names => Part { label, op: MatchOp::Regex, values: Values::Names(names) },
        });
        requirements.chain(namespace).chain(objects)
    }
}

impl<'a> Part<'a> {
    /// Mirrors `metricsQuery.selectMatcher` and `selectTargetValue`: several values make a regular expression, and a
    /// single one of `in` and `notin` is taken for one.
    fn of(requirement: &'a Requirement) -> Self {
        let mut values = requirement.values();
        let (first, several) = (values.next(), values.next().is_some());
        let negative = matches!(requirement.operator(), Operator::NotEquals | Operator::NotIn);
        let op = match (requirement.operator(), first, several) {
            (Operator::Exists, ..) => MatchOp::NotEqual,
            (Operator::DoesNotExist, ..) => MatchOp::Equal,
            (Operator::In | Operator::NotIn, ..) | (_, _, true) => {
                if negative {
                    MatchOp::NotRegex
                } else {
                    MatchOp::Regex
                }
            }
            _ if negative => MatchOp::NotEqual,
            _ => MatchOp::Equal,
        };
        let values =
            if several { Values::Requirement(requirement) } else { Values::One(first.unwrap_or("")) };
        Self { label: requirement.key(), op, values }
    }

    /// Bytes that its matcher and its joined values take where nothing is escaped.
    fn room(&self) -> usize {
        // The label, the operator, two quotes and a comma.
        let around = self.label.len() + 5;
        let joined = |len: usize| 2 * len + around;
        match self.values {
            Values::One(text) => text.len() + around,
            Values::Names(names) => joined(names.iter().map(|name| name.len() + 1).sum()),
            Values::Requirement(requirement) => {
                joined(requirement.values().map(|value| value.len() + 1).sum())
            }
        }
    }

    /// The values joined by bars; safe mode quotes them where they stand in a regular expression.
    fn slot(&self, compat: Compat, joined: &mut String) -> Slot<'a> {
        let label = self.label;
        let switch = match self.values {
            Values::Names(_) => Switch::ObjectNames,
            Values::One(_) | Values::Requirement(_) => Switch::InValues,
        };
        let quoted = compat.mends(switch) && matches!(self.op, MatchOp::Regex | MatchOp::NotRegex);
        let start = joined.len();
        let mut add = |index: usize, value: &str| {
            if index > 0 {
                joined.push('|');
            }
            if quoted { quote_regexp(value, joined) } else { joined.push_str(value) }
        };
        match self.values {
            Values::One(text) if !quoted => return Slot { label, text, joined: None },
            Values::One(text) => add(0, text),
            Values::Names(names) => names.iter().enumerate().for_each(|(index, name)| add(index, name)),
            Values::Requirement(requirement) => {
                requirement.values().enumerate().for_each(|(index, value)| add(index, value));
            }
        }
        Slot { label, text: "", joined: Some((start, joined.len())) }
    }
}

impl<'a> Slot<'a> {
    fn value<'b>(&self, joined: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.joined.map_or(self.text, |(start, end)| joined.get(start..end).unwrap_or_default())
    }
}

/// Labels that a query has room for on the stack; one with more is rare, and allocates.
const INLINE: usize = 8;

fn on_stack<T: Copy, R>(count: usize, empty: T, use_them: impl FnOnce(&mut [T]) -> R) -> R {
    let mut few = [empty; INLINE];
    match few.get_mut(..count) {
        Some(few) => use_them(few),
        None => use_them(&mut vec![empty; count]),
    }
}

/// Sorts by label and keeps the last value of each; gives how many are left.
fn last_of_each(values: &mut [(&str, &str)]) -> usize {
    values.sort_by_key(|(label, _)| *label);
    let mut kept = 0;
    for at in 0..values.len() {
        let Some(&value) = values.get(at) else { break };
        let same = kept > 0 && values.get(kept - 1).is_some_and(|(label, _)| *label == value.0);
        if !same {
            kept += 1;
        }
        if let Some(place) = values.get_mut(kept - 1) {
            *place = value;
        }
    }
    kept
}

/// Appends a text that as a regular expression matches itself. Mirrors `regexp.QuoteMeta`.
fn quote_regexp(text: &str, out: &mut String) {
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
}
