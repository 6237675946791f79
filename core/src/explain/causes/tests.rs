use super::{Count, Followed, Rank, add, of_input, ordered, turns};
use crate::error::{Code, Diagnostic, Error, Severity, codes};
use crate::hpa;
use crate::lint::Finding;

fn finding(file: &str, severity: Severity, code: &'static Code, path: &str) -> Finding {
    Finding::new(file, Diagnostic::new(severity, Error::new(code, "message").in_path(path)))
}

fn codes_of(found: &[Finding]) -> Vec<&'static str> {
    found.iter().map(|found| found.diagnostic.error.code()).collect()
}

#[test]
fn what_a_rule_loses_is_told_before_what_follows_of_it() {
    let inputs = [
        finding("hpa", Severity::Warning, codes::metrics::NO_MATCH, "spec.metrics[0]"),
        finding("config", Severity::Warning, codes::rules::MAY_BE_NAN, "rules[1].metricsQuery"),
        finding("config", Severity::Warning, codes::metrics::DUPLICATE_METRIC, "rules[1].name"),
        finding("config", Severity::Warning, codes::rules::NO_GROUP_BY, "rules[10].metricsQuery"),
    ];
    let lost = Followed { rules: &["rules[1]".to_owned()], lost: true };
    let decided = vec![finding("hpa", Severity::Warning, codes::hpa::UNREAD_METRIC, "spec.metrics[0]")];
    assert_eq!(
        codes_of(&ordered(&inputs, decided, &[lost])),
        [
            "metrics.duplicate-metric",
            "metrics.no-match",
            "hpa.unread-metric",
            "rules.may-be-nan",
            "rules.no-group-by"
        ]
    );
}

#[test]
fn why_a_rule_gives_nothing_is_told_before_that_the_metric_is_not_there() {
    let inputs = [
        finding("hpa", Severity::Error, codes::metrics::HPA_METRIC, "spec.metrics[0]"),
        finding("config", Severity::Warning, codes::metrics::NO_SERIES, "rules[0]"),
        finding("config", Severity::Warning, codes::metrics::NO_RESOURCE, "rules[2].resources"),
    ];
    let lost = Followed { rules: &["rules[2]".to_owned()], lost: true };
    assert_eq!(
        codes_of(&ordered(&inputs, Vec::new(), &[lost])),
        ["metrics.no-resource", "metrics.hpa-metric", "metrics.no-series"]
    );
}

#[test]
fn what_the_api_server_refuses_comes_before_what_cannot_work() {
    let metrics = [Followed { rules: &[], lost: true }];
    let inputs = [
        finding("config", Severity::Error, codes::promql::SELECTOR, "rules[0].seriesQuery"),
        finding("hpa", Severity::Error, codes::metrics::HPA_METRIC, "spec.metrics[0]"),
        finding("hpa", Severity::Error, codes::hpa::UNKNOWN_FIELD, "spec.behaviour"),
    ];
    let first = ordered(&inputs, Vec::new(), &metrics);
    assert_eq!(codes_of(&first), ["hpa.unknown-field", "promql.selector", "metrics.hpa-metric"]);
    let note = finding("hpa", Severity::Info, codes::hpa::TOLERANCE, "spec.metrics[0]");
    assert_eq!(of_input(&note, &metrics), Rank::Note);
    let mut causes = first;
    add(&mut causes, finding("hpa", Severity::Warning, codes::hpa::FLAPPING, "spec"));
    assert_eq!(codes_of(&causes).last(), Some(&"hpa.flapping"));
}

#[test]
fn changes_that_turn_soon_and_again_are_told() {
    let hpa =
        hpa::from_str("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {maxReplicas: 9}}")
            .unwrap();
    let counts = |minutes: [i64; 4]| {
        let to = [5, 2, 5, 2];
        let from = [2, 5, 2, 5];
        let all = minutes.into_iter().zip(from.into_iter().zip(to));
        all.map(|(minute, (from, to))| Count {
            now: crate::kube::Time::from_unix(minute * 60, 0).unwrap(),
            from,
            to,
        })
        .collect::<Vec<_>>()
    };
    let told = turns(&hpa, &counts([0, 1, 2, 3])).unwrap();
    assert_eq!(
        told.diagnostic.error.message(),
        "the count goes 2 → 5 → 2 → 5 → 2 from 1970-01-01T00:00:00Z to 1970-01-01T00:03:00Z: 3 of 4 changes turn the one before \
         within ten minutes"
    );
    assert_eq!(turns(&hpa, &counts([0, 11, 22, 33])), None);
    assert_eq!(turns(&hpa, &counts([0, 1, 12, 23])), None);
}
