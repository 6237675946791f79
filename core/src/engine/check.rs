//! What the rules and the series say of each other: where series are lost, and which metrics are not what they seem.

use super::{Engine, unregistered_api};
use crate::budget::Budget;
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::hpa::{AnyHorizontalPodAutoscaler, MetricRequest, Profile, request};
use crate::kube::HorizontalPodAutoscaler;
use crate::metrics::registry::{Coverage, Overwritten, RuleKind};
use crate::metrics::request::{Request, SelectorText};
use crate::metrics::series::{Series, SeriesList, stand_in};
use crate::promql::is_label_name;
use crate::resources::{GroupResource, Mapper};
use crate::rules::{Compat, Compiled, Rule, Switch};
use crate::selector::{Operator, Selector, check_read};

impl Engine {
    /// An engine for checks alone: metrics given twice do not fail it in safe mode.
    ///
    /// # Errors
    /// `limit.work`, `limit.output`.
    pub fn for_check(
        compiled: Compiled,
        series: &SeriesList,
        mapper: Mapper,
        compat: Compat,
        budget: &Budget,
    ) -> Result<Self> {
        Self::assemble(compiled, series, mapper, compat, budget)
    }

    /// What the series, those that the engine was built with, show of its rules: rules that give no metric, with the step that
    /// loses their series; metrics given twice; labels that queries do not use.
    ///
    /// # Errors
    /// `limit.work`.
    pub fn check_series(&self, series: &SeriesList, budget: &Budget) -> Result<Vec<Diagnostic>> {
        let mut found = Vec::new();
        for kind in [RuleKind::Custom, RuleKind::External] {
            // Without a list that can be discovered every rule is lost, which the rules' own check says.
            for (rule, coverage) in self.rules(kind).iter().zip(self.registry.coverage(kind)) {
                let own = || series.0.iter().filter(|series| takes(rule, series, budget).unwrap_or(false));
                found.extend(lost_series(kind, rule, *coverage).map(|mut told| {
                    if told.error.is(codes::metrics::NO_RESOURCE)
                    {
                        let hint = other_labels(rule, &own().take(LOOKED_AT).collect::<Vec<_>>());
                        told.error = told.error.with_hint(hint.unwrap_or_else(|| {
                            format!(
                                "Where the series belong to no object of the cluster, move {} to externalRules with namespaced: \
                                 false, and ask by an HPA metric of type External; else map a label of theirs in \
                                 resources.overrides.",
                                rule.place
                            )
                        }));
                    }
                    told
                }));
            }
        }
        self.overwritten(&mut found);
        for other in self.registry.other_labels() {
            let rule = self.rules(RuleKind::Custom).get(other.rule);
            let (rule, span) = rule.map_or(("rules", None), |rule| (&rule.place, rule.span));
            let message = format!(
                "the label {} is read as {}, and queries for {} use the label {}",
                other.label, other.resource, other.resource, other.used
            );
            let error = Error::new(codes::metrics::OTHER_LABEL, message)
                .in_path("resources")
                .in_path(rule)
                .placed(span);
            found.push(Diagnostic::new(Severity::Warning, error));
        }
        Ok(found)
    }

    /// Metrics that two rules, or two series of one rule, give: one finding for each pair of rules.
    fn overwritten(&self, found: &mut Vec<Diagnostic>) {
        let mut pairs: Vec<_> = self.registry.overwritten().iter().collect();
        pairs.sort_by_key(|told| (told.kind, told.rule, told.by_rule));
        for first in pairs {
            let Overwritten { kind, rule, by_rule, count, .. } = *first;
            let at = |place: usize| self.rules(kind).get(place);
            let path = |place: usize| at(place).map_or("rules", |rule| rule.place.as_str());
            let (earlier, later) = (path(rule), path(by_rule));
            let others = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
            let (severity, message) = if rule == by_rule {
                let (one, other) = (&first.series, &first.by_series);
                let message = format!(
                    "the series {one} and {other} both give {}{others}; the last is used",
                    first.metric
                );
                (Severity::Warning, message)
            } else {
                let mended = self.compat.mends(Switch::DuplicateMetrics);
                let severity = if mended { Severity::Error } else { Severity::Warning };
                let message =
                    format!("{later} gives {}{others}, which {earlier} gives already", first.metric);
                (severity, message)
            };
            let error = Error::new(codes::metrics::DUPLICATE_METRIC, message).in_path("name").in_path(later);
            let error = error.placed(at(by_rule).and_then(|rule| rule.span));
            found.push(Diagnostic::new(severity, error));
        }
    }

