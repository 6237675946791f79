//! The names that a query of Flagger's may use.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::objects::{Canary, CanaryMetric};
use crate::error::Result;
use crate::template::braces::{self, Trim};

/// The names and their values; there are no others. Mirrors `MetricTemplateModel`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Model {
    /// The canary's name.
    pub name: String,
    /// The canary's namespace.
    pub namespace: String,
    /// The name of the workload.
    pub target: String,
    /// The name of the service.
    pub service: String,
    /// The name of the Ingress.
    pub ingress: String,
    /// The name of the route.
    pub route: String,
    /// The window of the metric.
    pub interval: String,
    /// The metric's own names.
    pub variables: BTreeMap<String, String>,
}

impl Model {
    /// The names for a metric of a canary. A service, Ingress or route without a name has the target's. Mirrors
    /// `controller.toMetricModel`; a metric with a query of its own has the window `1m` where it sets none, and one with a
    /// template has none.
    #[must_use]
    pub fn of(canary: &Canary, metric: &CanaryMetric) -> Self {
        let spec = &canary.spec;
        let target = &spec.target_ref.name;
        let own = Some(&spec.service.name).filter(|name| !name.is_empty());
        let bare = metric.interval.is_empty() && metric.template_ref.is_none();
        Self {
            name: canary.metadata.name.clone(),
            namespace: canary.metadata.namespace.clone(),
            target: target.clone(),
            service: own.unwrap_or(target).clone(),
            ingress: spec.ingress_ref.as_ref().map_or(target, |object| &object.name).clone(),
            route: spec.route_ref.as_ref().map_or(target, |object| &object.name).clone(),
            interval: if bare { "1m".to_owned() } else { metric.interval.clone() },
            variables: metric.template_variables.clone(),
        }
    }

    /// The query with the values in place of the names.
    ///
    /// # Errors
    /// Those of [`braces::render`].
    pub fn render(&self, query: &str) -> Result<String> {
        let text = |text: &String| Value::String(text.clone());
        let variables = self.variables.iter().map(|(name, value)| (name.clone(), text(value)));
        let names = [
            ("name", text(&self.name)),
            ("namespace", text(&self.namespace)),
            ("target", text(&self.target)),
            ("service", text(&self.service)),
            ("ingress", text(&self.ingress)),
            ("route", text(&self.route)),
            ("interval", text(&self.interval)),
            ("variables", Value::Object(variables.collect())),
        ];
        let names: Map<_, _> = names.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        braces::render_advised(query, &names, Trim::Dash, &advice)
    }
}

/// What to write for a name that users expect and Flagger does not have.
fn advice(name: &str) -> Option<&'static str> {
    (name == PRIMARY).then_some("Flagger has no such name: write {{ target }}-primary.")
}

/// The word in the name of the Deployment that Flagger makes of the target.
const PRIMARY: &str = "primary";

/// The query as Flagger sends it to Prometheus: runs of white space are one space.
#[must_use]
pub fn sent(query: &str) -> String {
    let mut out = String::with_capacity(query.len());
    let mut space = false;
    for c in query.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r');
        match (is_space, space) {
            (true, true) => {}
            (true, false) => out.push(' '),
            (false, _) => out.push(c),
        }
        space = is_space;
    }
    out
}
