use super::traced::MatchedBy;
use crate::budget::Budget;
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
    /// What the template may take.
    pub(crate) budget: &'a Budget,
}

/// The label matchers of a query, written.
pub(super) struct Matchers<'a> {
    /// The values that had to be joined, and behind them the matchers.
    text: String,
    start: usize,
    parts: &'a [Part<'a>],
}

/// One label matcher.
#[derive(Clone, Copy)]
struct Part<'a> {
    label: &'a str,
    op: MatchOp,
    value: MatcherValue<'a>,
}

#[derive(Clone, Copy)]
enum MatcherValue<'a> {
    Text(&'a str),
    /// Several joined by bars, or quoted, at this stretch of the text.
    Joined(usize, usize),
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

    /// Writes the label matchers. Allocates one text for all of them; the rest is on the stack.
    pub(super) fn with_matchers<T>(&self, use_them: impl FnOnce(Matchers<'_>) -> T) -> T {
        let count = self.selector.requirements().len()
            + usize::from(self.namespace.is_some())
            + usize::from(self.objects.is_some());
        on_stack(count, Part::EMPTY, |parts| {
            let mut text = String::with_capacity(self.room());
            self.fill(parts, &mut text);
            let start = text.len();
            for part in parts.iter() {
                if text.len() > start {
                    text.push(',');
                }
                part.write(&mut text);
            }
            use_them(Matchers { text, start, parts })
        })
    }

    /// Why there is each matcher, in upstream's order.
    pub(super) fn reasons(&self) -> impl Iterator<Item = MatchedBy> {
        let selector = self.selector.requirements().iter().map(|_| MatchedBy::Selector);
        let namespace = self.namespace.map(|_| MatchedBy::Namespace);
        selector.chain(namespace).chain(self.objects.map(|_| MatchedBy::Objects))
    }

    /// Why a label is matched: of several reasons the last, as in [`label_values`](Self::label_values).
    pub(super) fn matched_by(&self, label: &str) -> MatchedBy {
        let is = |held: Option<&str>| held == Some(label);
        if is(self.objects.map(|(label, _)| label)) {
            MatchedBy::Objects
        } else if is(self.namespace.map(|(label, _)| label)) {
            MatchedBy::Namespace
        } else {
            MatchedBy::Selector
        }
    }

    /// The value that is matched for each label, sorted by label; several values are joined by bars, as they are.
    pub(crate) fn label_values(&self) -> Vec<(String, String)> {
        let owned = |(label, value): &(&str, &str)| ((*label).to_owned(), (*value).to_owned());
        let raw = Self { compat: Compat::UPSTREAM, ..*self };
        raw.with_matchers(|matchers| matchers.with_values(|values| values.iter().map(owned).collect()))
    }

    /// Bytes that the matchers and the joined values take where nothing is escaped.
    fn room(&self) -> usize {
        // The operator, two quotes and a comma; of joined values also the bars.
        let matcher = |label: &str, values: usize| label.len() + values + 5;
        let requirements: usize = self.selector.requirements().iter().map(Requirement::room).sum();
        let namespace = self.namespace.map_or(0, |(label, namespace)| matcher(label, namespace.len()));
        let objects = self.objects.map_or(0, |(label, names)| {
            matcher(label, 2 * names.iter().map(|name| name.len() + 1).sum::<usize>())
        });
        requirements + namespace + objects
    }

    /// Writes the values that have to be joined, and gives all matchers in upstream's order.
    fn fill(&self, parts: &mut [Part<'a>], text: &mut String) {
        let mut places = parts.iter_mut();
        let mut add = |part| {
            if let Some(place) = places.next() {
                *place = part;
            }
        };
        for requirement in self.selector.requirements() {
            add(Part::of(requirement, self.compat.mends(Switch::InValues), text));
        }
        if let Some((label, namespace)) = self.namespace {
            add(Part { label, op: MatchOp::Equal, value: MatcherValue::Text(namespace) });
        }
        match self.objects {
            Some((label, [name])) => add(Part { label, op: MatchOp::Equal, value: MatcherValue::Text(name) }),
            Some((label, names)) => {
                let quoted = self.compat.mends(Switch::ObjectNames);
                let value = MatcherValue::joined(names.iter().copied(), quoted, text);
                add(Part { label, op: MatchOp::Regex, value });
            }
            None => {}
        }
    }
}

impl Matchers<'_> {
    /// The matchers, joined by commas.
    pub(super) fn text(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// The label of each matcher, and how many bytes its text has.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut text = self.text.clone();
        let end = text.len();
        self.parts.iter().map(move |part| {
            text.truncate(end);
            part.write(&mut text);
            (part.label, text.len() - end)
        })
    }

    /// The matchers with a letter for each byte of their values, and of their labels where these are words.
    pub(super) fn twin(&self, letter: char) -> String {
        let mut twin = String::with_capacity(self.text.len() - self.start);
        let mut rest = self.text();
        for part in self.parts {
            let head = part.label.len() + part.op.as_str().len() + 1;
            let (head, tail) = rest.split_at_checked(head).unwrap_or((rest, ""));
            let (label, head) = head.split_at_checked(part.label.len()).unwrap_or((head, ""));
            let mut escaped = false;
            let value = tail.bytes().take_while(|byte| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                !ends
            });
            let len = value.count();
            let is_word = is_label_name(label);
            twin.extend(label.chars().map(|c| if is_word { letter } else { c }));
            twin.push_str(head);
            // The bars between values are ours; one of a value that is quoted has a backslash.
            let joins = matches!(part.value, MatcherValue::Joined(..));
            let mut before = b' ';
            twin.extend(tail.bytes().take(len).map(|byte| {
                let is_bar = std::mem::replace(&mut before, byte) != b'\\' && byte == b'|';
                if joins && is_bar { '|' } else { letter }
            }));
            let after = tail.get(len..).unwrap_or_default();
            // The quote, and the comma before the next.
            let (end, others) = after.split_at_checked(2).unwrap_or((after, ""));
            twin.push_str(end);
            rest = others;
        }
        twin
    }

    /// Gives the value that is matched for each label, sorted by label.
    pub(super) fn with_values<T>(&self, use_them: impl FnOnce(&[(&str, &str)]) -> T) -> T {
        on_stack(self.parts.len(), ("", ""), |values| {
            for (value, part) in values.iter_mut().zip(self.parts) {
                *value = (part.label, part.value.of(&self.text));
            }
            let distinct = last_of_each(values);
            use_them(values.get(..distinct).unwrap_or_default())
        })
    }
}

