//! What a configuration says of itself before it meets a series: what upstream refuses, and what it takes and does
//! something else with than its author is likely to expect.

mod counters;
mod flow;
mod hyphen;
mod names;
mod nan;
mod ranges;
mod raw_text;
mod sample;
mod series_query;

use std::collections::BTreeMap;

use crate::budget::Budget;
use crate::error::{Code, Diagnostic, Error, Severity, Span, codes};
use crate::go::duration::Duration;
use crate::limits;
use crate::promql::{SeriesSelector, is_label_name};
use crate::resources::{GroupResource, Mapper};
use crate::rules::Probe;
use crate::rules::compat::{Compat, Switch};
use crate::rules::config::{Config, DiscoveryRule, ResourceMapping, ResourceRuleConfig};
use crate::rules::errors::{Errors, KEPT};
use crate::rules::labels::{self, LabelResources};
use crate::rules::namer::MetricNamer;
use crate::rules::query_template::QueryTemplate;
use crate::rules::resource_rules::ResourceRules;
use crate::rules::rule::Rule;
use crate::rules::unknown_group;
use crate::yaml::Text;
use nan::NoNumber;

/// The findings of a configuration: what cannot be read, then rule by rule in source order, a thousand of them at most.
#[must_use]
pub fn check(config: &Config, mapper: &Mapper, compat: Compat, budget: &Budget) -> Vec<Diagnostic> {
    check_up_to(limits::FINDINGS, config, mapper, compat, budget)
}

/// As [`check`], with another number of findings at most.
#[must_use]
pub(crate) fn check_up_to(
    most: usize,
    config: &Config,
    mapper: &Mapper,
    compat: Compat,
    budget: &Budget,
) -> Vec<Diagnostic> {
    let mut found: Vec<_> =
        config.errors.iter().map(|error| Diagnostic::new(Severity::Error, error.clone())).collect();
    let ignored = severity(compat, Switch::UnknownValues);
    found.extend(config.ignored.iter().map(|error| Diagnostic::new(ignored, error.clone())));
    found.extend(config.helm_values.iter().map(|note| Diagnostic::new(Severity::Info, note.clone())));
    for (list, rules, is_custom) in
        [("rules", &config.rules, true), ("externalRules", &config.external_rules, false)]
    {
        for (index, rule) in rules.iter().enumerate() {
            let own = format!("{list}[{index}]");
            let mut findings =
                Findings::new(rule.place(&own).to_owned(), &rule.errors, (compat, most), &mut found);
            let compiled = Rule::compile(own, rule, mapper, budget);
            if let Ok(Rule { series_selector: Ok(selector), .. }) = &compiled
                && let Some(error) =
                    compiled.as_ref().ok().and_then(|rule| names::never_pass(rule, selector, budget))
            {
                let matches = &rule.name.matches;
                let span = matches.span().or(rule.span);
                findings.warn(
                    if matches.is_empty() { "seriesFilters" } else { "name.matches" },
                    error.placed(span),
                );
            }
            findings.broken(compiled.err());
            of_rule(rule, mapper, is_custom, &mut findings, budget);
        }
    }
    if let Some(rules) = &config.resource_rules {
        let path = rules.place();
        Findings::new(path.to_owned(), &rules.errors, (compat, most), &mut found)
            .broken(ResourceRules::compile(rules, mapper, budget).err());
        for (name, rule) in [("cpu", &rules.cpu), ("memory", &rules.memory)] {
            let mut findings = Findings::new(format!("{path}.{name}"), &[], (compat, most), &mut found);
            findings.unread = &rules.errors;
            of_resource_rule(rule, rules.window, mapper, &mut findings, budget);
        }
    }
    found
}

/// What is refused in a rule that upstream takes, in the path of the rule.
pub(in crate::rules) fn refused(
    path: &str,
    rule: &DiscoveryRule,
    mapper: &Mapper,
    is_custom: bool,
    compat: Compat,
    budget: &Budget,
) -> Vec<Error> {
    let mut found = Vec::new();
    if compat.mends(Switch::SharedResources) {
        found.extend(shared_resource(&rule.resources, mapper));
    }
    if compat.mends(Switch::NamespacedIgnored) && is_custom {
        found.extend(namespaced_ignored(&rule.resources));
    }
    if compat.mends(Switch::LabelKeys) {
        found.extend(bad_labels(&rule.resources, mapper, budget));
    }
    found.into_iter().map(|error| error.in_path("resources").in_path(path)).collect()
}

/// How much an oddity matters: it is an error where it is mended.
fn severity(compat: Compat, switch: Switch) -> Severity {
    if compat.mends(switch) { Severity::Error } else { Severity::Warning }
}

