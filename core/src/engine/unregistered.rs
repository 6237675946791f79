//! APIs that the adapter does not serve at all, since the configuration has no rules for them.

use super::Engine;
use crate::error::{Error, codes};
use crate::metrics::Request;
use crate::metrics::registry::Described;

const CUSTOM_GROUP: &str = "custom.metrics.k8s.io";
const EXTERNAL_GROUP: &str = "external.metrics.k8s.io";
const RESOURCE_GROUP: &str = "metrics.k8s.io";

/// What the controller's client says of a request to an API that is not registered, and why it is not; `None` for any other.
/// `metric` is its name as the HPA has it, which in the path of an external one is in lower case.
/// Mirrors `apiVersionsFromDiscovery.fetchVersions` for custom metrics, and for the others what a client makes of a 404.
pub(crate) fn unregistered_api(engine: &Engine, request: &Request<'_>, metric: &str) -> Option<Error> {
    let (compiled, registry) = (engine.compiled(), engine.registry());
    match request {
        Request::Custom(_) if compiled.custom.is_empty() && compiled.left_out.is_empty() => {
            let made =
                registry.external(&metric.to_lowercase()).map(|source| rule(&compiled.external, source.rule));
            let hint = match made {
                Some(rule) => format!(
                    "the metric {metric} is made by {rule}: ask it with an HPA metric of type External"
                ),
                None => "Add rules for it.".to_owned(),
            };
            Some(unregistered(
                format!("no custom metrics API ({CUSTOM_GROUP}) registered"),
                &format!(
                    "the configuration has no rules, so the adapter registers no custom metrics API ({CUSTOM_GROUP}) at all"
                ),
                &hint,
            ))
        }
        Request::External(_) if compiled.external.is_empty() && compiled.left_out.is_empty() => {
            // A metric of pods is one of their namespace, too, which is seldom what is meant.
            let of_name =
                || registry.all_custom().filter(|(entry, _)| entry.metric.eq_ignore_ascii_case(metric));
            let within = |described: &Described| !described.group_resource.is_root_scoped();
            let made = of_name().find(|(_, described)| within(described)).or_else(|| of_name().next());
            let hint = match made {
                Some((entry, described)) => format!(
                    "the metric {} is made by {} for {}: ask it with an HPA metric of type Pods or Object",
                    entry.metric,
                    rule(&compiled.custom, entry.rule),
                    described.text
                ),
                None => "Add externalRules for it.".to_owned(),
            };
            Some(unregistered(
                not_found(metric, EXTERNAL_GROUP),
                &format!(
                    "the configuration has no externalRules, so the adapter registers no external metrics API ({EXTERNAL_GROUP}) at all"
                ),
                &hint,
            ))
        }
        Request::Resource(_) if compiled.resource.is_none() && compiled.left_out.is_empty() => {
            Some(unregistered(
                not_found("pods", RESOURCE_GROUP),
                &format!(
                    "the configuration has no resourceRules, so the adapter does not register the resource metrics API ({RESOURCE_GROUP})"
                ),
                "Where metrics-server serves it, give its answer by the request's path in metrics.",
            ))
        }
        _ => None,
    }
}

fn rule(rules: &[crate::rules::Rule], index: usize) -> &str {
    rules.get(index).map_or("", |rule| &rule.place)
}

/// What client-go makes of a 404 that says no more. Mirrors `errors.NewGenericServerResponse`.
fn not_found(resource: &str, group: &str) -> String {
    format!("the server could not find the requested resource (get {resource}.{group})")
}

fn unregistered(message: String, why: &str, hint: &str) -> Error {
    Error::new(codes::metrics::NOT_FOUND, message).with_hint(format!("{why}\n{hint}"))
}
