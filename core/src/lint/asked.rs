//! The queries that are made for the HPAs' metrics, against the series: which selector finds nothing, and why.

use super::finding::Finding;
use super::given::{Given, GivenHpa, Of};
use super::hpas;
use super::miss::{self, Miss};
use super::selected;
use crate::budget::Budget;
use crate::engine::{CpuAndMemory, Engine, Plan};
use crate::error::{Diagnostic, Error, Severity, codes};
use crate::hpa::{request, selected_pods};
use crate::kube::HorizontalPodAutoscaler;
use crate::metrics::Request;
use crate::metrics::series::{SeriesList, stand_in};
use crate::promql;
use crate::promql::syntax::{BinaryOp, Expr, ExprKind};
use crate::resources::{GroupResource, Mapper};
use crate::selector::Selector;

/// Stands for pods that are not known.
const ANY: &str = "counterpoise-any";

/// What a query is about: its rule, and which labels stand for what.
struct About<'a> {
    rule: &'a str,
    is_external: bool,
    namespace: &'a str,
    namespace_label: Option<&'a str>,
    /// The label of the objects and their resource.
    object: Option<(&'a str, &'a str)>,
}

/// The findings of one metric of an HPA, by the engine that serves it, each with the path of the rule.
pub(super) fn check(
    given: &Given<'_>,
    hpa: &Of<GivenHpa>,
    (read, index): (&HorizontalPodAutoscaler, usize),
    engine: &Engine,
    mapper: &Mapper,
    budget: &Budget,
) -> Vec<(String, Finding)> {
    let Some(series) = given.series.as_ref().filter(|series| !series.0.is_empty()) else { return Vec::new() };
    let Some(told) = told(given, (read, index), engine, mapper, series, budget) else { return Vec::new() };
    let place = |error: Error| hpas::placed(hpa, error.in_path(format_args!("spec.metrics[{index}]")));
    told.into_iter()
        .map(|(rule, error)| {
            (rule, Finding::new(&hpa.file, Diagnostic::new(Severity::Warning, place(error))))
        })
        .collect()
}

fn told(
    given: &Given<'_>,
    (hpa, index): (&HorizontalPodAutoscaler, usize),
    engine: &Engine,
    mapper: &Mapper,
    series: &SeriesList,
    budget: &Budget,
) -> Option<Vec<(String, Error)>> {
    let metric = hpa.spec.metrics.get(index)?;
    let selector = given.selector_of(hpa);
    let asked = request(metric, &hpa.metadata.namespace, &selector, mapper).ok()?;
    let request = Request::parse(&asked.path).ok()?;
    let known = given.pods.as_ref().map(|pods| selected_pods(&hpa.metadata.namespace, &selector, pods));
    let pods = known.filter(|pods| !pods.is_empty()).unwrap_or_else(|| vec![ANY]);
    let plan = engine.plan_within(&request, &pods, budget).ok()?;
    let rule = rule_of(engine, &plan).to_owned();
    let mut told = Vec::new();
    if let (Plan::External(plan), Request::External(request)) = (&plan, &request)
        && !request.label_selector.is_empty()
        && !engine.uses_selector(plan.rule())
    {
        let message =
            format!("{} selects by labels, and the query of {rule} leaves the selector out", asked.metric);
        told.push(Error::new(codes::metrics::UNUSED_SELECTOR, message));
    }
    told.extend(of_plan(&plan, &asked.metric, engine, series, budget));
    Some(told.into_iter().map(|error| (rule.clone(), error)).collect())
}

/// Where the owner of a plan's rule wrote it.
fn rule_of<'a>(engine: &'a Engine, plan: &Plan<'a>) -> &'a str {
    match plan {
        Plan::Custom(plan) => engine.place_of(plan.rule()),
        Plan::External(plan) => engine.place_of(plan.rule()),
        Plan::Resource(_) => "resourceRules",
    }
}

/// Why the queries of a plan select none of the series, a finding for each selector.
pub(crate) fn of_plan(
    plan: &Plan<'_>,
    metric: &str,
    engine: &Engine,
    series: &SeriesList,
    budget: &Budget,
) -> Vec<Error> {
    let rule = rule_of(engine, plan);
    let (namespace, namespace_label, object, queries) = match plan {
        Plan::Custom(plan) => {
            let object = Some((plan.object_label(), plan.resource()));
            (plan.namespace(), plan.namespace_label(), object, vec![plan.promql()])
        }
        Plan::External(plan) => (Some(plan.namespace()), plan.namespace_label(), None, vec![plan.promql()]),
        Plan::Resource(plan) => {
            let CpuAndMemory { cpu, memory } = plan.promql();
            let object = Some((plan.object_label(), plan.resource()));
            (plan.namespace(), plan.namespace_label(), object, vec![cpu, memory])
        }
    };
    let is_external = matches!(plan, Plan::External(_));
    let about =
        About { rule, is_external, namespace: namespace.unwrap_or_default(), namespace_label, object };
    let mut told = Vec::new();
    for query in queries {
        for miss in misses(query, series, budget) {
            let message = format!("the query of {metric} finds nothing: {miss}");
            let error = Error::new(codes::metrics::NO_MATCH, message);
            told.push(match hint(&miss, &about, engine.mapper()) {
                Some(hint) => error.with_hint(hint),
                None => error,
            });
        }
    }
    told
}