/// Findings about one rule.
struct Findings<'a> {
    path: String,
    /// Fields that could not be read, about which there is nothing else to say.
    unread: &'a [Error],
    compat: Compat,
    most: usize,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    fn new(
        path: String,
        unread: &'a [Error],
        (compat, most): (Compat, usize),
        found: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let left = most.saturating_sub(found.len());
        found.extend(unread.iter().take(left).map(|error| Diagnostic::new(Severity::Error, error.clone())));
        Self { path, unread, compat, most, found }
    }

    /// What fails to compile; the errors have the path of the rule.
    fn broken(&mut self, errors: Option<Vec<Error>>) {
        for error in errors.into_iter().flatten() {
            self.tell(Severity::Error, error);
        }
    }

    fn add(&mut self, severity: Severity, error: Error) {
        let error = error.in_path(&self.path);
        self.tell(severity, error);
    }

    fn tell(&mut self, severity: Severity, error: Error) {
        let path = error.path().unwrap_or_default();
        if self.found.len() < self.most && !self.unread.iter().any(|unread| explains(unread, path)) {
            self.found.push(Diagnostic::new(severity, error));
        }
    }

    fn add_error(&mut self, error: Error) {
        self.add(Severity::Error, error);
    }

    fn warn(&mut self, field: &str, error: Error) {
        self.add(Severity::Warning, error.in_path(field));
    }

    /// An oddity of upstream, which is refused where it is mended.
    fn odd(&mut self, switch: Switch, field: &str, error: Error) {
        self.add(severity(self.compat, switch), error.in_path(field));
    }
}

/// Whether a field that could not be read is why there is a finding at a path: the field is that of the finding, or holds
/// it, or is held by it. Of a field too many the value is not missing.
fn explains(unread: &Error, path: &str) -> bool {
    let other = unread.path().unwrap_or_default();
    let holds = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    if let Some(fix) = unread.fix() {
        // What is missing stands under another name.
        let field = path.strip_prefix(other).map(|rest| rest.trim_start_matches('.'));
        other == path || field.is_some_and(|field| holds(&fix.text, field))
    } else if unread.is(codes::rules::UNKNOWN_FIELD) || unread.is(codes::rules::DUPLICATE_KEY) {
        other == path
    } else {
        holds(other, path) || holds(path, other)
    }
}

fn of_rule(
    rule: &DiscoveryRule,
    mapper: &Mapper,
    is_custom: bool,
    findings: &mut Findings<'_>,
    budget: &Budget,
) {
    let selector = SeriesSelector::parse_within(rule.series_query.as_str(), budget);
    // What is too much to compile has been told.
    if let Some(error) = selector.as_ref().err().filter(|error| !error.is(codes::limit::WORK)) {
        findings.add_error(series_query::refused(&rule.series_query, error, budget));
    }
    of_labels(&rule.resources, mapper, findings, budget);
    if is_custom {
        if let Some(error) = namespaced_ignored(&rule.resources) {
            findings.odd(Switch::NamespacedIgnored, "resources", error);
        }
        if rule.resources.template.is_empty() && rule.resources.overrides.is_empty() {
            let message = "no label stands for a resource, so the rule gives no metric";
            findings.warn(
                "resources",
                finding(codes::rules::NO_RESOURCES, message, rule.resources.span.or(rule.span)),
            );
        }
    } else {
        let namespaced = rule.resources.namespaced.unwrap_or(true);
        if namespaced && rule.resources.template.is_empty() && !overrides_namespace(&rule.resources, mapper) {
            let message = "no label stands for the namespace, so every query of the rule fails";
            let error = finding(codes::rules::NO_LABEL, message, rule.resources.span.or(rule.span));
            findings
                .warn("resources", error.with_hint("Name the label in overrides, or set namespaced: false."));
        }
        if let Some(at) = rule.metrics_query.as_str().find(".GroupBy") {
            let span = rule.metrics_query.span_of(at..at + ".GroupBy".len());
            let message = "external metrics are not grouped, so this prints nothing";
            findings.warn("metricsQuery", finding(codes::rules::GROUP_BY_EXTERNAL, message, span));
        }
    }
    of_query(&rule.metrics_query, "metricsQuery", (rule.span, is_custom), findings, budget);
    // Names say something of what they name.
    let names = selector.as_ref().ok().and_then(SeriesSelector::names);
    let name = names.as_deref().and_then(|names| names.first()).copied().unwrap_or("series");
    of_expression(&rule.metrics_query, "metricsQuery", (name, &["object"]), is_custom, findings, budget);
    if !is_custom && rule.resources.namespaced == Some(false) {
        const COMMA: &str = "{<<.LabelMatchers>>,";
        for (at, _) in rule.metrics_query.as_str().match_indices(COMMA).take(KEPT) {
            let message = "without a namespace and a selector the matchers begin with a comma";
            let span = rule.metrics_query.span_of(at..at + COMMA.len());
            findings.warn("metricsQuery", finding(codes::rules::EMPTY_MATCHERS, message, span));
        }
    }
    let labels = LabelResources::compile(&rule.resources, mapper, budget);
    if let (Ok(labels), Ok(query)) = (labels, QueryTemplate::compile(&rule.metrics_query)) {
        if let Some(error) = flow::is_empty(&query, &labels, budget) {
            findings.warn("metricsQuery", error);
        } else if let Some(error) = flow::lacks_objects(&query, &labels, budget).filter(|_| is_custom) {
            findings.warn("metricsQuery", error.placed(rule.metrics_query.span()));
        }
    }
    if let Ok(namer) = MetricNamer::compile(&rule.name, budget) {
        let span = rule.name.metric_name.span();
        let given = rule.name.metric_name.as_str();
        if let Some(error) = unknown_group::finding(&rule.name.metric_name, namer.unknown_groups()) {
            findings.warn("name.as", error);
        } else if let Some(error) = unknown_group::without_dollar(&rule.name.metric_name) {
            findings.warn("name.as", error);
        } else if namer.is_constant()
            && rule.metrics_query.as_str().contains(".Series")
            && selector.is_ok_and(|selector| selector.names().is_none_or(|names| names.len() > 1))
        {
            let message = format!("every series of the rule is named {given:?}");
            findings.warn("name.as", finding(codes::rules::CONSTANT_NAME, message, span));
        }
    }
}