impl<'a> Part<'a> {
    const EMPTY: Self = Part { label: "", op: MatchOp::Equal, value: MatcherValue::Text("") };

    /// Mirrors `metricsQuery.selectMatcher` and `selectTargetValue`: several values make a regular expression, and a
    /// single one of `in` and `notin` is taken for one.
    fn of(requirement: &'a Requirement, quoted: bool, text: &mut String) -> Self {
        let single = requirement.single_value();
        let op = match (requirement.operator(), single) {
            (Operator::Exists, _) => MatchOp::NotEqual,
            (Operator::DoesNotExist, _) => MatchOp::Equal,
            (Operator::NotIn, _) | (Operator::NotEquals, None) => MatchOp::NotRegex,
            (Operator::NotEquals, Some(_)) => MatchOp::NotEqual,
            (Operator::In, _) | (_, None) => MatchOp::Regex,
            (_, Some(_)) => MatchOp::Equal,
        };
        let value = match single {
            Some(value) if quoted && matches!(op, MatchOp::Regex | MatchOp::NotRegex) => {
                MatcherValue::joined([value], quoted, text)
            }
            Some(value) => MatcherValue::Text(value),
            None => MatcherValue::joined(requirement.values(), quoted, text),
        };
        Self { label: requirement.key(), op, value }
    }

    fn write(&self, out: &mut String) {
        match self.value {
            MatcherValue::Text(value) => write_matcher(out, self.label, self.op, value),
            MatcherValue::Joined(start, end) => write_matcher_within(out, self.label, self.op, (start, end)),
        }
    }
}

impl<'a> MatcherValue<'a> {
    /// Appends values joined by bars; safe mode quotes them, since they stand in a regular expression.
    fn joined<'v>(values: impl IntoIterator<Item = &'v str>, quoted: bool, out: &mut String) -> Self {
        let start = out.len();
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                out.push('|');
            }
            if quoted { quote_regexp(value, out) } else { out.push_str(value) }
        }
        MatcherValue::Joined(start, out.len())
    }

    /// The value, where the joined ones are in this text.
    fn of<'b>(self, text: &'b str) -> &'b str
    where
        'a: 'b,
    {
        match self {
            Self::Text(value) => value,
            Self::Joined(start, end) => text.get(start..end).unwrap_or_default(),
        }
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
pub(super) fn quote_regexp(text: &str, out: &mut String) {
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
