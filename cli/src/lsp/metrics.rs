//! Where metrics are made and where they are asked for: the rules and the HPAs of a text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use counterpoise::budget::Budget;
use counterpoise::error::Span;
use counterpoise::resources::Mapper;
use counterpoise::rules::{self, Compat, Config, DiscoveryRule, Rule};

use super::scalars::{self, Scalar};
use super::text::Text;

/// Which metrics API has a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Api {
    Custom,
    External,
}

/// A rule.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) api: Api,
    /// Where it stands in its file: `rules.custom[0]`.
    pub(super) place: String,
    /// Its bytes.
    pub(super) bytes: Range<usize>,
    /// The name as it is written, `name.as`.
    pub(super) name: Option<(String, Range<usize>)>,
    /// The `seriesQuery`.
    pub(super) series: (String, Range<usize>),
    /// `name.matches`.
    pub(super) matches: String,
    pub(super) query: String,
    /// The one name that it gives, where there is no more than one.
    pub(super) only: Option<String>,
    rule: Rc<Rule>,
}

/// A metric that an HPA asks for.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) api: Api,
    pub(super) metric: String,
    pub(super) bytes: Range<usize>,
    /// The HPA, with its namespace where it has one.
    pub(super) hpa: String,
    pub(super) namespace: Option<String>,
    /// Whether it is one of each pod.
    pub(super) is_of_pods: bool,
}

/// What a text has of both.
#[derive(Clone, Default)]
pub(super) struct Metrics {
    pub(super) made: Vec<Made>,
    pub(super) asked: Vec<Asked>,
    /// Whether some of it could not be read.
    pub(super) is_broken: bool,
}

impl Made {
    /// Whether some series could make the rule give a metric.
    pub(super) fn may_give(&self, metric: &str) -> bool {
        match &self.only {
            Some(only) => only.eq_ignore_ascii_case(metric),
            None => series_name(&self.rule).is_none() && self.rule.namer.may_name(metric),
        }
    }

    /// Whether the name is the one that is written, whatever the series.
    pub(super) fn is_literal(&self) -> bool {
        self.name.as_ref().is_some_and(|(name, _)| !name.contains('$')) && self.rule.namer.is_constant()
    }
}

impl Made {
    fn placed(&self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        Self {
            bytes: place(&self.bytes),
            name: self.name.as_ref().map(|(name, bytes)| (name.clone(), place(bytes))),
            series: (self.series.0.clone(), place(&self.series.1)),
            ..self.clone()
        }
    }
}

impl Asked {
    fn placed(&self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        Self { bytes: place(&self.bytes), ..self.clone() }
    }
}

impl Metrics {
    /// Those of a document; of one that cannot be read as far as it can.
    pub(super) fn of(document: &str) -> Self {
        let mut metrics = Self::default();
        if ["seriesQuery", "metricsQuery"].iter().any(|mark| document.contains(mark)) {
            let made = made(document);
            metrics.is_broken = made.is_none();
            metrics.made = made.unwrap_or_default();
        }
        if document.contains("scaleTargetRef") {
            let (scalars, is_whole) = scalars::of(document);
            metrics.asked = asked(&scalars);
            metrics.is_broken |= !is_whole;
        }
        metrics
    }

    /// Adds those of a document that begins at a byte.
    pub(super) fn add(&mut self, others: &Self, start: usize) {
        let shifted = |bytes: &Range<usize>| bytes.start + start..bytes.end + start;
        self.made.extend(others.made.iter().map(|made| made.placed(shifted)));
        self.asked.extend(others.asked.iter().map(|asked| asked.placed(shifted)));
        self.is_broken |= others.is_broken;
    }

    /// The same at other places.
    pub(super) fn placed(&self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        Self {
            made: self.made.iter().map(|made| made.placed(&place)).collect(),
            asked: self.asked.iter().map(|asked| asked.placed(&place)).collect(),
            is_broken: self.is_broken,
        }
    }
}

/// The documents of a text, each with where it begins.
pub(super) fn documents(text: &str) -> Vec<(usize, &str)> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" || line.starts_with("--- ") {
            documents.push((start, &text[start..at]));
            start = at;
        }
        at += line.len();
    }
    documents.push((start, &text[start..]));
    documents
}