fn of_resource_rule(
    rule: &ResourceRuleConfig,
    window: Duration,
    mapper: &Mapper,
    findings: &mut Findings<'_>,
    budget: &Budget,
) {
    of_labels(&rule.resources, mapper, findings, budget);
    let labels = LabelResources::compile(&rule.resources, mapper, budget).ok();
    let label = |resource| {
        let label = labels.as_ref()?.label_for(&GroupResource::core(resource)).ok()?;
        Some(label.into_owned())
    };
    let pod = label("pods").into_iter().chain(Some(rule.container_label.as_str().to_owned()));
    let containers: Vec<String> = pod.filter(|label| !label.is_empty()).collect();
    let nodes: Vec<String> = label("nodes").into_iter().collect();
    for (query, field, groups) in
        [(&rule.container_query, "containerQuery", containers), (&rule.node_query, "nodeQuery", nodes)]
    {
        of_query(query, field, (None, true), findings, budget);
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        if let Ok(template) = QueryTemplate::compile(query)
            && let Some(error) = flow::lacks_groups(&template, &groups, budget)
        {
            findings.warn(field, error.placed(query.span()));
        }
        let probe = of_expression(query, field, ("", &["object"]), true, findings, budget);
        // A window that cannot be read is none to compare with.
        let is_read = !findings.unread.iter().any(|unread| unread.is(codes::rules::WINDOW));
        if let Some(error) = probe.filter(|_| is_read).and_then(|probe| ranges::beyond(&probe, window)) {
            findings.add(Severity::Info, error.in_path(field).placed(query.span()));
        }
    }
}

fn of_query(
    query: &Text,
    field: &str,
    (rule, is_custom): (Option<Span>, bool),
    findings: &mut Findings<'_>,
    budget: &Budget,
) {
    let text = query.as_str();
    if text.is_empty() {
        findings
            .warn(field, finding(codes::rules::NO_QUERY, format!("{field} is empty"), query.span().or(rule)));
    } else if is_custom && !text.contains("LabelMatchers") && !text.contains("LabelValuesByName") {
        findings.warn(
            field,
            finding(codes::rules::NO_MATCHERS, "the query uses no label matchers", query.span()),
        );
    }
    if let Some(Diagnostic { severity, error }) = raw_text::finding(query, findings.compat, budget) {
        findings.add(severity, error.in_path(field));
    }
    if let Some(error) = sample::refused(query, budget) {
        findings.warn(field, error);
    }
}

/// What the query says that is read as PromQL.
fn of_expression(
    query: &Text,
    field: &str,
    (series, groups): (&str, &[&str]),
    is_custom: bool,
    findings: &mut Findings<'_>,
    budget: &Budget,
) -> Option<Probe> {
    let template = QueryTemplate::compile(query).ok()?;
    let probe = Probe::of(&template, series, groups, budget)?;
    if let Some(error) = may_be_no_number(&probe, is_custom) {
        findings.add(Severity::Info, error.in_path(field));
    }
    if let Some(error) = hyphen::find(&probe) {
        findings.warn(field, error);
    }
    for error in counters::find(&probe) {
        findings.add(Severity::Info, error.in_path(field));
    }
    if let Some(error) = ranges::short(&probe) {
        findings.add(Severity::Info, error.in_path(field));
    }
    Some(probe)
}