    /// The metrics of an HPA that the engine does not give; paths are within the HPA.
    #[must_use]
    pub fn check_hpa(&self, hpa: AnyHorizontalPodAutoscaler, budget: &Budget) -> Vec<Diagnostic> {
        let hpa = match hpa.into_v2(&Profile::default()) {
            Ok(hpa) => hpa,
            Err(error) => return vec![Diagnostic::new(Severity::Error, error)],
        };
        (0..hpa.spec.metrics.len()).flat_map(|index| self.check_hpa_metric(&hpa, index, budget)).collect()
    }

    /// As [`check_hpa`](Self::check_hpa), of one metric of the spec.
    pub(crate) fn check_hpa_metric(
        &self,
        hpa: &HorizontalPodAutoscaler,
        index: usize,
        budget: &Budget,
    ) -> Vec<Diagnostic> {
        self.of_hpa_metric(hpa, index, |asked| self.check_request(asked, budget))
    }

    /// As [`check_hpa_metric`](Self::check_hpa_metric) where there are no series: only a metric that the rules could make of
    /// none is told.
    pub(crate) fn check_hpa_name(
        &self,
        hpa: &HorizontalPodAutoscaler,
        index: usize,
        budget: &Budget,
    ) -> Vec<Diagnostic> {
        self.of_hpa_metric(hpa, index, |asked| self.check_possible(asked, budget))
    }

    fn of_hpa_metric(
        &self,
        hpa: &HorizontalPodAutoscaler,
        index: usize,
        check: impl FnOnce(&MetricRequest) -> Result<()>,
    ) -> Vec<Diagnostic> {
        let Some(metric) = hpa.spec.metrics.get(index) else { return Vec::new() };
        let path = format!("spec.metrics[{index}]");
        let asked = request(metric, &hpa.metadata.namespace, &Selector::everything(), &self.mapper);
        let told = asked.as_ref().map(|asked| self.check_selector(&asked.path)).unwrap_or_default();
        let mut found: Vec<_> =
            told.into_iter().map(|told| Diagnostic { error: told.error.in_path(&path), ..told }).collect();
        if let Err(error) = asked.and_then(|asked| check(&asked)) {
            found.push(Diagnostic::new(Severity::Error, error.in_path(&path)));
        }
        found
    }

    /// The selectors of a request of which upstream leaves requirements unread; none where that is refused.
    pub(crate) fn check_read(&self, request: &Request<'_>) -> Vec<Diagnostic> {
        if self.compat.mends(Switch::UnreadSelectors) {
            return Vec::new();
        }
        let selectors = match request {
            Request::Custom(custom) => [
                ("request.labelSelector", Some(&custom.label_selector)),
                ("request.metricLabelSelector", Some(&custom.metric_label_selector)),
            ],
            Request::External(external) => {
                [("request.labelSelector", Some(&external.label_selector)), ("", None)]
            }
            Request::Resource(resource) => {
                [("request.labelSelector", Some(&resource.label_selector)), ("", None)]
            }
        };
        let unread = |(path, text): (&str, Option<&SelectorText<'_>>)| {
            let error = check_read(text?).err()?;
            Some(Diagnostic::new(Severity::Warning, error.without_span().in_path(path)))
        };
        selectors.into_iter().filter_map(unread).collect()
    }

    /// What of a request's metric selector means something else in PromQL.
    fn check_selector(&self, path: &str) -> Vec<Diagnostic> {
        let Ok(request) = Request::parse(path) else { return Vec::new() };
        let text = match &request {
            Request::Custom(custom) => &custom.metric_label_selector,
            Request::External(external) => &external.label_selector,
            Request::Resource(_) => return Vec::new(),
        };
        let Ok(selector) = text.selector() else { return Vec::new() };
        let mut found = Vec::new();
        if !self.compat.mends(Switch::UnreadSelectors) {
            found.extend(check_read(text).err().map(Error::without_span));
        }
        for requirement in selector.requirements() {
            let key = requirement.key();
            if !is_label_name(key) && !self.compat.mends(Switch::LabelKeys) {
                let message = format!("{key:?} is not a name of a Prometheus label");
                found.push(Error::new(codes::metrics::LABEL_NAME, message));
            }
            let is_pattern = matches!(requirement.operator(), Operator::In | Operator::NotIn);
            let odd = requirement.values().find(|value| value.contains('.'));
            if let Some(value) = odd.filter(|_| is_pattern && !self.compat.mends(Switch::InValues)) {
                let message =
                    format!("{value:?} is a regular expression for {key}: a point matches any character");
                found.push(Error::new(codes::metrics::RAW_PATTERN, message));
            }
        }
        found.into_iter().map(|error| Diagnostic::new(Severity::Warning, error)).collect()
    }

