//! What `kubectl get --raw` and `curl` print: paths, listings and answers.

use super::Step::{Answers, Asks, Rule};
use super::Weight::Around;
use super::causes::{ADAPTER, AGE, APISERVICE, FRESH, LABEL, NAME, NO_DATA, NO_RULES, QUERY, RULE, SELECTS};
use super::{Cause, Symptom, cause, symptom};

const ALWAYS: Cause = cause(
    Rule,
    "Nothing is: the rule's namespaced: false only leaves the namespace out of the query.",
    "`counterpoise query` with the configuration: the PromQL has no matcher of the namespace",
);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "request-path",
        &["/apis/custom.metrics.k8s.io/", "/apis/external.metrics.k8s.io/", "/apis/metrics.k8s.io/"],
        Asks,
        "A request to a metrics API: with configuration and series it is planned as the adapter would.",
        &[&APISERVICE, &ADAPTER, &RULE, &NAME, &LABEL],
    )
    .weighing(Around),
    symptom(
        "empty-listing",
        &["\"resources\":[]", "got empty response for"],
        Rule,
        "The API is served, and lists no metric.",
        &[&RULE, &NO_DATA, &AGE, &NO_RULES],
    ),
    symptom(
        "listed-as-namespaced",
        &["external.metrics.k8s.io*\"namespaced\":true"],
        Rule,
        "A listing of external metrics says so of each, whatever its rule says.",
        &[&ALWAYS],
    ),
    symptom(
        "no-samples",
        &["\"resulttype\":\"vector\",\"result\":[]", "empty query result"],
        Answers,
        "Prometheus has no sample that the query selects.",
        &[&SELECTS, &LABEL, &QUERY, &FRESH],
    ),
    symptom(
        "no-series",
        &["\"status\":\"success\",\"data\":[]"],
        Answers,
        "Prometheus has no series that are asked for.",
        &[&RULE, &FRESH, &NO_DATA],
    ),
];
