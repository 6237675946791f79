use std::borrow::Cow;

use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Error, Result, codes};
use crate::metrics::query::{QueryParts, render};
use crate::metrics::request::Objects;
use crate::rules::{LabelResources, QueryTemplate, Rule};
use crate::selector::Selector;
use crate::yaml::Text;

/// The rule, the series and the labels of one query: what a plan keeps of it beside its text.
#[derive(Debug, Clone)]
pub(super) struct Query<'a> {
    /// The rule's path in the configuration, `rules[0]`.
    pub(super) rule: &'a str,
    /// Empty for resource metrics.
    pub(super) series: &'a str,
    /// The resource as the registry has it; none for an external metric.
    pub(super) resource: Option<&'a str>,
    pub(super) namespace: Option<&'a str>,
    pub(super) selector: &'a Selector,
    /// The label that the namespace is matched by, where it is.
    pub(super) namespace_label: Option<Cow<'a, str>>,
    /// The label that objects are matched by; empty for an external metric.
    pub(super) object_label: Cow<'a, str>,
    pub(super) source: Source<'a>,
}

/// What the text of a query is made by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The field of the rule that holds the template.
    pub(super) field: &'static str,
    pub(super) template: &'a QueryTemplate,
    /// What chose the labels.
    pub(super) resources: &'a LabelResources,
    /// What found the series; none for resource metrics.
    pub(super) series_query: Option<&'a Text>,
    pub(super) group_by: GroupBy<'a>,
}

/// The labels that a query groups by.
#[derive(Debug, Clone, Copy)]
pub(super) enum GroupBy<'a> {
    /// None: an external metric belongs to no object.
    Nothing,
    /// The objects' label.
    Object,
    /// The objects' label and then the containers'; both, joined by a comma, are held as one text.
    Container { label: &'a str, joined: &'a str },
}

impl<'a> Source<'a> {
    /// Of a rule for custom or external metrics.
    pub(super) fn of_rule(rule: &'a Rule, group_by: GroupBy<'a>) -> Self {
        Self {
            field: "metricsQuery",
            template: &rule.metrics_query,
            resources: &rule.resources,
            series_query: Some(&rule.series_query),
            group_by,
        }
    }
}

impl Query<'_> {
    /// The query's text for the objects of these names.
    pub(super) fn text(&self, engine: &Engine, names: &[&str], budget: &Budget) -> Result<String> {
        let (object, template) = (&*self.object_label, &self.source.template.template);
        let mut promql = String::new();
        let out = &mut promql;
        let rendered = self.with_parts(engine, names, budget, |parts| match self.source.group_by {
            GroupBy::Nothing => render(template, self.series, parts, "", &[], out),
            GroupBy::Object => render(template, self.series, parts, object, &[object], out),
            GroupBy::Container { label, joined } => {
                render(template, self.series, parts, joined, &[object, label], out)
            }
        });
        rendered.map_err(|error| self.located(error))?;
        Ok(promql)
    }

    /// The value that is matched for each label.
    pub(super) fn label_values(&self, engine: &Engine, names: &[&str]) -> Vec<(String, String)> {
        self.with_parts(engine, names, &Budget::new(engine.limits), |parts| parts.label_values())
    }

    /// Calls with the label matchers for the objects of these names.
    pub(super) fn with_parts<T>(
        &self,
        engine: &Engine,
        names: &[&str],
        budget: &Budget,
        use_them: impl FnOnce(&QueryParts<'_>) -> T,
    ) -> T {
        use_them(&QueryParts {
            selector: self.selector,
            namespace: self.namespace_label.as_deref().zip(self.namespace),
            objects: self.resource.is_some().then_some((&*self.object_label, names)),
            compat: engine.compat,
            budget,
        })
    }

    /// An operator or a label is the request's; everything else is the template's, and stands in the configuration.
    pub(super) fn located(&self, error: Error) -> Error {
        if error.is(codes::metrics::OPERATOR) || error.is(codes::metrics::LABEL_NAME) {
            return error.without_span().in_path(self.selector_field()).in_path("request");
        }
        self.source.template.place_error(error).in_path(self.source.field).in_path(self.rule)
    }

    /// The field of the request whose selector goes into the query.
    pub(super) fn selector_field(&self) -> &'static str {
        if self.resource.is_some() { "metricLabelSelector" } else { "labelSelector" }
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

/// A rule without a label that a query needs.
pub(super) fn unlabelled(error: Error, rule: &str) -> Error {
    error.in_path("resources").in_path(rule)
}
