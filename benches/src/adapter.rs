//! What an adapter has to do with, of the sizes of large clusters.

use std::fmt::Write;

use counterpoise::engine::Engine;
use serde_json::json;

use crate::name;

/// Rules of [`rules`].
const RULES: usize = 20;
/// Label sets of one name in [`label_sets`].
const SETS: usize = 20;

/// Twenty rules, each for the series of one application, with three resources.
#[must_use]
pub fn rules() -> String {
    let mut rules = String::from("rules:\n");
    for app in 0..RULES {
        let rule = format!(
            r#"
- seriesQuery: '{{__name__=~"^app{app}_.*",namespace!="",pod!=""}}'
  resources:
    overrides:
      namespace: {{resource: namespace}}
      pod: {{resource: pod}}
      service: {{resource: service}}
  name: {{matches: "^(.*)_total$", as: "${{1}}_per_second"}}
  metricsQuery: sum(rate(<<.Series>>{{<<.LabelMatchers>>}}[2m])) by (<<.GroupBy>>)"#
        );
        rules.push_str(&rule);
    }
    rules.push_str(
        r#"
externalRules:
- seriesQuery: queue_depth
  resources:
    overrides:
      namespace: {resource: namespace}
  metricsQuery: avg(<<.Series>>{<<.LabelMatchers>>})
"#,
    );
    rules
}

/// So many label sets, 20 of each name, as Prometheus' `/api/v1/series` answers them; one more for the external rule.
#[must_use]
pub fn label_sets(count: usize) -> String {
    let mut answer =
        String::from(r#"{"status":"success","data":[{"__name__":"queue_depth","namespace":"default"}"#);
    for set in 0..count {
        let (series, pod) = (set / SETS, set % SETS);
        let app = series % RULES;
        write!(
            answer,
            r#",{{"__name__":"app{app}_operations_{series}_total","namespace":"default","pod":"{}","service":"app{app}","container":"app"}}"#,
            name(pod)
        )
        .expect("a string takes any text");
    }
    answer.push_str("]}");
    answer
}

/// An engine of [`rules`] and so many [`label_sets`].
#[must_use]
pub fn engine(sets: usize) -> Engine {
    Engine::from_json(&json!({ "config": rules(), "series": label_sets(sets) }).to_string())
        .expect("the rules compile")
}

/// Prometheus' answer of so many samples, one a pod.
#[must_use]
pub fn answer(samples: usize) -> String {
    let mut answer = String::from(r#"{"status":"success","data":{"resultType":"vector","result":["#);
    for pod in 0..samples {
        let separator = if pod == 0 { "" } else { "," };
        write!(
            answer,
            r#"{separator}{{"metric":{{"pod":"{}"}},"value":[1711092019.377,"{}.{}"]}}"#,
            name(pod),
            pod % 1000,
            pod % 97
        )
        .expect("a string takes any text");
    }
    answer.push_str("]}}");
    answer
}

/// The path of a metric of [`rules`], for one pod or for `*`.
#[must_use]
pub fn path(pod: &str) -> String {
    format!(
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/{pod}/app0_operations_0_per_second?metricLabelSelector=app%3Dweb%2Ctier+in+%28a%2Cb%29%2C%21canary"
    )
}

/// The path of the external metric, with three requirements.
pub const EXTERNAL: &str = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth?labelSelector=app%3Dweb%2Ctier+in+%28a%2Cb%29%2C%21canary";
