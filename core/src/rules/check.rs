//! What a configuration says of itself before it meets a series: what upstream refuses, and what it takes and does
//! something else with than its author is likely to expect.

use super::config::{Config, DiscoveryRule, ResourceMapping, ResourceRuleConfig};
use super::labels::{self, LabelResources};
use super::namer::MetricNamer;
use super::resource_rules::ResourceRules;
use super::rule::Rule;
use crate::error::{Code, Diagnostic, Error, Severity, Span, codes};
use crate::promql::SeriesSelector;
use crate::resources::{GroupResource, Mapper};
use crate::yaml::Text;

/// The findings of a configuration, rule by rule in source order.
#[must_use]
pub fn check(config: &Config, mapper: &Mapper) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (list, rules, is_custom) in
        [("rules", &config.rules, true), ("externalRules", &config.external_rules, false)]
    {
        for (index, rule) in rules.iter().enumerate() {
            let path = format!("{list}[{index}]");
            let mut findings = Findings { path: path.clone(), found: &mut found };
            if let Err(error) = Rule::compile(path, rule, mapper) {
                findings.add_error(error);
            }
            of_rule(rule, mapper, is_custom, &mut findings);
        }
    }
    if let Some(rules) = &config.resource_rules {
        if let Err(error) = ResourceRules::compile(rules, mapper) {
            found.push(Diagnostic::new(Severity::Error, error));
        }
        for (name, rule) in [("cpu", &rules.cpu), ("memory", &rules.memory)] {
            let path = format!("resourceRules.{name}");
            of_resource_rule(rule, mapper, &mut Findings { path, found: &mut found });
        }
    }
    found
}

/// What `safe` mode refuses in a rule that upstream takes.
pub(super) fn refused_when_safe(rule: &DiscoveryRule, mapper: &Mapper, is_custom: bool) -> Option<Error> {
    shared_resource(&rule.resources, mapper)
        .or_else(|| is_custom.then(|| namespaced_ignored(&rule.resources)).flatten())
        .map(|error| error.in_path("resources"))
}

/// Findings about one rule.
struct Findings<'a> {
    path: String,
    found: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    fn add(&mut self, severity: Severity, error: Error) {
        self.found.push(Diagnostic::new(severity, error.in_path(&self.path)));
    }

    fn add_error(&mut self, error: Error) {
        self.add(Severity::Error, error);
    }

    fn warn(&mut self, field: &str, error: Error) {
        self.add(Severity::Warning, error.in_path(field));
    }
}

