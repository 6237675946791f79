use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{hpa, pods};
use crate::hpa::{
    ApiAnswer, ControllerOptions, OtherHpa, Profile, ReconcileInput, ReconcileOutput, State, Step, reconcile,
    request,
};
use crate::kube::HorizontalPodAutoscaler;
use crate::resources::Mapper;
use crate::selector::Selector;

/// One sync of an HPA with one metric.
struct Case {
    hpa: HorizontalPodAutoscaler,
    replicas: i32,
    selector: &'static str,
    answer: Value,
    others: Vec<OtherHpa>,
    release: &'static str,
    state: State,
}

impl Case {
    fn new(spec: &Value, replicas: i32, answer: &Value) -> Self {
        let (hpa, selector) = (hpa(spec), "app=web");
        Self {
            hpa,
            replicas,
            selector,
            answer: answer.clone(),
            others: Vec::new(),
            release: "1.37",
            state: State::default(),
        }
    }

    fn sync(&self, now: &str) -> ReconcileOutput {
        let mapper = Mapper::builtin();
        let selector = Selector::parse(self.selector).unwrap_or_default();
        let answer: ApiAnswer = serde_json::from_value(self.answer.clone()).unwrap();
        let path = request(&self.hpa.spec.metrics[0], "default", &selector, &mapper).unwrap().path;
        let scale = serde_json::from_value(json!({
            "spec": {"replicas": self.replicas},
            "status": {"replicas": self.replicas, "selector": self.selector},
        }))
        .unwrap();
        reconcile(&ReconcileInput {
            hpa: &self.hpa,
            scale: Ok(&scale),
            pods: &pods(3, 3),
            metrics: &BTreeMap::from([(path, answer)]),
            others: &self.others,
            options: ControllerOptions::default(),
            state: &self.state,
            now: serde_json::from_value(json!(now)).unwrap(),
            profile: Profile::of(self.release).unwrap(),
            mapper: &mapper,
            varied: None,
        })
        .unwrap()
    }
}

fn external(value: &str) -> Value {
    json!({"kind": "ExternalMetricValueList", "items": [{"metricName": "queue", "value": value}]})
}

fn queue(more: &Value) -> Value {
    let mut spec = json!({"maxReplicas": 10, "metrics": [{"type": "External", "external": {
        "metric": {"name": "queue"}, "target": {"type": "AverageValue", "averageValue": "10"},
    }}]});
    spec.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    spec
}

const NOW: &str = "2000-01-01T02:00:00Z";

#[test]
fn a_sync_tells_what_it_does_and_why() {
    let output = Case::new(&queue(&json!({})), 3, &external("55")).sync(NOW);
    assert_eq!((output.desired_replicas, output.rescale), (6, true));
    let [event] = output.events.as_slice() else { panic!("{:?}", output.events) };
    assert_eq!(event.message, "New size: 6; reason: external metric queue(nil) above target");
    let status = serde_json::to_value(&output.status).unwrap();
    assert_eq!(status["currentMetrics"][0]["external"]["current"], json!({"averageValue": "18334m"}));
    assert_eq!(status["lastScaleTime"], NOW);
    let steps: Vec<_> = output.steps.iter().map(Step::why).collect();
    assert_eq!(
        steps,
        [
            "the metrics decide",
            "external metric queue(nil) is at 55 in total over 3 replicas, 18334m for each pod, of 10: ratio 1.833, outside the tolerance of 0.1; the \
             usage needs 6 replicas",
            "the largest proposal is 6 replicas by external metric queue(nil)",
            "no recent recommendation stands in the way",
            "the desired count is within the acceptable range",
            "from 3 to 6 replicas: external metric queue(nil) above target",
        ]
    );
}

#[test]
fn a_metric_that_fails_leaves_the_replicas() {
    let case = Case::new(&queue(&json!({})), 3, &json!({"error": "connection refused"}));
    let output = case.sync(NOW);
    assert_eq!((output.desired_replicas, output.rescale), (3, false));
    let reasons: Vec<_> = output.events.iter().map(|event| event.reason).collect();
    assert_eq!(reasons, ["FailedGetExternalMetric", "FailedComputeMetricsReplicas"]);
    assert_eq!(
        output.events[0].message,
        "unable to get external metric default/queue/nil: unable to fetch metrics from external metrics API: connection \
         refused"
    );
    assert_eq!(output.status.desired_replicas, 0);
}

