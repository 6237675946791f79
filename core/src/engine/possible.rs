//! Whether the rules could give a metric at all, where no series are known.

use super::Engine;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::hpa::MetricRequest;
use crate::metrics::Request;
use crate::metrics::registry::RuleKind;
use crate::resources::Mapper;
use crate::rules::Rule;

/// Names of metrics that one message shows.
const SHOWN: usize = 3;

impl Engine {
    /// Refuses a request for a metric that no rule of its list could make of any series.
    pub(super) fn check_possible(&self, asked: &MetricRequest, budget: &Budget) -> Result<()> {
        let request = Request::parse(&asked.path)?;
        let (kind, metric) = match &request {
            Request::Custom(request) => (RuleKind::Custom, &*request.metric),
            Request::External(request) => (RuleKind::External, &*request.metric),
            // CPU and memory may come from metrics-server.
            Request::Resource(_) => return Ok(()),
        };
        let rules = self.rules(kind);
        // One that is left aside could have given it.
        if !self.compiled.left_out.is_empty() || rules.iter().any(|rule| may_give(rule, metric, budget)) {
            return Ok(());
        }
        let message =
            format!("{} is asked for as {}: no rule gives a metric of this name", asked.metric, asked.path);
        let error = Error::new(codes::metrics::HPA_METRIC, message);
        Err(match self.instead(kind, metric, budget) {
            Some(hint) => error.with_hint(hint),
            None => error,
        })
    }

    /// What to ask for, or to write, instead.
    fn instead(&self, kind: RuleKind, metric: &str, budget: &Budget) -> Option<String> {
        let other = match kind {
            RuleKind::Custom => RuleKind::External,
            RuleKind::External => RuleKind::Custom,
        };
        if let Some(rule) =
            self.rules(other).iter().find(|rule| only_name(rule, budget).as_deref() == Some(metric))
        {
            let r#type = match other {
                RuleKind::Custom => "Pods or Object",
                RuleKind::External => "External",
            };
            return Some(format!(
                "{} gives {metric}: ask for it by an HPA metric of type {type}.",
                rule.place
            ));
        }
        let rules = self.rules(kind);
        if rules.is_empty() {
            return Some(format!("The configuration has no {}.", kind.field()));
        }
        let names: Vec<_> = rules
            .iter()
            .filter_map(|rule| Some(format!("{} gives {}", rule.place, only_name(rule, budget)?)))
            .take(SHOWN)
            .collect();
        (!names.is_empty()).then(|| format!("Mend the name in the HPA or in the rule: {}.", names.join(", ")))
    }
}

impl Engine {
    /// Where the rules stand that could give the metric of a request, of whatever series.
    #[cfg(feature = "explain")]
    pub(crate) fn could_give(&self, request: &Request<'_>, budget: &Budget) -> Vec<&str> {
        let (kind, metric) = match request {
            Request::Custom(request) => (RuleKind::Custom, &*request.metric),
            Request::External(request) => (RuleKind::External, &*request.metric),
            Request::Resource(_) => return Vec::new(),
        };
        let rules = self.rules(kind).iter().filter(|rule| may_give(rule, metric, budget));
        rules.map(|rule| &*rule.place).collect()
    }

    /// Whether the query of an external rule, given by its path, heeds what a request selects.
    pub(crate) fn uses_selector(&self, path: &str) -> bool {
        let rule = self.compiled.external.iter().find(|rule| rule.path == path);
        let query = rule.map_or("", |rule| rule.metrics_query.source().as_str());
        query.contains("LabelMatchers") || query.contains("LabelValuesByName")
    }

    /// The cluster's resources.
    pub(crate) fn mapper(&self) -> &Mapper {
        &self.mapper
    }

    /// Where its owner wrote a rule, given by its path in the adapter's own file.
    pub(crate) fn place_of<'a>(&'a self, path: &'a str) -> &'a str {
        let rules = self.compiled.custom.iter().chain(&self.compiled.external);
        rules.into_iter().find(|rule| rule.path == path).map_or(path, |rule| &rule.place)
    }
}

/// Whether some series could make a rule give a metric.
fn may_give(rule: &Rule, metric: &str, budget: &Budget) -> bool {
    match series_name(rule) {
        Some(series) => rule
            .metric_name(series, budget)
            .is_ok_and(|name| name.is_some_and(|name| name.eq_ignore_ascii_case(metric))),
        None => rule.namer.may_name(metric),
    }
}

/// The one name that a rule gives, where there is no more than one.
fn only_name(rule: &Rule, budget: &Budget) -> Option<String> {
    rule.metric_name(series_name(rule)?, budget).ok().flatten()
}

/// The name of the series, where `seriesQuery` says it.
fn series_name(rule: &Rule) -> Option<&str> {
    rule.series_selector.as_ref().ok()?.name()
}
