//! A shop: rules in one folder, an HPA in another.

use std::path::PathBuf;

use serde_json::Value;

use crate::client::{Client, offset, position};
use crate::folder::Folder;

/// With a name, a name by a pattern, one of the series' own, and what is wrong between.
pub(crate) const RULES: &str = "\
# größe 🦀
rules:
- seriesQuery: http_requests_total{namespace!=\"\",pod!=\"\"}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {as: \"requests\"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: '{__name__=~\"^queue_.*\",namespace!=\"\"}'
  resources: {template: <<.Resource>>}
  name: {matches: ^queue_(.*)$, as: of_$1}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
- seriesQuery: jobs_waiting
  resources: {namespaced: false}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
";

pub(crate) const HPA: &str = "\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 4
  metrics:
  - type: Pods
    pods:
      metric: {name: requests}
      target: {type: AverageValue, averageValue: 1}
  - type: Pods
    pods:
      metric: {name: of_mails}
      target: {type: AverageValue, averageValue: 1}
  - type: External
    external:
      metric: {name: jobs_waiting}
      target: {type: Value, value: 1}
";

/// Rules in one folder, an HPA in another, both open.
pub(crate) fn shop(name: &str) -> (Folder, Client, PathBuf, PathBuf) {
    let folder = Folder::new(name);
    let rules = folder.write("monitoring/config.yaml", RULES);
    let hpa = folder.write("apps/web/hpa.yaml", HPA);
    let mut client = Client::of(&folder.0);
    client.open(&rules, RULES);
    client.open(&hpa, HPA);
    (folder, client, rules, hpa)
}

/// The line and the column of the first byte of a word, as positions count.
pub(crate) fn of(text: &str, word: &str) -> (u64, u64) {
    let at = position(text, text.find(word).unwrap_or_else(|| panic!("{word}")));
    (at["line"].as_u64().unwrap(), at["character"].as_u64().unwrap())
}

/// What stands in a text at the range of a location.
pub(crate) fn at<'t>(text: &'t str, location: &Value) -> &'t str {
    &text[offset(text, &location["range"]["start"])..offset(text, &location["range"]["end"])]
}
