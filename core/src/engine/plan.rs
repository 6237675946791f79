//! What a request asks of which rule, before any text is written.

use std::borrow::Cow;

use super::Engine;
use crate::budget::Budget;
use crate::error::{Error, Result};
use crate::metrics::ResourceName;
use crate::metrics::query::{QueryParts, render};
use crate::metrics::request::{
    CustomRequest, ExternalRequest, Objects, ResourceKind, ResourceRequest, SelectorText,
};
use crate::rules::{QueryTemplate, Switch};
use crate::selector::{Selector, check_read};

/// The rule, the series and the labels of one query.
pub(super) struct Plan<'a> {
    /// The rule's path in the configuration, `rules[0]`.
    pub(super) rule: &'a str,
    /// The field of the rule that holds the template.
    pub(super) query_field: &'static str,
    /// Empty for resource metrics.
    pub(super) series: &'a str,
    /// The resource as the registry has it; none for an external metric.
    pub(super) resource: Option<&'a str>,
    pub(super) namespace: Option<&'a str>,
    pub(super) selector: Cow<'a, Selector>,
    pub(super) template: &'a QueryTemplate,
    /// The label that the namespace is matched by, where it is.
    namespace_label: Option<Cow<'a, str>>,
    /// The label that objects are matched by; empty for an external metric.
    pub(super) object_label: Cow<'a, str>,
    group_by: GroupBy<'a>,
}

/// The labels that a query groups by.
enum GroupBy<'a> {
    /// None: an external metric belongs to no object.
    Nothing,
    /// The objects' label.
    Object,
    /// The objects' label and then the containers'; both, joined by a comma, are held as one text.
    Container { label: &'a str, joined: &'a str },
}

impl Plan<'_> {
    /// Calls with the label matchers of a query for the objects of these names.
    pub(super) fn with_parts<T>(
        &self,
        engine: &Engine,
        names: &[&str],
        budget: &Budget,
        use_them: impl FnOnce(&QueryParts<'_>) -> T,
    ) -> T {
        use_them(&QueryParts {
            selector: &self.selector,
            namespace: self.namespace_label.as_deref().zip(self.namespace),
            objects: self.resource.is_some().then_some((&*self.object_label, names)),
            compat: engine.compat,
            budget,
        })
    }

    /// Renders the query, after what `out` holds.
    pub(super) fn render(
        &self,
        engine: &Engine,
        names: &[&str],
        budget: &Budget,
        out: &mut String,
    ) -> Result<()> {
        let (object, template) = (&*self.object_label, &self.template.template);
        self.with_parts(engine, names, budget, |parts| match self.group_by {
            GroupBy::Nothing => render(template, self.series, parts, "", &[], out),
            GroupBy::Object => render(template, self.series, parts, object, &[object], out),
            GroupBy::Container { label, joined } => {
                render(template, self.series, parts, joined, &[object, label], out)
            }
        })
    }
}

/// The names that a query is for: the one of the request, or those of the host's listing.
pub(super) fn with_names<T>(
    objects: &Objects<'_>,
    listed: &[&str],
    use_them: impl FnOnce(&[&str]) -> T,
) -> T {
    match objects {
        Objects::Named(name) => use_them(&[name]),
        Objects::All => use_them(listed),
    }
}