/// Why the selectors of a query, without which it has no result, match nothing.
fn misses<'s>(query: &str, series: &'s SeriesList, budget: &Budget) -> Vec<Miss<'s>> {
    let Ok(expr) = promql::parse_within(query, budget) else { return Vec::new() };
    let mut needed = Vec::new();
    collect_needed(&expr, &mut needed);
    needed
        .into_iter()
        .filter_map(|selector| {
            let mut selector = selector.clone();
            selector.matchers.retain(|held| held.matcher.value != ANY);
            miss::of(&selector, series, budget).ok().flatten()
        })
        .collect()
}

/// The selectors without which there is no result.
fn collect_needed<'e>(expr: &'e Expr, needed: &mut Vec<&'e promql::VectorSelector>) {
    match &expr.kind {
        ExprKind::Vector(selector) => needed.push(selector),
        ExprKind::Matrix(matrix) => needed.push(&matrix.selector),
        ExprKind::Binary(binary) => match binary.op {
            BinaryOp::Or => {}
            BinaryOp::Unless => collect_needed(&binary.lhs, needed),
            _ => {
                collect_needed(&binary.lhs, needed);
                collect_needed(&binary.rhs, needed);
            }
        },
        ExprKind::Call(call) if matches!(call.function.name, "absent" | "absent_over_time" | "scalar") => {}
        _ => expr.children().for_each(|inner| collect_needed(inner, needed)),
    }
}

/// What to change, by what the labels stand for.
fn hint(miss: &Miss<'_>, about: &About<'_>, mapper: &Mapper) -> Option<String> {
    let (refusing, series) = match miss {
        Miss::Name { nearest: Some(nearest), .. } => {
            return Some(format!("There is {nearest}: mend the name in {}.", about.rule));
        }
        Miss::Name { .. } => return None,
        Miss::Labels { refusing, series, .. } => (refusing, series),
    };
    let mapped: Vec<&str> =
        about.namespace_label.into_iter().chain(about.object.map(|(label, _)| label)).collect();
    let mut hints = Vec::new();
    for refusing in refusing {
        let label = refusing.matcher.name.as_str();
        let is_namespace = about.namespace_label == Some(label);
        let resource = match about.object {
            _ if is_namespace => "namespaces",
            Some((object, resource)) if object == label => resource,
            _ => {
                hints.extend(selected::hint(refusing, series, &mapped));
                continue;
            }
        };
        let parsed = GroupResource::parse(resource);
        let singular = mapper.singularize(&parsed.resource).unwrap_or(&parsed.resource);
        let instead = stand_in(series.iter().copied(), singular, &refusing.wanted(), &mapped);
        if is_namespace && about.is_external && (instead.is_none() || !refusing.held.is_empty()) {
            hints.push(format!(
                "An external metric is asked for within the HPA's namespace, {}: set namespaced: false in \
                 {}.resources to leave it out of the query.",
                about.namespace, about.rule
            ));
        } else if let Some(instead) = instead {
            hints.push(format!(
                "Map {instead} to {singular} in {}.resources.overrides in place of {label}, or relabel it to {label} in \
                 Prometheus.",
                about.rule
            ));
        } else if refusing.held.is_empty() {
            hints.push(format!(
                "Map a label that holds the name of the {singular} in {}.resources.overrides, or give the series one in \
                 Prometheus.",
                about.rule
            ));
        } else if !refusing.wanted().is_empty() {
            hints.push(format!(
                "The HPA asks for {singular} {}, and the series are of {}: is it the exporter's own {singular} \
                 (honor_labels), or another workload's?",
                miss::few(&refusing.wanted()),
                miss::few(&refusing.held)
            ));
        }
    }
    (!hints.is_empty()).then(|| hints.join(" "))
}

impl Given<'_> {
    /// What the scale of an HPA's target selects; everything where no scale is given.
    fn selector_of(&self, hpa: &HorizontalPodAutoscaler) -> Selector {
        self.scale_of(hpa)
            .and_then(|scale| Selector::parse(&scale.status.selector).ok())
            .unwrap_or_else(Selector::everything)
    }
}
