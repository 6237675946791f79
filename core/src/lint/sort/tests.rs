use super::{There, sort};
use crate::lint::File;

#[test]
fn what_kubectl_prints_of_several_kinds_is_taken_apart_as_it_is_written() {
    let text = "apiVersion: v1\nitems:\n- apiVersion: autoscaling/v2\n  kind: HorizontalPodAutoscaler\n  metadata:\n    name: web\n    namespace: shop # ours\n\
                - apiVersion: v1\n  kind: Pod\n  metadata: {name: web-0}\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: web-1}\n\
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: game}, data: {a: b}}\nkind: List\n";
    let sorted = sort(&[File { name: "pasted", text }], &There::default()).unwrap();
    assert_eq!(
        sorted.inputs["hpa"],
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\n  namespace: shop # ours\n"
    );
    assert_eq!(
        sorted.inputs["pods"],
        "apiVersion: v1\nkind: PodList\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: web-0}\n\
         - apiVersion: v1\n  kind: Pod\n  metadata: {name: web-1}\n"
    );
    let told: Vec<_> =
        sorted.pieces.iter().map(|piece| (piece.holds.as_str(), piece.count, piece.taken)).collect();
    assert_eq!(told, [("a HorizontalPodAutoscaler", 1, true), ("pods", 2, true), ("a ConfigMap", 1, false)]);
}

#[test]
fn an_alias_is_written_out_where_its_anchor_is_left_behind() {
    let text = "kind: List\nx: &labels {app: web}\nitems:\n- {kind: Pod, metadata: {name: web-0, labels: *labels}}\n";
    let sorted = sort(&[File { name: "pasted", text }], &There::default()).unwrap();
    assert!(sorted.inputs["pods"].contains("\"app\": \"web\""), "{}", sorted.inputs["pods"]);
}

#[test]
fn a_broken_document_does_not_take_the_others_with_it() {
    let text = "kind: HorizontalPodAutoscaler\nspec: [\n---\nrules: []\n--- # an answer\n{\"data\": {\"resultType\": \"vector\", \"result\": []}, \"status\": \"success\"}\n";
    let sorted = sort(&[File { name: "pasted", text }], &There::default()).unwrap();
    assert_eq!(sorted.inputs.keys().copied().collect::<Vec<_>>(), ["config", "hpa", "response"]);
    assert_eq!(sorted.inputs["hpa"], "kind: HorizontalPodAutoscaler\nspec: [\n");
    assert!(sorted.pieces[0].why.as_deref().unwrap().contains("line 2"), "{:?}", sorted.pieces[0]);
}

#[test]
fn a_name_says_what_a_text_alone_does_not() {
    let page = "http_requests_total{pod=\"a\"} 3 1700000000000\n";
    let sorted = sort(&[File { name: "web/samples.prom", text: page }], &There::default()).unwrap();
    assert_eq!(sorted.inputs["samples"], page);
    // A name does not make data of a page.
    let sorted =
        sort(&[File { name: "response.json", text: "<html>404</html>" }], &There::default()).unwrap();
    assert!(sorted.inputs.is_empty() && sorted.pieces[0].why.is_some(), "{sorted:?}");
}

#[test]
fn an_answer_of_a_metrics_api_goes_under_the_path_that_the_hpa_asks_for() {
    let hpa = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: shop}\nspec:\n  maxReplicas: 3\n  metrics:\n\
               \x20 - {type: External, external: {metric: {name: Jobs}, target: {type: Value, value: 1}}}\n";
    let text = "{\n  \"kind\": \"ExternalMetricValueList\",\n  \"items\": [{\"metricName\": \"jobs\", \"value\": \"3\"}]\n}\n";
    let files = [File { name: "pasted", text }];
    let sorted = sort(&files, &There::new(Some(hpa), None)).unwrap();
    assert_eq!(
        sorted.inputs["metrics"],
        "\"/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/jobs\":\n  {\n    \"kind\": \"ExternalMetricValueList\",\n    \"items\": [{\"metricName\": \"jobs\", \"value\": \"3\"}]\n  }\n"
    );
    // Without the HPA nobody knows what was asked.
    let sorted = sort(&files, &There::default()).unwrap();
    assert!(sorted.inputs.is_empty() && !sorted.pieces[0].taken, "{sorted:?}");
}