impl Engine {
    /// Mirrors the look-ups of `basicSeriesRegistry.QueryForMetric`.
    pub(super) fn plan_custom<'a>(
        &'a self,
        request: &'a CustomRequest<'a>,
        listed: &[&str],
    ) -> Result<Plan<'a>> {
        self.check_objects(&request.label_selector)?;
        let selector = self.selector(&request.metric_label_selector, "request.metricLabelSelector")?;
        let resource = self
            .registry
            .resource(&request.resource, &self.mapper)
            .map_err(|error| self.unknown_resource(request, &error))?;
        if request.objects == Objects::All && listed.is_empty() {
            return Err(super::lost::no_objects(request));
        }
        let found = resource
            .and_then(|place| {
                Some((self.registry.custom(&request.metric, place)?, self.registry.described(place)?))
            })
            .filter(|(_, described)| {
                described.group_resource.is_root_scoped() == request.namespace.is_none()
            });
        let (held, described) = found.ok_or_else(|| self.lost_custom(request))?;
        let rule = self.compiled.custom.get(held.rule).ok_or_else(|| self.lost_custom(request))?;
        let label =
            |resource| rule.resources.label_for(resource).map_err(|error| unlabelled(error, &rule.path));
        Ok(Plan {
            rule: &rule.path,
            query_field: "metricsQuery",
            series: &held.series,
            resource: Some(&described.text),
            namespace: request.namespace.as_deref(),
            selector,
            template: &rule.metrics_query,
            namespace_label: request.namespace.is_some().then(|| label(&self.namespaces)).transpose()?,
            object_label: label(&described.group_resource)?,
            group_by: GroupBy::Object,
        })
    }

    /// Mirrors the look-ups of `externalSeriesRegistry.QueryForMetric`.
    pub(super) fn plan_external<'a>(&'a self, request: &'a ExternalRequest<'a>) -> Result<Plan<'a>> {
        let selector = self.selector(&request.label_selector, "request.labelSelector")?;
        let held = self.registry.external(&request.metric).ok_or_else(|| self.lost_external(request))?;
        let rule = self.compiled.external.get(held.rule).ok_or_else(|| self.lost_external(request))?;
        let label = || {
            rule.resources.label_for(&self.namespaces).map_err(|error| {
                unlabelled(error, &rule.path).with_hint(
                    "The query matches the request's namespace: map a label to namespaces in resources.overrides, or \
                     set resources.namespaced to false.",
                )
            })
        };
        Ok(Plan {
            rule: &rule.path,
            query_field: "metricsQuery",
            series: &held.series,
            resource: None,
            namespace: Some(&request.namespace),
            selector,
            template: &rule.metrics_query,
            namespace_label: rule.namespaced.then(label).transpose()?,
            object_label: Cow::Borrowed(""),
            group_by: GroupBy::Nothing,
        })
    }

    /// Mirrors the look-ups of `resourceProvider.runQuery`.
    pub(super) fn plan_resource<'a>(
        &'a self,
        request: &'a ResourceRequest<'a>,
        name: ResourceName,
    ) -> Result<Plan<'a>> {
        let rules = self.compiled.resource.as_ref().ok_or_else(super::lost::no_resource_rules)?;
        self.check_objects(&request.label_selector)?;
        let (rule, joined) = match (name, &self.container_groups) {
            (ResourceName::Cpu, [cpu, _]) => (&rules.cpu, cpu),
            (ResourceName::Memory, [_, memory]) => (&rules.memory, memory),
        };
        let (query_field, template, object, group_by) = match request.kind {
            ResourceKind::Pods => {
                let group_by = GroupBy::Container { label: &rule.container_label, joined };
                ("containerQuery", &rule.container_query, &self.pods, group_by)
            }
            ResourceKind::Nodes => ("nodeQuery", &rule.node_query, &self.nodes, GroupBy::Object),
        };
        let label =
            |resource| rule.resources.label_for(resource).map_err(|error| unlabelled(error, &rule.path));
        Ok(Plan {
            rule: &rule.path,
            query_field,
            series: "",
            resource: Some(request.kind.resource()),
            namespace: request.namespace.as_deref(),
            selector: Cow::Owned(Selector::everything()),
            template,
            namespace_label: request.namespace.is_some().then(|| label(&self.namespaces)).transpose()?,
            object_label: label(object)?,
            group_by,
        })
    }

    fn selector<'a>(&self, text: &'a SelectorText<'_>, path: &str) -> Result<Cow<'a, Selector>> {
        let selector = text.selector().and_then(|selector| {
            if self.compat.mends(Switch::UnreadSelectors) {
                check_read(text)?;
            }
            Ok(Cow::Borrowed(selector))
        });
        selector.map_err(|error| error.without_span().in_path(path))
    }

    /// Refuses what is no selector. It selects objects, which only the host can do.
    fn check_objects(&self, text: &SelectorText<'_>) -> Result<()> {
        if is_plain(text) { Ok(()) } else { self.selector(text, "request.labelSelector").map(drop) }
    }
}

/// A rule without a label that a query needs.
fn unlabelled(error: Error, rule: &str) -> Error {
    error.in_path("resources").in_path(rule)
}

/// Whether a text is a selector for certain: short `key=value` pairs, as nearly every HPA's are.
fn is_plain(text: &str) -> bool {
    let plain = |word: &str| {
        (1..=63).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
            && !word.starts_with(['-', '_', '.'])
            && !word.ends_with(['-', '_', '.'])
            && !matches!(word, "in" | "notin")
    };
    text.is_empty()
        || text
            .split(',')
            .all(|pair| pair.split_once('=').is_some_and(|(key, value)| plain(key) && plain(value)))
}
