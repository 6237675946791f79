//! Why a metric was not found: which step lost it, and what to change.

use super::Engine;
use crate::budget::Budget;
use crate::error::similar::{distance, meant};
use crate::error::{Error, codes};
use crate::hpa::request;
use crate::kube::HorizontalPodAutoscaler;
use crate::metrics::Request;
use crate::metrics::registry::{Described, RuleKind};
use crate::metrics::request::{CustomRequest, ExternalRequest, ResourceRequest};
use crate::resources::GroupResource;
use crate::rules::Rule;
use crate::selector::Selector;

/// Names that are compared with one that there is not.
const NAMES: usize = 5_000;

/// Upstream's answer to a metric that it does not know.
fn not_found(metric: &str, resource: &str) -> Error {
    Error::new(
        codes::metrics::NOT_FOUND,
        format!("the server could not find the metric {metric} for {resource}"),
    )
}

/// A request of all objects, without any.
pub(super) fn no_objects(request: &CustomRequest<'_>) -> Error {
    Error::new(
        codes::metrics::NO_OBJECTS,
        format!("the server could not find the metric {} for {}", request.metric, request.resource),
    )
    .in_path("objects")
    .with_hint(format!(
        "No {} were listed for the request's labelSelector: give the names that the cluster lists for it as `objects`, \
         and check that the selector is the one of running objects.",
        request.resource
    ))
}

/// A metric of a rule, but not for this resource: its series lack the label that stands for it, or no label does.
fn not_described(rule: &Rule, metric: &str, resources: &[&str], asked: &GroupResource) -> String {
    let Rule { place, .. } = rule;
    let resources = resources.join(", ");
    match rule.resources.label_for(asked) {
        Ok(label) => format!(
            "{place} gives {metric} for {resources}: for {asked} its series need the label {label}, which none of them \
             has. Let the scrape set it, for instance by a relabeling, or ask for another resource."
        ),
        Err(_) => format!(
            "{place} gives {metric} for {resources}, and no label of its series stands for {asked}: map one in \
             {place}.resources.overrides, or ask for another resource."
        ),
    }
}

/// A list of usage without any object: upstream answers an empty list and asks Prometheus nothing.
pub(super) fn no_listed(request: &ResourceRequest<'_>) -> Error {
    let kind = request.kind.resource();
    Error::new(codes::metrics::NO_OBJECTS, format!("no {kind} to query for")).in_path("objects").with_hint(
        format!("Give the names of the {kind} that the cluster lists for the request as `objects`."),
    )
}

pub(super) fn no_resource_rules() -> Error {
    Error::new(
        codes::metrics::NO_RESOURCE_RULES,
        "the server could not find the requested resource: metrics.k8s.io is not served without resourceRules",
    )
}

impl Engine {
    /// A resource that the cluster does not know.
    pub(super) fn unknown_resource(&self, request: &CustomRequest<'_>, error: &Error) -> Error {
        Error::new(codes::metrics::NOT_FOUND, not_found(&request.metric, &request.resource).message()).with_hint(
            format!(
                "{}. Write the plural with its group, as `kubectl api-resources` prints it; for a custom resource \
                 give the cluster's discovery as `resources`.",
                capitalized(error.message())
            ),
        )
    }

    /// A custom metric that no rule gives for the resource.
    pub(super) fn lost_custom(&self, request: &CustomRequest<'_>) -> Error {
        not_found(&request.metric, &request.resource).with_hint(self.why_custom(request))
    }

    fn why_custom(&self, request: &CustomRequest<'_>) -> String {
        let metric = &*request.metric;
        let asked = self.mapper.normalize(&GroupResource::parse(&request.resource)).unwrap_or_default();
        let mut elsewhere: Vec<&str> = Vec::new();
        // The first entry stands for the rule that came nearest.
        let mut nearest = None;
        for (entry, described) in self.registry.all_custom().filter(|(entry, _)| entry.metric == metric) {
            if described.group_resource == asked {
                return if described.group_resource.is_root_scoped() {
                    format!(
                        "{0} are outside of namespaces: ask for {1}.",
                        described.text,
                        root_path(&asked, metric)
                    )
                } else {
                    format!("{} live in a namespace: ask under namespaces/{{namespace}}.", described.text)
                };
            }
            elsewhere.push(&described.text);
            nearest = nearest.or_else(|| self.compiled.custom.get(entry.rule));
        }
        if let Some(rule) = nearest {
            return not_described(rule, metric, &elsewhere, &asked);
        }
        if self.registry.external(metric).is_some() {
            return format!(
                "{metric} is an external metric: ask external.metrics.k8s.io, with an HPA metric of type External."
            );
        }
        let names = self.registry.all_custom().map(|(entry, _)| (entry.metric, entry.series, entry.rule));
        self.renamed(RuleKind::Custom, metric, names)
            .or_else(|| self.unselected(RuleKind::Custom, metric))
            .unwrap_or_else(|| self.nearest(RuleKind::Custom, metric, &asked))
    }

    /// An external metric that no rule gives.
    pub(super) fn lost_external(&self, request: &ExternalRequest<'_>) -> Error {
        let metric = &*request.metric;
        // Upstream names a resource for the namespace `default` alone.
        let resource = if request.namespace == "default" { "namespaces" } else { "" };
        let hint = if let Some((_, described)) =
            self.registry.all_custom().find(|(entry, _)| entry.metric == metric)
        {
            format!(
                "{metric} is a custom metric of {}: ask custom.metrics.k8s.io, with an HPA metric of type Pods or Object.",
                described.text
            )
        } else if let Some(other) =
            self.registry.all_external().find(|entry| entry.metric.eq_ignore_ascii_case(metric))
        {
            format!(
                "The metric is {}, and the HPA's client asks for external metrics in lower case: give name.as in lower case.",
                other.metric
            )
        } else {
            let names = self.registry.all_external().map(|entry| (entry.metric, entry.series, entry.rule));
            self.renamed(RuleKind::External, metric, names)
                .or_else(|| self.unselected(RuleKind::External, metric))
                .unwrap_or_else(|| self.nearest(RuleKind::External, metric, &GroupResource::default()))
        };
        not_found(metric, resource).with_hint(hint)
    }