/// A note on a query that may give what is no number. A custom metric of NaN is 0, as it is where nothing happens.
fn may_be_no_number(probe: &Probe, is_custom: bool) -> Option<Error> {
    let (message, at) = match nan::find(probe.expr())? {
        NoNumber::Quantile(_) if is_custom => return None,
        NoNumber::Quantile(at) => ("a quantile of nothing is NaN", at),
        NoNumber::Division { infinite: false, .. } if is_custom => return None,
        NoNumber::Division { expr, infinite: false, .. } => {
            ("where nothing is counted 0 is divided by 0, which is NaN", expr)
        }
        NoNumber::Division { expr, nan: true, .. } => (
            "the divisor may be 0: the result is NaN where what is divided is 0 too, and an infinity where it is not",
            expr,
        ),
        NoNumber::Division { expr, nan: false, .. } => {
            ("the divisor may be 0, and the result infinite", expr)
        }
    };
    Some(finding(codes::rules::MAY_BE_NAN, message, probe.span(&at.span)))
}

fn of_labels(mapping: &ResourceMapping, mapper: &Mapper, findings: &mut Findings<'_>, budget: &Budget) {
    if let Some(error) = shared_resource(mapping, mapper) {
        findings.odd(Switch::SharedResources, "resources", error);
    }
    for error in bad_labels(mapping, mapper, budget) {
        findings.odd(Switch::LabelKeys, "resources", error);
    }
}

/// Labels of the mapping that PromQL does not read.
fn bad_labels(mapping: &ResourceMapping, mapper: &Mapper, budget: &Budget) -> Vec<Error> {
    let mut errors = Errors::default();
    for entry in mapping.overrides.iter().filter(|entry| !is_label_name(entry.label.as_str())) {
        let message = format!(
            "label {:?} goes into queries as it is, which PromQL does not read",
            entry.label.as_str()
        );
        errors.keep(finding(codes::rules::LABEL_NAME, message, entry.label.span()).in_path("overrides"));
    }
    if !mapping.template.is_empty() {
        let of_template =
            ResourceMapping { template: mapping.template.clone(), ..ResourceMapping::default() };
        let labels = LabelResources::compile(&of_template, mapper, budget).ok();
        let namespaces = GroupResource::core("namespaces");
        let label = labels.as_ref().and_then(|labels| labels.label_for(&namespaces).ok());
        if let Some(label) = label.filter(|label| !is_label_name(label)) {
            let message = format!("the template gives labels such as {label:?}, which PromQL does not read");
            let error = finding(codes::rules::LABEL_NAME, message, mapping.template.span());
            errors.keep(error.in_path("template"));
        }
    }
    errors.into()
}

/// Two labels that stand for one resource.
fn shared_resource(mapping: &ResourceMapping, mapper: &Mapper) -> Option<Error> {
    let mut held: BTreeMap<GroupResource, &Text> = BTreeMap::new();
    for entry in &mapping.overrides {
        let Ok(resource) = labels::normalize(entry, mapper) else { continue };
        if let Some(other) = held.get(&resource) {
            let (one, two) =
                (other.as_str().min(entry.label.as_str()), other.as_str().max(entry.label.as_str()));
            let message = format!("labels {one} and {two} both stand for {resource}; queries use {one}");
            let error = finding(codes::rules::SHARED_RESOURCE, message, entry.label.span());
            return Some(error.in_path("overrides"));
        }
        held.insert(resource, &entry.label);
    }
    None
}

fn namespaced_ignored(mapping: &ResourceMapping) -> Option<Error> {
    (mapping.namespaced == Some(false)).then(|| {
        let message = "namespaced: false is ignored in custom rules";
        finding(codes::rules::NAMESPACED_IGNORED, message, mapping.namespaced_span).in_path("namespaced")
    })
}

fn overrides_namespace(mapping: &ResourceMapping, mapper: &Mapper) -> bool {
    let namespaces = GroupResource::core("namespaces");
    mapping
        .overrides
        .iter()
        .any(|entry| labels::normalize(entry, mapper).is_ok_and(|held| held == namespaces))
}

fn finding(code: &'static Code, message: impl Into<String>, span: Option<Span>) -> Error {
    Error::new(code, message).placed(span)
}