fn of_rule(rule: &DiscoveryRule, mapper: &Mapper, is_custom: bool, findings: &mut Findings<'_>) {
    let selector = SeriesSelector::parse(rule.series_query.as_str());
    if let Err(error) = &selector {
        let error = rule.series_query.place_error(error.clone()).in_path("seriesQuery");
        findings.add_error(error.with_hint("Upstream then finds no series at all, for any rule."));
    }
    of_labels(&rule.resources, mapper, findings);
    if is_custom {
        if let Some(error) = namespaced_ignored(&rule.resources) {
            findings.warn("resources", error);
        }
        if rule.resources.template.is_empty() && rule.resources.overrides.is_empty() {
            let message = "no label stands for a resource, so the rule gives no metric";
            findings.warn(
                "resources",
                finding(codes::rules::NO_RESOURCES, message, rule.resources.span.or(rule.span)),
            );
        }
        job_label(&rule.resources, mapper, findings);
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
    of_query(&rule.metrics_query, "metricsQuery", rule.span, findings);
    if let Ok(namer) = MetricNamer::compile(&rule.name) {
        let span = rule.name.metric_name.span();
        let given = rule.name.metric_name.as_str();
        if namer.has_unknown_group() {
            let message =
                format!("{given:?} names a group that name.matches does not have, which prints nothing");
            findings.warn("name.as", finding(codes::rules::UNKNOWN_GROUP, message, span));
        } else if namer.is_constant() && selector.is_ok_and(|selector| selector.name().is_none()) {
            let message = format!("every series of the rule is named {given:?}");
            findings.warn("name.as", finding(codes::rules::CONSTANT_NAME, message, span));
        }
    }
}

fn of_resource_rule(rule: &ResourceRuleConfig, mapper: &Mapper, findings: &mut Findings<'_>) {
    of_labels(&rule.resources, mapper, findings);
    of_query(&rule.container_query, "containerQuery", None, findings);
    of_query(&rule.node_query, "nodeQuery", None, findings);
}

fn of_query(query: &Text, field: &str, rule: Option<Span>, findings: &mut Findings<'_>) {
    let text = query.as_str();
    if text.is_empty() {
        findings
            .warn(field, finding(codes::rules::NO_QUERY, format!("{field} is empty"), query.span().or(rule)));
    } else if !text.contains("LabelMatchers") && !text.contains("LabelValuesByName") {
        findings.warn(
            field,
            finding(codes::rules::NO_MATCHERS, "the query uses no label matchers", query.span()),
        );
    }
    #[cfg(feature = "promql-syntax")]
    if let Some(error) = super::sample::refused(query) {
        findings.warn(field, error);
    }
}

fn of_labels(mapping: &ResourceMapping, mapper: &Mapper, findings: &mut Findings<'_>) {
    if let Some(error) = shared_resource(mapping, mapper) {
        findings.warn("resources", error);
    }
    for entry in &mapping.overrides {
        if !is_label_name(entry.label.as_str()) {
            let message = format!(
                "label {:?} goes into queries as it is, which PromQL does not read",
                entry.label.as_str()
            );
            let error = finding(codes::rules::LABEL_NAME, message, entry.label.span());
            findings.warn("resources.overrides", error);
        }
    }
    let namespaces = GroupResource::core("namespaces");
    let label = LabelResources::compile(mapping, mapper)
        .and_then(|labels| Ok(labels.label_for(&namespaces)?.into_owned()));
    if let Ok(label) = label
        && !is_label_name(&label)
        && !mapping.template.is_empty()
        && !mapping.overrides.iter().any(|entry| entry.label.as_str() == label)
    {
        let message = format!("the template gives labels such as {label:?}, which PromQL does not read");
        findings
            .warn("resources.template", finding(codes::rules::LABEL_NAME, message, mapping.template.span()));
    }
}

/// Two labels that stand for one resource.
fn shared_resource(mapping: &ResourceMapping, mapper: &Mapper) -> Option<Error> {
    let mut held: Vec<(GroupResource, &Text)> = Vec::new();
    for entry in &mapping.overrides {
        let Ok(resource) = labels::normalize(entry, mapper) else { continue };
        if let Some((_, other)) = held.iter().find(|(known, _)| *known == resource) {
            let (one, two) =
                (other.as_str().min(entry.label.as_str()), other.as_str().max(entry.label.as_str()));
            let message = format!("labels {one} and {two} both stand for {resource}; queries use {one}");
            let error = finding(codes::rules::SHARED_RESOURCE, message, entry.label.span());
            return Some(error.in_path("overrides"));
        }
        held.push((resource, &entry.label));
    }
    None
}

fn namespaced_ignored(mapping: &ResourceMapping) -> Option<Error> {
    (mapping.namespaced == Some(false)).then(|| {
        let message = "namespaced: false is ignored in custom rules";
        finding(codes::rules::NAMESPACED_IGNORED, message, mapping.namespaced_span).in_path("namespaced")
    })
}

fn job_label(mapping: &ResourceMapping, mapper: &Mapper, findings: &mut Findings<'_>) {
    let overridden = mapping.overrides.iter().any(|entry| entry.label.as_str() == "job");
    if mapping.template.is_empty() || overridden {
        return;
    }
    let read =
        LabelResources::compile(mapping, mapper).ok().and_then(|labels| labels.resource_for_label("job"));
    if let Some(resource) = read {
        let message = format!("the label job, which Prometheus gives every series, is read as {resource}");
        let error =
            finding(codes::rules::JOB_LABEL, message, mapping.template.span()).in_path("resources.template");
        findings.add(Severity::Info, error);
    }
}

fn overrides_namespace(mapping: &ResourceMapping, mapper: &Mapper) -> bool {
    let namespaces = GroupResource::core("namespaces");
    mapping
        .overrides
        .iter()
        .any(|entry| labels::normalize(entry, mapper).is_ok_and(|held| held == namespaces))
}

/// Whether PromQL reads a label name without quotes.
fn is_label_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
}

fn finding(code: &'static Code, message: impl Into<String>, span: Option<Span>) -> Error {
    let error = Error::new(code, message);
    match span {
        Some(span) => error.at(span),
        None => error,
    }
}
