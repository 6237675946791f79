//! What each rule of a configuration makes of the series: its metrics, how they are listed and asked for, and the query.

use super::layout::{Row, Section};
use crate::budget::Budget;
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::Result;
use crate::metrics::registry::{Coverage, RuleKind};
use crate::metrics::series::{Series, SeriesList};
use crate::metrics::{CustomApi, Request};
use crate::resources::GroupResource;
use crate::rules::Rule;

/// Metrics of one rule that are shown; the rest is counted.
const SHOWN: usize = 6;
/// What a request is made for where no series says it.
const SOME: &str = "default";

/// Tells what rules make of series, rule by rule.
///
/// # Errors
/// `limit.*` for more rules and series than are worth comparing.
pub fn rules(engine: &Engine, series: &SeriesList, budget: &Budget) -> Result<Vec<Section>> {
    let compiled = engine.compiled();
    let mut sections = Vec::new();
    for (kind, rules) in [(RuleKind::Custom, &compiled.custom), (RuleKind::External, &compiled.external)] {
        for (place, rule) in rules.iter().enumerate() {
            let coverage = engine.registry().coverage(kind).get(place).copied().unwrap_or_default();
            // Of the chart's own rules only those that give something are of interest.
            if !rule.is_of_chart() || coverage.described > 0 {
                sections.push(of_rule(engine, (kind, place, rule), coverage, series, budget)?);
            }
        }
    }
    if compiled.resource.is_some() {
        sections.push(of_resource_rules(engine, series)?);
    }
    Ok(sections)
}

fn of_rule(
    engine: &Engine,
    (kind, place, rule): (RuleKind, usize, &Rule),
    coverage: Coverage,
    series: &SeriesList,
    budget: &Budget,
) -> Result<Section> {
    let api = match kind {
        RuleKind::Custom => "custom.metrics.k8s.io",
        RuleKind::External => "external.metrics.k8s.io",
    };
    let chart = if rule.is_of_chart() { ", a rule of the Helm chart" } else { "" };
    let mut section = Section::new(format!("{} of {api}{chart}", rule.place));
    section.push(selected(rule, coverage, series));
    let metrics = metrics(engine, kind, place);
    if metrics.is_empty() {
        let row = Row::trouble("metrics", "none");
        section.push(row.because(why_none(kind, coverage)));
        return Ok(section);
    }
    let texts: Vec<_> = metrics.iter().map(Metric::listed).collect();
    let mut shown = texts.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    if let Some(more) = texts.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        shown = format!("{shown}\nand {more} more");
    }
    section.push(Row::new("metrics", shown));
    if kind == RuleKind::External {
        let row = Row::new("listed", "namespaced: true")
            .because("a listing of external metrics always says so, whatever the rule says");
        section.push(match rule.namespaced {
            true => row.because("the query selects the namespace that is asked for"),
            false => row.because("namespaced: false of the rule only leaves the namespace out of the query"),
        });
    }
    if let Some(metric) = metrics.iter().min_by_key(|metric| metric.described == Some(&namespaces())) {
        section.rows.extend(asked(engine, metric, rule, series, budget)?);
    }
    Ok(section)
}

/// What seriesQuery selects.
fn selected(rule: &Rule, coverage: Coverage, series: &SeriesList) -> Row {
    let row = Row::new("series", rule.series_query.as_str());
    if series.0.is_empty() {
        return row.because("no series are given, so nothing is selected");
    }
    let all = series.0.len();
    let row = row.because(format!("seriesQuery selects {} of {all} series", coverage.selected));
    if coverage.named == coverage.selected {
        return row;
    }
    row.because(format!("{} of them pass seriesFilters and name.matches", coverage.named))
}

fn why_none(kind: RuleKind, coverage: Coverage) -> &'static str {
    match coverage {
        Coverage { selected: 0, .. } => "no series passes seriesQuery",
        Coverage { named: 0, .. } => "no series passes seriesFilters and name.matches",
        Coverage { described: 0, .. } if kind == RuleKind::Custom => {
            "no series has a label that stands for a resource"
        }
        _ => "a later rule gives them all, and the last one counts",
    }
}

