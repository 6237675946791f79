//! What prometheus-adapter writes into its log.

use super::Step::{Answers, Asks, Conversion, PromQl, Registered, Rule};
use super::Weight::Around;
use super::causes::{
    ADDRESS, AGE, CERTIFICATE, CONFIG, CONTAINERS, DOWN, FRESH, LABEL, NO_DATA, QUERY, RULE, SELECTS, UNREADY,
};
use super::{Cause, Symptom, cause, symptom};
use crate::error::codes::{metrics, resources, rules, template};

const REGEXP: Cause = cause(
    Rule,
    "A pattern of the rules is none of RE2: it has no lookaround, no backreferences, no possessive repetition.",
    "name.matches, seriesFilters and the matchers of seriesQuery",
)
.proven_by(&[rules::REGEX]);
const AS: Cause = cause(
    Rule,
    "name.matches captures more than one group, and name.as does not say which to use.",
    "name.as, such as ${1}_${2}",
)
.proven_by(&[rules::NO_METRIC_NAME, rules::UNKNOWN_GROUP]);
const FILTER: Cause =
    cause(Rule, "An entry of seriesFilters has both of is and isNot, or neither.", "seriesFilters")
        .proven_by(&[rules::FILTER]);
const TEMPLATE: Cause = cause(
    Rule,
    "The template is none of Go's text/template between << and >>, or uses a field that it is not given.",
    "metricsQuery: .Series, .LabelMatchers, .LabelValuesByName, .GroupBy, .GroupBySlice",
)
.proven_by(&[template::SYNTAX, template::FIELD, template::EXEC, metrics::EMPTY_QUERY, rules::NO_QUERY]);
const LABEL_TEMPLATE: Cause = cause(
    Rule,
    "resources.template has no <<.Resource>>, or cannot be turned back into a resource.",
    "resources.template",
)
.proven_by(&[rules::LABEL_TEMPLATE]);
const RESOURCE: Cause = cause(
    Rule,
    "resources.overrides names a resource that the cluster does not have, or no label stands for the one asked for.",
    "`kubectl api-resources`, and group and resource in resources.overrides",
)
.proven_by(&[resources::UNKNOWN, resources::MISSING, resources::AMBIGUOUS, rules::NO_LABEL, rules::NO_RESOURCES]);
const MAX_AGE: Cause = cause(
    Rule,
    "The adapter would look back over less than the time between two listings.",
    "--metrics-max-age, at least --metrics-relist-interval",
);
const TYPE: Cause = cause(
    PromQl,
    "The query gives a scalar, a string or a range, where an instant vector is expected.",
    "scalar() and ranges without a function in metricsQuery",
)
.proven_by(&[metrics::RESULT_TYPE]);
const OPERATOR: Cause = cause(
    Asks,
    "The metric's selector uses an operator, or values, that PromQL has no matcher for.",
    "metric.selector of the HPA",
)
.proven_by(&[metrics::OPERATOR]);
const LISTEN: Cause = cause(
    Registered,
    "The port is taken, or below 1024 and not allowed to the adapter's user.",
    "--secure-port, and the targetPort of the adapter's service",
);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "list-failed",
        &[
            "unable to update list of all metrics",
            "unable to fetch metrics for query",
            "unable to fetch metrics from prometheus",
        ],
        Answers,
        "The adapter asked Prometheus, and got no answer that it can use; what stands behind it says why.",
        &[&ADDRESS, &DOWN, &QUERY, &CERTIFICATE],
    )
    .weighing(Around),
    symptom(
        "query-failed",
        &[
            "internal error occurred: unable to fetch metrics",
            "error from server (internalerror)*unable to fetch metrics",
        ],
        Answers,
        "Prometheus refused the adapter's query, or did not answer it; the adapter's log says which.",
        &[&QUERY, &DOWN, &ADDRESS],
    ),
    symptom(
        "none-retrieved",
        &["no metrics retrieved for query"],
        Rule,
        "The adapter had no series of a rule's seriesQuery.",
        &[&RULE, &AGE, &NO_DATA],
    ),
    symptom(
        "no-name-matched",
        &["matched the resource name", "none of the results returned by when fetching metric"],
        Conversion,
        "Prometheus answered, and no sample is of the object that was asked for.",
        &[&LABEL, &SELECTS],
    ),
    symptom(
        "no-objects",
        &["no resource names requested while producing a query", "no pods to fetch metrics for"],
        Asks,
        "The request's selector lists no objects, so nothing is asked.",
        &[&UNREADY],
    ),
    symptom(
        "no-usage",
        &[
            "unable to fetch cpu metrics for",
            "unable to fetch memory metrics for",
            "unable to fetch metrics for pods in namespace",
        ],
        Answers,
        "The queries of resourceRules give no usage for these pods or nodes.",
        &[&CONTAINERS, &FRESH],
    ),
    symptom(
        "config-refused",
        &[
            "unable to load metrics discovery config",
            "unable to parse metrics discovery config",
            "no metrics discovery configuration file specified",
            "unable to construct naming scheme from metrics rules",
            "unable to construct custom metrics provider",
            "unable to construct external metrics provider",
            "unable to construct resource metrics api provider",
        ],
        Rule,
        "The adapter does not start: it cannot use its configuration.",
        &[&CONFIG, &REGEXP, &TEMPLATE],
    )
    .weighing(Around),
    symptom(
        "config-field",
        &["field * not found in type config."],
        Rule,
        "The adapter's configuration has a field that does not exist.",
        &[&CONFIG],
    ),
    symptom(
        "yaml",
        &[
            "yaml: line",
            "yaml: unmarshal errors",
            "error converting yaml to json",
            "did not find expected key",
        ],
        Rule,
        "A file is no YAML, or a value is of another type than its field.",
        &[&CONFIG],
    ),
    symptom(
        "regexp",
        &["error parsing regexp"],
        Rule,
        "A regular expression cannot be compiled.",
        &[&REGEXP],
    ),
    symptom(
        "no-metric-name",
        &["must specify an 'as' value for name matcher", "unable to name series"],
        Rule,
        "A rule does not say how its metrics are named, or its labels are resources.",
        &[&AS, &RESOURCE],
    ),
    symptom(
        "series-filter",
        &["must have either an `is` or `isnot` expression", "cannot have both an `is`"],
        Rule,
        "A rule's seriesFilters cannot be used.",
        &[&FILTER],
    ),
    symptom(
        "query-template",
        &[
            "unable to parse metrics query template",
            "empty query produced by metrics query template",
            "can't evaluate field",
        ],
        Rule,
        "A rule's metricsQuery cannot be rendered.",
        &[&TEMPLATE],
    ),
    symptom(
        "label-template",
        &[
            "unable to convert label template to matcher",
            "unable to generate label format from template",
            "unable to parse label template",
            "in the label template",
            "empty label produced by label template",
        ],
        Rule,
        "A rule's resources.template cannot be used.",
        &[&LABEL_TEMPLATE],
    ),
    symptom(
        "no-label",
        &[
            "no generic resource label form specified for this metric",
            "unable to normalize group-resource",
            "unable to singularize resource",
            "unable to find label for resource",
            "unable to construct label-resource converter",
        ],
        Rule,
        "The adapter finds no label for a resource.",
        &[&RESOURCE],
    ),
    symptom(
        "max-age",
        &["max age must not be less than relist interval"],
        Rule,
        "Two flags of the adapter contradict each other.",
        &[&MAX_AGE],
    ),
    symptom(
        "result-type",
        &[
            "incorrect query result type",
            "encountered an unexpected query result type",
            "unexpected results from prometheus: expected",
            "invalid or empty value of non-vector type",
        ],
        Conversion,
        "Prometheus' result is of a type that has no values for the metrics API.",
        &[&TYPE],
    ),
    symptom(
        "operator",
        &[
            "operator not supported by query builder",
            "operator not supported by prometheus",
            "operator requires values",
            "operator does not support values",
        ],
        PromQl,
        "The metric's selector cannot be written as PromQL.",
        &[&OPERATOR],
    ),
    symptom(
        "adapter-certificates",
        &[
            "no certs found in prometheus-ca-file",
            "failed to read prometheus-ca-file",
            "unable to construct prometheus client",
        ],
        Answers,
        "The adapter does not start: it cannot use what it is given for Prometheus.",
        &[&CERTIFICATE, &ADDRESS],
    ),
    symptom(
        "listen",
        &["failed to create listener", "bind: permission denied", "bind: address already in use"],
        Registered,
        "The adapter does not start: it cannot open its port.",
        &[&LISTEN],
    ),
];