#[test]
fn what_the_controller_scaled_to_zero_it_scales_up_again() {
    let mut case = Case::new(&queue(&json!({"minReplicas": 0})), 1, &external("0"));
    let output = case.sync(NOW);
    // The recommendation that was there at the start holds for the window.
    assert_eq!(output.desired_replicas, 1);
    case.state = output.state;
    let output = case.sync("2000-01-01T02:05:01Z");
    assert_eq!((output.desired_replicas, output.rescale), (0, true));

    case.hpa.status = output.status;
    case.state = output.state;
    case.replicas = 0;
    case.answer = external("25");
    assert_eq!(case.sync("2000-01-01T02:05:16Z").desired_replicas, 3);
    // Nobody knows who scaled to zero without the condition, and 1.36 never looks.
    case.release = "1.36";
    assert_eq!(case.sync("2000-01-01T02:05:16Z").desired_replicas, 0);
    case.release = "1.37";
    case.hpa.status.conditions.clear();
    let output = case.sync("2000-01-01T02:05:16Z");
    assert_eq!(output.desired_replicas, 0);
    assert_eq!(output.status.conditions[1].reason, "ScalingDisabled");
}

#[test]
fn selectors_must_be_there_and_select_for_one_hpa() {
    let mut case = Case::new(&queue(&json!({})), 3, &external("55"));
    case.selector = "";
    assert_eq!(case.sync(NOW).events[0].reason, "SelectorRequired");
    case.selector = "app=web";
    case.others = ["b", "a"]
        .map(|name| OtherHpa {
            namespace: "default".to_owned(),
            name: name.to_owned(),
            selector: "app in (web,api)".to_owned(),
        })
        .into();
    assert_eq!(
        case.sync(NOW).events[0].message,
        "pods by selector app=web are controlled by more than one HPA (e.g. [default/web default/a])"
    );
    case.release = "1.33";
    assert_eq!(
        case.sync(NOW).events[0].message,
        "pods by selector app=web are controlled by multiple HPAs: [default/a default/b default/web]"
    );
}

#[test]
fn a_behavior_without_rules_has_the_defaults() {
    let mut case = Case::new(&queue(&json!({"behavior": {}, "maxReplicas": 100})), 3, &external("900"));
    assert_eq!(case.sync(NOW).desired_replicas, 7);
    case.hpa.spec.behavior = Some(Default::default());
    let output = case.sync(NOW);
    assert_eq!((output.desired_replicas, output.state.scale_up_events.len()), (7, 1));
}

#[test]
fn objects_may_be_text_and_a_custom_kind_may_be_unknown() {
    let input = json!({
        "hpa": "apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: default}\n\
                spec: {maxReplicas: 3, targetCPUUtilizationPercentage: 50, scaleTargetRef: {kind: Deployment, name: web}}",
        "scale": "{spec: {replicas: 1}, status: {replicas: 1, selector: app=web}}",
        "controller": {"downscaleStabilization": "1d"},
        "now": NOW,
    });
    let output = crate::ops::call_value(None, "hpa.reconcile", input.clone()).unwrap();
    assert_eq!(
        output["events"][0]["message"],
        "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource \
         metrics API: the request was not answered"
    );
    let mut without_scale = input.clone();
    without_scale["scale"] = json!({"error": "deployments.apps \"web\" not found"});
    let output = crate::ops::call_value(None, "hpa.reconcile", without_scale).unwrap();
    assert_eq!(output["status"]["conditions"][0]["reason"], "FailedGetScale");
    let mut unknown = input;
    unknown["hpa"] = json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "default"},
        "spec": {"maxReplicas": 3, "metrics": [{"type": "Object", "object": {
            "describedObject": {"apiVersion": "example.com/v1", "kind": "Widget", "name": "w"},
            "metric": {"name": "m"}, "target": {"type": "Value", "value": "1"},
        }}]},
    });
    let output = crate::ops::call_value(None, "hpa.reconcile", unknown).unwrap();
    assert_eq!(
        output["events"][0]["message"],
        "unable to get metric m on Widget default/w: unable to fetch metrics from custom metrics API: unable to map kind \
         Widget.example.com to resource: no matches for kind \"Widget\" in group \"example.com\""
    );
}
