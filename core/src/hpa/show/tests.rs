use super::{describe, human_duration, row};
use crate::hpa::versions::read_v2;
use crate::kube::{HorizontalPodAutoscaler, Time};

fn hpa(text: &str) -> HorizontalPodAutoscaler {
    read_v2(&text.into()).unwrap()
}

fn at(text: &str) -> Time {
    text.parse().unwrap()
}

const MYBLOG: &str = r#"
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: hpa-myblog, namespace: default, creationTimestamp: "2024-05-01T10:00:00Z"}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: myblog}
  minReplicas: 1
  maxReplicas: 3
  metrics:
  - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}}
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
  - {type: External, external: {metric: {name: istio}, target: {type: AverageValue, averageValue: 10}}}
status:
  currentReplicas: 1
  desiredReplicas: 1
  currentMetrics:
  - {type: Resource, resource: {name: memory, current: {averageValue: 42Mi, averageUtilization: 27}}}
  - {type: Resource, resource: {name: cpu, current: {averageValue: 1m, averageUtilization: 1}}}
  - {type: ""}
"#;

#[test]
fn get_shows_two_targets() {
    let row = row(&hpa(MYBLOG), at("2024-05-01T10:05:01Z")).unwrap();
    assert_eq!(row.targets, "memory: 27%/80%, cpu: 1%/80% + 1 more...");
    assert_eq!((row.reference.as_str(), row.age.as_str()), ("Deployment/myblog", "5m1s"));
}

#[test]
fn describe_aligns_its_columns() {
    let text = describe(&hpa(MYBLOG), at("2024-05-01T10:05:01Z"), &[]).unwrap();
    insta::assert_snapshot!(text, @r#"
    Name:                                                     hpa-myblog
    Namespace:                                                default
    Labels:                                                   <none>
    Annotations:                                              <none>
    CreationTimestamp:                                        Wed, 01 May 2024 10:00:00 +0000
    Reference:                                                Deployment/myblog
    Metrics:                                                  ( current / target )
      resource memory on pods  (as a percentage of request):  27% (42Mi) / 80%
      resource cpu on pods  (as a percentage of request):     1% (1m) / 80%
      "istio" (target average value):                         <unknown> / 10
    Min replicas:                                             1
    Max replicas:                                             3
    Deployment pods:                                          1 current / 1 desired
    Events:                                                   <none>
    "#);
}

#[test]
fn ages_take_the_units_a_person_cares_for() {
    let seconds = [
        (-2, "<invalid>"),
        (-1, "0s"),
        (119, "119s"),
        (120, "2m"),
        (599, "9m59s"),
        (10_799, "179m"),
        (10_800, "3h"),
        (28_799, "7h59m"),
        (172_799, "47h"),
        (691_199, "7d23h"),
        (63_071_999, "729d"),
        (63_072_000, "2y"),
        (252_287_999, "7y364d"),
        (252_288_000, "8y"),
    ];
    for (seconds, text) in seconds {
        assert_eq!(human_duration(seconds * 1_000_000_000), text);
    }
}

#[test]
fn a_metric_without_its_source_is_an_error() {
    let mut hpa = hpa(MYBLOG);
    hpa.spec.metrics[2].external = None;
    let error = row(&hpa, at("2024-05-01T10:05:01Z")).unwrap_err();
    assert_eq!(error.path(), Some("spec.metrics[2].external"));
}
