//! What Prometheus says, what its client says of it, and pages that are given as its answers.

use super::Step::{Answers, PromQl, Rule};
use super::Weight::Around;
use super::causes::{ADDRESS, API_CERTIFICATE, CERTIFICATE, CREDENTIALS, DOWN, QUERY};
use super::{Cause, Symptom, cause, symptom};
use crate::error::codes::{files, metrics, promql, rules};

const PATH: Cause = cause(
    Answers,
    "The path of Prometheus' address is wrong: the server has nothing at /api/v1 behind it.",
    "--prometheus-url (prometheus.path of the chart), such as /prometheus where --web.route-prefix sets it",
)
.proven_by(&[files::NO_DATA, metrics::ANSWER]);
const SERVER: Cause = cause(
    Answers,
    "Another server answers: an exporter, a user interface, a login page, the adapter itself.",
    "--prometheus-url, and what /api/v1/series says there: it must be JSON with a status",
)
.proven_by(&[files::NO_DATA, metrics::ANSWER]);
const PROXY: Cause = cause(
    Answers,
    "A proxy or gateway answers for a Prometheus that it cannot reach, or that is overloaded.",
    "Prometheus' pods and log, and the proxy's",
)
.proven_by(&[files::NO_DATA]);
const SCHEME: Cause =
    cause(Answers, "One side speaks http, the other https.", "http:// or https:// in --prometheus-url");