/// A metric that a rule gives.
struct Metric<'e> {
    name: &'e str,
    series: &'e str,
    /// The resource that it describes, and as it is printed.
    described: Option<&'e GroupResource>,
    resource: &'e str,
}

impl Metric<'_> {
    fn listed(&self) -> String {
        let from =
            if self.name == self.series { String::new() } else { format!(" of the series {}", self.series) };
        match self.resource {
            "" => format!("{}{from}", self.name),
            resource => format!("{resource}/{}{from}", self.name),
        }
    }
}

fn metrics(engine: &Engine, kind: RuleKind, place: usize) -> Vec<Metric<'_>> {
    let registry = engine.registry();
    match kind {
        RuleKind::Custom => registry
            .all_custom()
            .filter(|(entry, _)| entry.rule == place)
            .map(|(entry, described)| Metric {
                name: entry.metric,
                series: entry.series,
                described: Some(&described.group_resource),
                resource: &described.text,
            })
            .collect(),
        RuleKind::External => registry
            .all_external()
            .filter(|entry| entry.rule == place)
            .map(|entry| Metric { name: entry.metric, series: entry.series, described: None, resource: "" })
            .collect(),
    }
}

/// A request for a metric, for an object that the series have, and its query.
fn asked(
    engine: &Engine,
    metric: &Metric<'_>,
    rule: &Rule,
    series: &SeriesList,
    budget: &Budget,
) -> Result<Vec<Row>> {
    let value = |resource: &GroupResource| {
        let label = rule.resources.label_for(resource).ok()?;
        let of_metric = |held: &&Series| held.name() == metric.series && held.label(&label).is_some();
        series.0.iter().find(of_metric)?.label(&label)
    };
    let namespace = value(&namespaces()).unwrap_or(SOME);
    let request = match metric.described {
        None => Request::external(namespace, metric.name, String::new()),
        Some(resource) => {
            let is_namespace = *resource == namespaces();
            let within = if is_namespace || resource.is_root_scoped() { "" } else { namespace };
            let object = if is_namespace { namespace } else { value(resource).unwrap_or(SOME) };
            Request::object(CustomApi::V1Beta2, within, metric.resource, object, metric.name, String::new())
        }
    };
    let path = request.to_string();
    let request = Request::parse(&path)?;
    let mut rows = vec![Row::new("asked as", path.as_str())];
    rows.push(match engine.plan_within(&request, &[], budget) {
        Ok(Plan::Custom(plan)) => Row::new("PromQL", plan.promql()),
        Ok(Plan::External(plan)) => Row::new("PromQL", plan.promql()),
        Ok(Plan::Resource(plan)) => Row::new("PromQL", plan.promql().cpu),
        Err(error) => Row::trouble("lost", error.message()).because(error.hint()),
    });
    Ok(rows)
}

/// The queries of the resource metrics API.
fn of_resource_rules(engine: &Engine, series: &SeriesList) -> Result<Section> {
    let mut section = Section::new("resourceRules of metrics.k8s.io");
    let label = |name: &str| series.0.iter().find_map(|series| series.label(name)).unwrap_or(SOME);
    for path in [
        format!("/apis/metrics.k8s.io/v1beta1/namespaces/{}/pods/{}", label("namespace"), label("pod")),
        format!("/apis/metrics.k8s.io/v1beta1/nodes/{}", label("node")),
    ] {
        section.push(Row::new("asked as", path.as_str()));
        let request = Request::parse(&path)?;
        match engine.plan(&request, &[]) {
            Ok(Plan::Resource(plan)) => {
                let CpuAndMemory { cpu, memory } = plan.promql();
                section.push(Row::new("PromQL", format!("{cpu}\n{memory}")));
            }
            Ok(_) => {}
            Err(error) => section.push(Row::trouble("lost", error.message()).because(error.hint())),
        }
    }
    Ok(section)
}

fn namespaces() -> GroupResource {
    GroupResource::core("namespaces")
}
