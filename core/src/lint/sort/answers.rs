//! Answers of the metrics APIs, which do not say what was asked: the HPA does.

use super::joined;
use super::pieces::Found;
use crate::hpa::{MetricRequest, each_request, from_str};
use crate::kinds::{Kind, Role};
use crate::kube;
use crate::kube::autoscaling::Scale;
use crate::resources::Mapper;
use crate::selector::Selector;
use crate::yaml::{self, Node, Value};

/// Puts answers under the paths of the requests that they are to.
pub(super) fn place(found: &mut [Found], hpa: Option<&str>, scale: Option<&str>) {
    let is_answer = |found: &&mut Found| found.kind == Some(Kind::MetricsApiAnswer) && found.role.is_none();
    let mut answers = found.iter_mut().filter(is_answer).peekable();
    if answers.peek().is_none() {
        return;
    }
    let mut requests = requests(hpa, scale);
    for answer in answers {
        let Some(path) = yaml::parse(&answer.text).ok().and_then(|node| path(&node, &mut requests)) else {
            continue;
        };
        answer.role = Some(Role::Metrics);
        answer.why = Some(format!("the answer to {path}, for which the HPA asks"));
        answer.text = format!("{path:?}:\n{}", joined::indented(&answer.text, "  ", "  "));
    }
}

/// What the HPA asks for.
fn requests(hpa: Option<&str>, scale: Option<&str>) -> Vec<MetricRequest> {
    let read = hpa.and_then(|text| from_str(text).ok());
    let Some(hpa) = read else { return Vec::new() };
    let scale = scale.and_then(|text| kube::from_str::<Scale>(text).ok());
    let selector = scale.and_then(|scale| Selector::parse(&scale.status.selector).ok());
    let selector = selector.unwrap_or_else(Selector::everything);
    let requests = each_request(&hpa, &selector, &Mapper::builtin()).unwrap_or_default();
    requests.into_iter().flatten().collect()
}

/// The path of the request that an answer is to, which is answered then.
fn path(answer: &Node, requests: &mut Vec<MetricRequest>) -> Option<String> {
    let text = |node: &Node, key: &str| Some(node.get(key)?.scalar()?.text.as_str().to_owned());
    let kind = text(answer, "kind")?;
    let first = match &answer.get("items")?.value {
        Value::Sequence(items) => items.first(),
        _ => None,
    };
    let name = first.and_then(|item| {
        text(item, "metricName").or_else(|| item.get("metric").and_then(|metric| text(metric, "name")))
    });
    let is_named = |asked: &MetricRequest| {
        // An empty list says nothing of its metric.
        name.as_deref().is_none_or(|name| name.eq_ignore_ascii_case(&asked.metric))
    };
    let at = requests.iter().position(|asked| {
        let api = asked.path.strip_prefix("/apis/").unwrap_or_default();
        match kind.as_str() {
            "MetricValueList" => api.starts_with("custom.metrics.k8s.io/") && is_named(asked),
            "ExternalMetricValueList" => api.starts_with("external.metrics.k8s.io/") && is_named(asked),
            "PodMetricsList" => api.starts_with("metrics.k8s.io/"),
            _ => false,
        }
    })?;
    let path = requests.get(at)?.path.clone();
    requests.retain(|asked| asked.path != path);
    Some(path)
}
