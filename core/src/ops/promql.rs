//! `promql.*`: series selectors, such as the `seriesQuery` of a rule, and whole queries.

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::operation::{Operation, operation};
use crate::error::{Result, Span};
use crate::promql::syntax::{At, Cardinality, Length, SelectorMatcher, TimeModifiers, VectorSelector};
use crate::promql::{self, Expr, ExprKind, Labels, Matcher, SeriesSelector};

pub(super) const OPERATIONS: &[Operation] = &[
    operation!(context "promql.parseSelector" => parse_selector),
    operation!(context "promql.matches" => matches),
    operation!(context "promql.parse" => parse),
    operation!(context "promql.labels" => labels),
];

/// A series selector.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParseSelectorInput {
    /// The selector, such as `http_requests_total{namespace!=""}` or `{"a.metric","a label"=~"x|y"}`.
    pub text: String,
}

/// A series selector, matcher by matcher.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ParseSelectorOutput {
    /// As they stand in the text; the metric's name is one of `__name__`.
    pub matchers: Vec<MatcherOutput>,
}

/// One label matcher.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MatcherOutput {
    /// The label's name.
    pub name: String,
    /// `=`, `!=`, `=~` or `!~`.
    pub operator: &'static str,
    /// What its value is compared with.
    pub value: String,
}

/// Reads a series selector as Prometheus does.
///
/// # Errors
/// `promql.selector` with its position in `text`; `limit.regexp`, `limit.work`.
pub fn parse_selector(context: &Context<'_>, input: ParseSelectorInput) -> Result<ParseSelectorOutput> {
    let selector = read(&input.text, context)?;
    Ok(ParseSelectorOutput { matchers: selector.matchers().map(MatcherOutput::of).collect() })
}

impl MatcherOutput {
    fn of(matcher: &Matcher) -> Self {
        Self { name: matcher.name.clone(), operator: matcher.op.as_str(), value: matcher.value.clone() }
    }
}

/// A series selector and the labels of a series.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MatchesInput {
    /// The selector.
    pub text: String,
    /// The labels, the series' name as `__name__`.
    pub labels: Labels,
}

/// Whether the selector selects the series.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct MatchesOutput {
    /// Whether it does.
    pub matches: bool,
}

/// Tries a series selector on the labels of a series.
///
/// # Errors
/// As [`parse_selector`].
pub fn matches(context: &Context<'_>, input: MatchesInput) -> Result<MatchesOutput> {
    Ok(MatchesOutput { matches: read(&input.text, context)?.matches(&input.labels) })
}

fn read(text: &str, context: &Context<'_>) -> Result<SeriesSelector> {
    SeriesSelector::parse_within(text, &context.budget).map_err(|error| error.in_path("text"))
}

/// A query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParseInput {
    /// The query, such as `sum by (pod) (rate(http_requests_total[5m]))`.
    pub text: String,
}

/// What a query is made of.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ParseOutput {
    /// The query as Prometheus prints it.
    pub printed: String,
    /// `scalar`, `vector`, `matrix` or `string`.
    #[serde(rename = "type")]
    pub value_type: &'static str,
    /// All expressions in it, each before those within it.
    pub tree: Vec<NodeOutput>,
}

/// One expression of a query.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct NodeOutput {
    /// `number`, `string`, `vectorSelector`, `matrixSelector`, `subquery`, `paren`, `unary`, `binary`, `aggregate` or `call`.
    pub kind: &'static str,
    /// What it evaluates to.
    #[serde(rename = "type")]
    pub value_type: &'static str,
    /// Where it stands in the text.
    pub span: Span,
    /// The place in the list of the expression that it is directly within; of the whole query there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    /// The function, the aggregation, the operator, or the metric's name before the braces of a selector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What a number or a string is, as Prometheus prints the one and without the quotes of the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The matchers of a selector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matchers: Option<Vec<MatcherOutput>>,
    /// How far a range or a subquery reaches back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// The step of a subquery that has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// What stands behind `offset`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// What stands behind `@`: seconds, `start()` or `end()`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The labels of `by`, `without`, `on` or `ignoring`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// Which of the four it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grouping: Option<&'static str>,
    /// The labels that `group_left` or `group_right` take over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Vec<String>>,
    /// `group_left` or `group_right`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// Whether a comparison gives 0 or 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bool: Option<bool>,
}