    /// A series that has the name asked for, but that a rule serves under another.
    fn renamed<'a>(
        &self,
        kind: RuleKind,
        metric: &str,
        mut entries: impl Iterator<Item = (&'a str, &'a str, usize)>,
    ) -> Option<String> {
        let (served, series, rule) = entries.find(|(_, series, _)| *series == metric)?;
        let rule = self.rules(kind).get(rule).map_or("", |rule| &rule.place);
        Some(format!("{rule}.name serves the series {series} as {served}: ask for {served}."))
    }

    /// Rules that no series came through, where the list of metrics has nothing better to offer.
    fn unselected(&self, kind: RuleKind, metric: &str) -> Option<String> {
        let rules = self.rules(kind);
        if rules.is_empty() {
            return Some(match self.compiled.left_out.first().and_then(Error::path) {
                Some(refused) => format!("The rule is refused as it stands, see {refused}."),
                None => format!("The configuration has no {}.", kind.field()),
            });
        }
        if let Some(refused) = rules.iter().find(|rule| rule.series_selector.is_err()) {
            return Some(format!(
                "{}.seriesQuery is no series selector, and one such rule keeps all metrics of {} from being listed.",
                refused.place,
                kind.field()
            ));
        }
        let lost = rules.iter().zip(self.registry.coverage(kind)).find_map(|(rule, coverage)| {
            let names_it = rule.passes_filters(metric)
                && rule.series_selector.as_ref().is_ok_and(|selector| selector.name() == Some(metric));
            match coverage {
                _ if !names_it && !keeps_name(rule, metric) => None,
                found if found.selected == 0 && names_it => {
                    Some(format!("{} asks for the series {metric}, and no series given passes its seriesQuery.", rule.place))
                }
                found if found.named > 0 && found.described == 0 => Some(format!(
                    "{0} takes {1} series, and none has a label that stands for a resource: add one to {0}.resources.",
                    rule.place, found.named
                )),
                _ => None,
            }
        });
        lost.or_else(|| {
            let nothing = self.registry.coverage(kind).iter().all(|found| found.selected == 0);
            nothing.then(|| {
                format!("None of the series given passes the seriesQuery of any of {}.", kind.field())
            })
        })
    }

    /// The name that an HPA's metric is served under, where it asks by the series' own or by one that is near.
    pub(crate) fn meant(&self, hpa: &HorizontalPodAutoscaler, index: usize) -> Option<String> {
        let metric = hpa.spec.metrics.get(index)?;
        let asked = request(metric, &hpa.metadata.namespace, &Selector::everything(), &self.mapper).ok()?;
        let (wanted, served): (_, Vec<(&str, &str)>) = match Request::parse(&asked.path).ok()? {
            Request::Custom(custom) => {
                let resource = self.mapper.normalize(&GroupResource::parse(&custom.resource)).ok()?;
                let its =
                    self.registry.all_custom().filter(|(_, described)| described.group_resource == resource);
                (custom.metric.to_string(), its.map(|(entry, _)| (entry.metric, entry.series)).collect())
            }
            Request::External(external) => {
                let its = self.registry.all_external().map(|entry| (entry.metric, entry.series));
                (external.metric.to_string(), its.collect())
            }
            Request::Resource(_) => return None,
        };
        let renamed = served.iter().find(|(_, series)| *series == wanted).map(|(name, _)| *name);
        let names: Vec<&str> = served.iter().map(|(name, _)| *name).take(NAMES).collect();
        renamed.or_else(|| meant(&wanted, &names)).map(str::to_owned)
    }

    /// The metric whose name is nearest, of several that of the resource that is asked for.
    fn nearest(&self, kind: RuleKind, metric: &str, asked: &GroupResource) -> String {
        let far =
            |name: &str, described: &Described| (distance(name, metric), described.group_resource != *asked);
        let custom = self.registry.all_custom().min_by_key(|(entry, described)| far(entry.metric, described));
        let custom = custom.map(|(entry, described)| (entry.metric, Some(&*described.text)));
        let external = self.registry.all_external().map(|entry| (entry.metric, None));
        let nearest = match kind {
            RuleKind::Custom => custom,
            RuleKind::External => external.min_by_key(|(name, _)| distance(name, metric)),
        };
        match nearest {
            Some((name, Some(resource))) => {
                format!(
                    "No rule gives {metric}; the nearest that there is is {resource}/{name}. metrics.list gives all."
                )
            }
            Some((name, None)) => {
                format!(
                    "No rule gives {metric}; the nearest that there is is {name}. metrics.list gives all."
                )
            }
            None => format!(
                "No series comes through any of {}; rules.check says where each rule loses them.",
                kind.field()
            ),
        }
    }
}

/// Whether a rule gives a metric of this name, of the series of the same name.
fn keeps_name(rule: &Rule, metric: &str) -> bool {
    rule.metric_name(metric, &Budget::default()).is_ok_and(|name| name.as_deref() == Some(metric))
}

fn root_path(resource: &GroupResource, metric: &str) -> String {
    if resource.resource == "namespaces" {
        format!("namespaces/{{name}}/metrics/{metric}")
    } else {
        format!("{resource}/{{name}}/{metric}")
    }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