/// The rules of a document; `None` where it cannot be read.
fn made(document: &str) -> Option<Vec<Made>> {
    let text = &Text::new(document.to_owned());
    let config = Config::parse(document).ok()?;
    let compiled = rules::compile_sound(&config, Mapper::builtin_ref(), Compat::UPSTREAM, &Budget::default());
    let bytes = |span: Option<Span>| Some(text.bytes(span?));
    let given = |path: &str| -> Option<&DiscoveryRule> {
        config.rules.iter().chain(&config.external_rules).find(|rule| rule.path == path)
    };
    let custom = compiled.custom.into_iter().map(|rule| (Api::Custom, rule));
    let external = compiled.external.into_iter().map(|rule| (Api::External, rule));
    let all = custom.chain(external).filter(|(_, rule)| !rule.is_of_chart());
    let made = all.filter_map(|(api, rule)| {
        let given = given(&rule.path).or_else(|| given(&rule.place))?;
        let name = &given.name.metric_name;
        let name =
            bytes(name_span(given)).map(|at| (name.as_str().to_owned(), inner(text, at, name.as_str())));
        // It ends behind the last of what is written; where it is read from it has its beginning alone.
        let ends = [given.series_query.span(), given.metrics_query.span(), name_span(given)];
        let start = bytes(given.span)?.start;
        let end = ends.into_iter().filter_map(|span| Some(bytes(span)?.end)).max().unwrap_or(start);
        let only = series_name(&rule)
            .and_then(|series| rule.metric_name(series, &Budget::default()).ok().flatten())
            .or_else(|| rule.namer.is_constant().then(|| given.name.metric_name.as_str().to_owned()));
        Some(Made {
            api,
            place: rule.place.clone(),
            bytes: start..end.max(start),
            name: name.filter(|(name, _)| !name.is_empty()),
            series: (
                given.series_query.as_str().to_owned(),
                bytes(given.series_query.span()).unwrap_or(0..0),
            ),
            matches: given.name.matches.as_str().to_owned(),
            query: given.metrics_query.as_str().to_owned(),
            only,
            rule: Rc::new(rule),
        })
    });
    Some(made.collect())
}

/// Where the name that a rule gives is written.
fn name_span(rule: &DiscoveryRule) -> Option<Span> {
    rule.name.metric_name.span()
}

/// The bytes of a value without its quotes.
fn inner(text: &Text, bytes: Range<usize>, value: &str) -> Range<usize> {
    let raw = text.as_str().get(bytes.clone()).unwrap_or_default();
    match raw.find(value).filter(|_| !value.is_empty()) {
        Some(at) => bytes.start + at..bytes.start + at + value.len(),
        None => bytes,
    }
}

/// The name of the series, where `seriesQuery` says it.
fn series_name(rule: &Rule) -> Option<&str> {
    rule.series_selector.as_ref().ok()?.name()
}

/// The fields of an HPA that hold the name of a metric, in every version.
const NAMES: [(&str, Api); 6] = [
    ("pods.metric.name", Api::Custom),
    ("object.metric.name", Api::Custom),
    ("external.metric.name", Api::External),
    ("pods.metricName", Api::Custom),
    ("object.metricName", Api::Custom),
    ("external.metricName", Api::External),
];

fn asked(scalars: &[Scalar]) -> Vec<Asked> {
    let mut asked = Vec::new();
    let held: BTreeMap<(usize, &str), &Scalar> =
        scalars.iter().rev().map(|scalar| ((scalar.document, scalar.path.as_str()), scalar)).collect();
    for scalar in scalars {
        let Some((outer, rest)) = scalar.path.split_once("spec.metrics[") else { continue };
        let Some((_, field)) = rest.split_once("].") else { continue };
        let Some((_, api)) = NAMES.iter().find(|(name, _)| *name == field) else { continue };
        let at = |path: &str| {
            let path = format!("{outer}{path}");
            held.get(&(scalar.document, path.as_str())).map(|held| held.value.clone())
        };
        if at("spec.scaleTargetRef.name").is_none() {
            continue;
        }
        let name = at("metadata.name").unwrap_or_default();
        let namespace = at("metadata.namespace");
        asked.push(Asked {
            api: *api,
            metric: scalar.value.clone(),
            bytes: scalar.bytes.clone(),
            hpa: namespace.as_ref().map_or_else(|| name.clone(), |namespace| format!("{namespace}/{name}")),
            namespace,
            is_of_pods: field.starts_with("pods."),
        });
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::{Api, Metrics, documents};

    const TEXT: &str = "\
# rules
rules:
- seriesQuery: http_requests_total{namespace!=\"\",pod!=\"\"}
  resources: {template: <<.Resource>>}
  name: {as: \"requests\"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: '{__name__=~\"^queue_.*\",namespace!=\"\"}'
  resources: {template: <<.Resource>>}
  name: {matches: ^queue_(.*)$, as: of_$1}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 4
  metrics:
  - type: Pods
    pods: {metric: {name: 'requests'}, target: {type: AverageValue, averageValue: 1}}
";

    #[test]
    fn names_are_found_where_they_are_written() {
        let mut metrics = Metrics::default();
        for (start, document) in documents(TEXT) {
            metrics.add(&Metrics::of(document), start);
        }
        let [first, second] = &metrics.made[..] else { panic!("two rules") };
        let (name, bytes) = first.name.clone().unwrap();
        assert_eq!((name.as_str(), &TEXT[bytes]), ("requests", "requests"));
        assert!(first.is_literal() && first.may_give("requests") && !first.may_give("other"));
        assert_eq!(second.place, "rules[1]");
        assert!(!second.is_literal() && second.may_give("of_jobs") && !second.may_give("jobs"));
        assert!(TEXT[second.bytes.clone()].contains("queue_"));
        let [asked] = &metrics.asked[..] else { panic!("one metric") };
        assert_eq!((asked.metric.as_str(), &TEXT[asked.bytes.clone()]), ("requests", "requests"));
        assert_eq!((asked.hpa.as_str(), asked.api), ("shop/web", Api::Custom));
    }
}