const SELECTOR: Cause = cause(
    Rule,
    "A rule's seriesQuery is no series selector, or one that selects everything.",
    "rules[].seriesQuery, asked as match[] of /api/v1/series",
)
.proven_by(&[promql::SELECTOR, promql::HYPHEN]);
const LABEL_KEY: Cause = cause(
    super::Step::Asks,
    "The HPA's metric selector has a key that is no name of a label in Prometheus.",
    "metric.selector: letters, digits and underscores",
)
.proven_by(&[metrics::LABEL_NAME]);
const ONE_SIDE: Cause = cause(
    PromQl,
    "Both sides of an operator have several series for the labels that they are matched on.",
    "metricsQuery: sum(…) by (<<.GroupBy>>) on each side, or on (…)",
)
.proven_by(&[rules::NO_GROUP_BY]);
const GROUP_LEFT: Cause = cause(
    PromQl,
    "One side of an operator has several series for one of the other.",
    "metricsQuery: group_left or group_right, or an aggregation on both sides",
)
.proven_by(&[rules::NO_GROUP_BY]);
const LABELSET: Cause = cause(
    PromQl,
    "Several series are the same once their names are gone, such as a rate over a pattern of __name__.",
    "metricsQuery and seriesQuery: name one metric, or aggregate by __name__ before",
);
const HEAVY: Cause = cause(
    Answers,
    "The query reads more than Prometheus allows: many series, or a long range.",
    "--query.max-samples and --query.timeout of Prometheus; a recording rule, or a narrower seriesQuery",
)
.proven_by(&[rules::NO_MATCHERS]);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "answer-not-found",
        &[
            "unknown response code 404",
            "bad_response: unknown response code 404",
            "404 page not found",
            "404 not found",
        ],
        Answers,
        "The server has nothing at that path, so this is not Prometheus' answer.",
        &[&PATH, &SERVER],
    ),
    symptom(
        "answer-unauthorized",
        &[
            "unknown response code 401",
            "unknown response code 403",
            "401 unauthorized",
            "403 forbidden",
            "401 authorization required",
        ],
        Answers,
        "The server behind Prometheus' address asks who is calling.",
        &[&CREDENTIALS, &SERVER],
    ),
    symptom(
        "answer-unavailable",
        &[
            "unknown response code 500",
            "unknown response code 502",
            "unknown response code 504",
            "unknown response code 429",
            "502 bad gateway",
            "503 service",
            "504 gateway",
            "no healthy upstream",
            "upstream connect error",
        ],
        Answers,
        "A server answers in place of a Prometheus that does not.",
        &[&PROXY, &DOWN],
    ),
    symptom(
        "answer-page",
        &["invalid character '<' looking for beginning of value", "bad_response: invalid character '<'"],
        Answers,
        "An HTML page came where Prometheus' JSON is expected.",
        &[&SERVER, &PATH, &CREDENTIALS],
    ),
    symptom(
        "answer-text",
        &[
            "invalid character * after top-level value",
            "invalid character '#' looking for beginning of value",
            "invalid character * looking for beginning of value",
        ],
        Answers,
        "A text such as `404 page not found`, or an exporter's page, came where Prometheus' JSON is expected.",
        &[&PATH, &SERVER],
    ),
    symptom(
        "answer-cut",
        &["unexpected end of json input", "unexpected eof"],
        Answers,
        "The answer is empty or ends too early.",
        &[&SERVER, &PROXY],
    ),
    symptom(
        "bad-response",
        &["bad_response", "unknown response code"],
        Answers,
        "What answers is not Prometheus' HTTP API.",
        &[&PATH, &SERVER, &PROXY],
    )
    .weighing(Around),
    symptom(
        "metrics-page",
        &["# help ", "# type "],
        Answers,
        "This is an exporter's /metrics page, not an answer of Prometheus' HTTP API.",
        &[&SERVER],
    ),
    symptom(
        "html-page",
        &["<!doctype html", "<html"],
        Answers,
        "This is a web page, not an answer of Prometheus' HTTP API.",
        &[&SERVER, &PATH, &CREDENTIALS],
    ),
    symptom(
        "no-host",
        &["no such host", "dial tcp: lookup * no such host", "could not resolve host", "server misbehaving"],
        Answers,
        "The host of an address has no name in the cluster's DNS.",
        &[&ADDRESS],
    ),
    symptom(
        "refused",
        &["connection refused", "no route to host", "network is unreachable", "connection reset by peer"],
        Answers,
        "Nothing listens at the address.",
        &[&ADDRESS, &DOWN],
    ),
    symptom(
        "timeout",
        &[
            "i/o timeout",
            "context deadline exceeded",
            "client.timeout exceeded while awaiting headers",
            "tls handshake timeout",
            "net/http: request canceled",
        ],
        Answers,
        "No answer comes in time.",
        &[&DOWN, &ADDRESS, &HEAVY],
    ),
    symptom(
        "unknown-authority",
        &["certificate signed by unknown authority"],
        Answers,
        "Who signed the server's certificate is not known to the one who asks.",
        &[&CERTIFICATE, &API_CERTIFICATE],
    ),
    symptom(
        "certificate",
        &[
            "x509: certificate is valid for",
            "x509: certificate has expired",
            "x509: cannot validate certificate",
            "x509: certificate relies on legacy common name",
        ],
        Answers,
        "The server's certificate is out of date, or for another name.",
        &[&CERTIFICATE, &API_CERTIFICATE],
    ),
    symptom(
        "scheme",
        &[
            "server gave http response to https client",
            "client sent an http request to an https server",
            "malformed http response",
        ],
        Answers,
        "The address has the wrong scheme.",
        &[&SCHEME],
    ),
    symptom(
        "parse-error",
        &["parse error", "bad_data: * parse error", "bad_data: parse error"],
        PromQl,
        "Prometheus does not take the query: it is not PromQL.",
        &[&QUERY, &SELECTOR, &LABEL_KEY],
    ),
    symptom(
        "no-matcher",
        &["must contain at least one non-empty matcher", "no match[] parameter provided"],
        Rule,
        "Prometheus does not take a selector that selects everything.",
        &[&SELECTOR],
    ),
    symptom(
        "many-to-many",
        &[
            "many-to-many matching not allowed",
            "found duplicate series for the match group",
            "found duplicate series for the match group * many-to-many matching not allowed",
        ],
        PromQl,
        "An operator of the query cannot tell which series belong together.",
        &[&ONE_SIDE],
    ),
    symptom(
        "many-to-one",
        &["multiple matches for labels"],
        PromQl,
        "An operator of the query finds several series on one side for one of the other.",
        &[&GROUP_LEFT],
    ),
    symptom(
        "same-labelset",
        &["vector cannot contain metrics with the same labelset"],
        PromQl,
        "The query's result would have the same series twice.",
        &[&LABELSET],
    ),
    symptom(
        "too-much",
        &[
            "query processing would load too many samples into memory",
            "too many samples",
            "query timed out in",
            "exceeded maximum resolution",
        ],
        Answers,
        "Prometheus gives up on the query.",
        &[&HEAVY],
    ),
];
