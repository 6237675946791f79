//! Each symptom by a text as people paste it, and by one near it that it must not take.

mod examples;
mod flags;

use super::{Weight, all, find, metric, nearest, path};
use crate::error::codes;

#[test]
fn each_symptom_is_found_by_a_text_as_it_is_pasted_and_not_by_one_near_it() {
    for symptom in all() {
        let (_, pasted, near) =
            examples::ALL.iter().find(|(name, ..)| *name == symptom.name).expect(symptom.name);
        let names = |text: &str| find(text).iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names(pasted).first(), Some(&symptom.name), "{pasted}\n{:?}", names(pasted));
        assert!(!names(near).contains(&symptom.name), "{}: {near}\n{:?}", symptom.name, names(near));
    }
    assert_eq!(examples::ALL.len(), all().count(), "an example of no symptom, or two of one");
}

#[test]
fn the_table_is_as_it_is_read() {
    let mut names: Vec<_> = all().map(|symptom| symptom.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count(), "a name comes twice");
    for symptom in all() {
        assert!(!symptom.causes.is_empty(), "{}", symptom.name);
        for words in symptom.words {
            assert_eq!(
                *words,
                words.to_ascii_lowercase(),
                "{}: words are compared in lower case",
                symptom.name
            );
        }
        for sentence in symptom.causes.iter().map(|cause| cause.cause).chain([symptom.meaning]) {
            assert!(sentence.ends_with('.'), "{}: {sentence}", symptom.name);
        }
    }
}

#[test]
fn every_code_is_in_the_registry() {
    for code in all().flat_map(|symptom| symptom.causes).flat_map(|cause| cause.codes) {
        assert!(codes::all().any(|known| known == *code), "{}", code.name);
    }
}

/// `kubectl describe hpa` prints conditions that are as they should be beside the one that is not.
#[test]
fn of_a_description_what_is_broken_comes_first() {
    let described = "\
Metrics:                    ( current / target )
  \"http_requests\" on pods:  <unknown> / 10
Conditions:
  Type            Status  Reason               Message
  ----            ------  ------               -------
  AbleToScale     True    ReadyForNewScale     recommended size matches current size
  ScalingActive   False   FailedGetPodsMetric  the HPA was unable to compute the replica count: unable to get metric \
                     http_requests: unable to fetch metrics from custom metrics API: the server could not find the metric \
                     http_requests for pods
  ScalingLimited  True    TooFewReplicas       the desired replica count is less than the minimum replica count";
    let found = find(described);
    assert_eq!(
        found.iter().map(|found| found.name).collect::<Vec<_>>(),
        ["metric-not-found", "too-few-replicas"]
    );
    assert_eq!(found[0].weight, Weight::Fault);
    assert_eq!(metric(described), Some("http_requests"));
}

#[test]
fn metrics_and_paths_are_read_out_of_what_stands_around_them() {
    for (text, expected) in [
        (
            "unable to get external metric shop/queue_depth/&LabelSelector{MatchLabels:map[string]string{},}: x",
            Some("queue_depth"),
        ),
        (
            "unable to get metric http_requests: no metrics returned from custom metrics API",
            Some("http_requests"),
        ),
        ("unable to get metric hits on Service shop/web: unable to fetch metrics", Some("hits")),
        (
            "Error from server (NotFound): the server could not find the metric Hits for services web",
            Some("Hits"),
        ),
        ("when fetching metric pods/hits(namespaced) for \"web\" matched", Some("hits")),
        ("the server could not find the metric", None),
    ] {
        assert_eq!(metric(text), expected, "{text}");
    }
    let listing = "https://10.0.0.1:6443/apis/custom.metrics.k8s.io/v1beta1: Get";
    assert_eq!(path(listing), Some("/apis/custom.metrics.k8s.io/v1beta1"));
    let raw = r#"kubectl get --raw "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/hits" | jq ."#;
    assert_eq!(path(raw), Some("/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/hits"));
    assert_eq!(path("/apis/apps/v1/deployments"), None);
}

#[test]
fn words_that_overlap_lead_to_the_nearest() {
    let named = |text: &str| nearest(text).map(|symptom| symptom.name);
    assert_eq!(named("the server did not find this metric, could you?"), Some("metric-not-found"));
    assert_eq!(named("hello"), None);
    assert_eq!(named(""), None);
}

/// Cut in the middle of a character, and full of beginnings.
#[test]
fn long_texts_are_cut_and_cost_little() {
    assert_eq!(find(&"é".repeat(200_001)), Vec::<&super::Symptom>::new());
    assert_eq!(find(&"field container service/ missing request for* ".repeat(20_000)).len(), 1);
}