/// Reads a query as Prometheus does without flags.
///
/// # Errors
/// `promql.syntax` with its position in `text`; `limit.depth`, `limit.size`, `limit.regexp`, `limit.work`.
pub fn parse(context: &Context<'_>, input: ParseInput) -> Result<ParseOutput> {
    let expr = read_query(&input.text, context)?;
    let ranges: Vec<_> = expr.walk().map(|inner| inner.span.clone()).collect();
    let mut tree = Vec::with_capacity(ranges.len());
    let mut open = vec![(&expr, None)];
    let mut spans = Span::all(&input.text, &ranges).into_iter();
    while let (Some((inner, parent)), Some(span)) = (open.pop(), spans.next()) {
        let (at, begin) = (tree.len(), open.len());
        tree.push(NodeOutput::of(inner, span, parent));
        open.extend(inner.children().map(|child| (child, Some(at))));
        if let Some(children) = open.get_mut(begin..) {
            children.reverse();
        }
    }
    Ok(ParseOutput { printed: expr.to_string(), value_type: expr.value_type().as_str(), tree })
}

fn read_query(text: &str, context: &Context<'_>) -> Result<Expr> {
    promql::parse_within(text, &context.budget).map_err(|error| error.in_path("text"))
}

impl NodeOutput {
    fn of(expr: &Expr, span: Span, parent: Option<usize>) -> Self {
        let mut node = Self {
            kind: expr.kind.as_str(),
            value_type: expr.value_type().as_str(),
            span,
            parent,
            name: None,
            value: None,
            matchers: None,
            range: None,
            step: None,
            offset: None,
            at: None,
            labels: None,
            grouping: None,
            include: None,
            group: None,
            bool: None,
        };
        match &expr.kind {
            ExprKind::Number(_) => node.value = Some(expr.to_string()),
            ExprKind::String(text) => node.value = Some(text.value.clone()),
            ExprKind::Vector(selector) => node.selects(selector),
            ExprKind::Matrix(matrix) => {
                node.selects(&matrix.selector);
                node.range = Some(matrix.range.to_string());
            }
            ExprKind::Subquery(subquery) => {
                node.range = Some(subquery.range.to_string());
                node.step = subquery.step.as_ref().map(Length::to_string);
                node.times(&subquery.time);
            }
            ExprKind::Paren(_) => {}
            ExprKind::Unary(unary) => {
                node.name = Some(if unary.is_negative { "-" } else { "+" }.to_owned());
            }
            ExprKind::Binary(binary) => {
                node.name = Some(binary.op.to_string());
                node.bool = binary.returns_bool.then_some(true);
                if let Some(matching) = &binary.matching {
                    node.group = match matching.cardinality {
                        Cardinality::ManyToOne => Some("group_left"),
                        Cardinality::OneToMany => Some("group_right"),
                        Cardinality::OneToOne | Cardinality::ManyToMany => None,
                    };
                    node.include = node.group.map(|_| matching.include.clone());
                    let is_said = matching.on || !matching.labels.is_empty() || node.group.is_some();
                    node.grouping = is_said.then_some(if matching.on { "on" } else { "ignoring" });
                    node.labels = is_said.then(|| matching.labels.clone());
                }
            }
            ExprKind::Aggregate(aggregate) => {
                node.name = Some(aggregate.op.to_string());
                let is_said = aggregate.without || !aggregate.grouping.is_empty();
                node.grouping = is_said.then_some(if aggregate.without { "without" } else { "by" });
                node.labels = is_said.then(|| aggregate.grouping.clone());
            }
            ExprKind::Call(call) => node.name = Some(call.function.name.to_owned()),
        }
        node
    }

    fn selects(&mut self, selector: &VectorSelector) {
        let matcher = |held: &SelectorMatcher| MatcherOutput::of(&held.matcher);
        self.name.clone_from(&selector.name);
        self.matchers = Some(selector.matchers.iter().map(matcher).collect());
        self.times(&selector.time);
    }

    fn times(&mut self, time: &TimeModifiers) {
        self.offset = time.offset.as_ref().map(Length::to_string);
        self.at = time.at.as_ref().map(At::to_string);
    }
}

/// A query, and the series that there are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LabelsInput {
    /// The query.
    pub text: String,
    /// The labels of every series that there is; left out, there may be any.
    pub series: Option<Vec<Labels>>,
}

/// Which labels the samples of a query's result have.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct LabelsOutput {
    /// Those that every sample has.
    pub present: Vec<String>,
    /// All that any sample may have, where that can be bounded.
    pub possible: Option<Vec<String>>,
    /// Whether there is at most one sample.
    pub single: bool,
    /// Whether there is surely none.
    pub empty: bool,
}

/// Says which labels the samples of a query's result have, as far as that is sure.
///
/// # Errors
/// As [`parse()`].
pub fn labels(context: &Context<'_>, input: LabelsInput) -> Result<LabelsOutput> {
    let expr = read_query(&input.text, context)?;
    let flow = promql::flow::labels_within(&expr, input.series.as_deref(), &context.budget)
        .map_err(|error| error.in_path("text"))?;
    Ok(LabelsOutput {
        present: flow.present.into_iter().collect(),
        possible: flow.possible.map(|possible| possible.into_iter().collect()),
        single: flow.single,
        empty: flow.empty,
    })
}