    fn check_request(&self, asked: &MetricRequest, budget: &Budget) -> Result<()> {
        let request = Request::parse(&asked.path)?;
        // CPU and memory may come from metrics-server.
        if matches!(request, Request::Resource(_)) && self.compiled.resource.is_none() {
            return Ok(());
        }
        let named = |error: &Error| format!("{} is asked for as {}: {error}", asked.metric, asked.path);
        if let Some(error) = unregistered_api(self, &request, &asked.metric) {
            let hint = error.hint().replace('\n', "; ");
            return Err(Error::new(codes::metrics::HPA_METRIC, named(&error)).with_hint(hint));
        }
        // What the query is for does not matter here, only whether there is one.
        self.plan_within(&request, &["name"], budget)
            .map(drop)
            .map_err(|error| Error::new(codes::metrics::HPA_METRIC, named(&error)).with_hint(error.hint()))
    }
}

/// Whether a rule selects a series whose name passes its filters.
fn takes(rule: &Rule, series: &Series, budget: &Budget) -> Result<bool> {
    let Ok(selector) = &rule.series_selector else { return Ok(false) };
    let value = |label: &str| series.label(label).unwrap_or_default();
    Ok(selector.matches_name(series.name(), budget)?
        && selector.matches_labels(value, budget)?
        && rule.passes_filters_within(series.name(), budget)?)
}

/// Series of one rule that are looked at for labels: others have the same.
const LOOKED_AT: usize = 100;

/// The labels that could stand for namespaces and pods in the place of those that a rule maps.
fn other_labels(rule: &Rule, own: &[&Series]) -> Option<String> {
    let mut pairs = Vec::new();
    for (singular, plural) in
        [("namespace", "namespaces"), ("pod", "pods"), ("service", "services"), ("node", "nodes")]
    {
        let Ok(mapped) = rule.resources.label_for(&GroupResource::core(plural)) else { continue };
        if let Some(instead) = stand_in(own.iter().copied(), singular, &[], &[]) {
            pairs.push((mapped.into_owned(), instead, singular));
        }
    }
    let join = |texts: Vec<&str>| texts.join(" and ");
    let mapped = join(pairs.iter().map(|(mapped, ..)| mapped.as_str()).collect());
    let instead = join(pairs.iter().map(|(_, instead, _)| *instead).collect());
    (!pairs.is_empty()).then(|| {
        format!(
            "The series have {instead}; the rule maps {mapped}: map those in {}.resources.overrides, or relabel them in \
             Prometheus.",
            rule.place
        )
    })
}

/// The step that loses the series of a rule.
fn lost_series(kind: RuleKind, rule: &Rule, coverage: Coverage) -> Option<Diagnostic> {
    let error = match coverage {
        // The rules' own check says why there is none.
        _ if rule.series_selector.is_err() => return None,
        Coverage { selected: 0, .. } => {
            Error::new(codes::metrics::NO_SERIES, "no series passes seriesQuery, so the rule gives no metric")
                .placed(rule.series_query.span())
                .in_path("seriesQuery")
        }
        Coverage { selected, named: 0, .. } => Error::new(
            codes::metrics::NO_SERIES,
            format!("seriesQuery selects {selected} series, and none passes seriesFilters and name.matches"),
        ),
        Coverage { named, described: 0, .. } if kind == RuleKind::Custom => Error::new(
            codes::metrics::NO_RESOURCE,
            format!("none of the rule's {named} series has a label that stands for a resource, so it gives no metric"),
        )
        .in_path("resources"),
        _ => return None,
    };
    let error = if error.span().is_some() { error } else { error.placed(rule.span) };
    Some(Diagnostic::new(Severity::Warning, error.in_path(&rule.place)))
}
