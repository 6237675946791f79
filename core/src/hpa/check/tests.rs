use super::{CheckContext, check};
use crate::kube::{self, HorizontalPodAutoscaler, PodList, Scale};

/// Code and message of each finding, and the line that it is on.
fn found(text: &str, context: &CheckContext<'_>) -> Vec<String> {
    let line = |span: Option<crate::error::Span>| span.map_or(0, |span| span.line);
    let found = check(&text.into(), context);
    found
        .iter()
        .map(|found| {
            let error = &found.error;
            format!("{} {}: {} -> {}", line(error.span()), error.code(), error.message(), error.hint())
        })
        .collect()
}

fn hpa(metric: &str) -> String {
    format!(
        "apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {{name: api, namespace: shop}}
spec:
  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: api}}
  maxReplicas: 10
  metrics:
  - {metric}
"
    )
}

#[test]
fn a_good_one_has_nothing() {
    let good =
        hpa("{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}");
    assert_eq!(found(&good, &CheckContext::default()), [""; 0]);
}

#[test]
fn fields_of_v2beta1_are_told_as_they_are_now() {
    let old = hpa("{type: Resource, resource: {name: cpu, targetAverageUtilization: 60}}");
    let found = found(&old, &CheckContext::default());
    assert_eq!(
        found,
        ["8 hpa.unknown-field: unknown field \"spec.metrics[0].resource.targetAverageUtilization\" -> \
         Write target: {type: Utilization, averageUtilization: 60}."]
    );
}

#[test]
fn values_beside_the_type_are_told_by_what_counts() {
    let target = |target: &str| {
        let metric = format!("{{type: External, external: {{metric: {{name: jobs}}, target: {target}}}}}");
        found(&hpa(&metric), &CheckContext::default())
    };
    assert_eq!(
        target("{type: AverageValue, value: 5}"),
        [
            "8 hpa.target: type AverageValue, but value is set: it is compared with the whole, not with the average -> \
          Write averageValue: 5 for the average, or type: Value for the whole."
        ]
    );
    let object = hpa(
        "{type: Object, object: {metric: {name: a}, describedObject: {apiVersion: v1, kind: Service, name: s}, \
         target: {type: Utilization, value: 5}}}",
    );
    assert_eq!(
        found(&object, &CheckContext::default()),
        [
            "8 hpa.target: type Utilization, but value is set: the controller goes by the type and finds no target -> \
          Write type: Value for the whole."
        ]
    );
}

#[test]
fn kinds_are_looked_for_in_their_groups() {
    let of = |reference: &str| {
        let text =
            hpa("{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}}")
                .replace("{apiVersion: apps/v1, kind: Deployment, name: api}", reference);
        found(&text, &CheckContext::default())
    };
    for (reference, hint) in [
        ("{apiVersion: apps/v1, kind: deployment, name: api}", "Write kind: Deployment."),
        ("{apiVersion: apps/v1, kind: Deployments, name: api}", "Write kind: Deployment."),
        ("{apiVersion: apps/v1, kind: Deploymnet, name: api}", "Write kind: Deployment."),
        ("{apiVersion: extensions/v1beta1, kind: Deployment, name: api}", "Write apiVersion: apps/v1."),
        ("{kind: Deployment, name: api}", "Write apiVersion: apps/v1."),
        ("{apiVersion: apps, kind: Deployment, name: api}", "Write apiVersion: apps/v1."),
    ] {
        let found = of(reference);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(&format!("-> {hint}")), "{found:?}");
    }
    for reference in [
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api}",
        "{apiVersion: serving.knative.dev/v1, kind: Service, name: api}",
        "{apiVersion: apps/v1, kind: StatefulSet, name: api}",
    ] {
        assert_eq!(of(reference), [""; 0]);
    }
}

#[test]
fn pods_of_others_are_named() {
    let scale: Scale =
        kube::from_str("{spec: {replicas: 3}, status: {replicas: 3, selector: app=api}}").unwrap();
    let pods = |names: &[&str]| -> PodList {
        let items: Vec<_> = names
            .iter()
            .map(|name| format!("{{metadata: {{name: {name}, labels: {{app: api}}}}}}"))
            .collect();
        kube::from_str(&format!("items: [{}]", items.join(", "))).unwrap()
    };
    let text = hpa("{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}}");
    let of = |names: &[&str]| {
        let pods = pods(names);
        let found = found(&text, &CheckContext::default().target(&scale, &pods.items));
        found.join("\n").split(" -> ").next().unwrap_or_default().to_owned()
    };
    let begin = "5 hpa.selected-pods: the selector app=api selects";
    let canary = [
        "api-7d9c5b4f6d-x2lkq",
        "api-7d9c5b4f6d-b4mzt",
        "api-7d9c5b4f6d-qqrst",
        "api-canary-5f6d7b8c9d-abcde",
    ];
    assert_eq!(of(&canary[..3]), "");
    assert_eq!(
        of(&canary),
        format!(
            "{begin} 4 pods, and the target has 3 replicas: {} too; their samples are in the average",
            canary[3]
        )
    );
    assert_eq!(
        of(&["a-0", "b-0", "c-0", "d-0"]),
        format!(
            "{begin} 4 pods, and the target has 3 replicas: a-0, b-0, c-0, d-0; the samples of all of them are in the average"
        )
    );
}

#[test]
fn a_target_is_scaled_by_one() {
    let text = hpa("{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}}");
    let own: HorizontalPodAutoscaler = kube::from_str(&text).unwrap();
    let other: HorizontalPodAutoscaler =
        kube::from_str(&text.replace("name: api, namespace", "name: cpu, namespace")).unwrap();
    let elsewhere = HorizontalPodAutoscaler {
        metadata: kube::ObjectMeta { namespace: "x".to_owned(), ..other.metadata.clone() },
        ..other.clone()
    };
    let all = [own, other, elsewhere];
    let found = found(&text, &CheckContext::default().others(&all));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("Deployment api is scaled by cpu too"), "{found:?}");
}

#[test]
fn requests_that_are_missing_are_told_in_the_controllers_words() {
    let scale: Scale = kube::from_str("{status: {replicas: 1, selector: app=api}}").unwrap();
    let pods: PodList = kube::from_str(
        "items: [{metadata: {name: api-0, namespace: shop, labels: {app: api}}, spec: {containers: [{name: main}]}}]",
    )
    .unwrap();
    let text =
        hpa("{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}");
    let found = found(&text, &CheckContext::default().target(&scale, &pods.items));
    assert!(
        found[0].starts_with("8 hpa.missing-request: missing request for cpu in container main of Pod api-0"),
        "{found:?}"
    );
}

#[test]
fn what_cannot_be_read_is_the_only_finding() {
    let found = found("{kind: Deployment}", &CheckContext::default());
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("hpa.invalid"), "{found:?}");
}
