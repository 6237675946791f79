//! Causes that several symptoms share.

use super::{Cause, Step, cause};
use crate::error::codes::{annotations, files, hpa, metrics, promql, rules, selector, yaml};

pub(super) const LABEL: Cause = cause(
    Step::Rule,
    "The rule maps a label that the series lack or that holds other names, so its query selects nothing.",
    "`counterpoise check` with the configuration and the series; rules[].resources.overrides",
)
.proven_by(&[
    metrics::LACKS_LABEL,
    metrics::NOT_A_NAME,
    metrics::OTHER_LABEL,
    metrics::NO_RESOURCE,
    rules::LABEL_NAME,
    rules::NO_RESOURCES,
    rules::NO_LABEL,
    rules::SHARED_RESOURCE,
]);

pub(super) const SELECTS: Cause = cause(
    Step::PromQl,
    "The query's matchers leave no series: of another namespace, workload or metric selector.",
    "the PromQL of `counterpoise query` asked in Prometheus, a matcher less each time",
)
.proven_by(&[metrics::NO_MATCH, metrics::UNUSED_SELECTOR, metrics::DROPPED_MATCHER]);

pub(super) const FRESH: Cause = cause(
    Step::Answers,
    "Prometheus has no sample of the last minutes, or a range too short for a rate.",
    "Prometheus' /targets, and that the range holds four scrapes",
)
.proven_by(&[rules::SHORT_RANGE]);

pub(super) const QUERY: Cause = cause(
    Step::PromQl,
    "The rule's metricsQuery gives nothing, or is none that Prometheus takes.",
    "the PromQL of `counterpoise query`, asked in Prometheus",
)
.proven_by(&[
    rules::NO_QUERY,
    rules::EMPTY_MATCHERS,
    rules::RAW_TEXT,
    rules::GROUP_BY_EXTERNAL,
    promql::SYNTAX,
    promql::HYPHEN,
    metrics::EMPTY_QUERY,
    metrics::LABEL_NAME,
    annotations::QUERY,
]);

pub(super) const NAME: Cause = cause(
    Step::Asks,
    "The HPA asks for another name, resource or type of metric than is listed.",
    "`kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1` (external.metrics.k8s.io for type External)",
)
.proven_by(&[metrics::HPA_METRIC, metrics::NOT_FOUND]);

pub(super) const RULE: Cause = cause(
    Step::Rule,
    "No series passes the rule's seriesQuery, seriesFilters and name.matches, or none has a label of a resource.",
    "`counterpoise metrics` with the configuration and the series",
)
.proven_by(&[
    metrics::NO_SERIES,
    metrics::NO_RESOURCE,
    metrics::DUPLICATE_METRIC,
    rules::NEVER_MATCHES,
    rules::CONSTANT_NAME,
    rules::NO_RESOURCES,
    rules::NO_LABEL,
    files::RULES,
    promql::SELECTOR,
]);

pub(super) const AGE: Cause = cause(
    Step::Rule,
    "The series came after the adapter's last listing, or has had no sample for longer than it looks back.",
    "--metrics-relist-interval and --metrics-max-age, which should be several scrape intervals",
);

pub(super) const NO_DATA: Cause = cause(
    Step::Answers,
    "The adapter gets no series from Prometheus: a wrong address, another server, or none that answers.",
    "--prometheus-url, and /api/v1/series asked from the adapter's pod; `kubectl logs` of the adapter",
)
.proven_by(&[files::NO_SERIES, files::NO_DATA, files::EMPTY, metrics::ANSWER]);

pub(super) const ADDRESS: Cause = cause(
    Step::Answers,
    "The address of Prometheus is wrong: service, namespace, port or path.",
    "--prometheus-url (prometheus.url, .port and .path of the chart), and `kubectl get service -A`",
)
.proven_by(&[files::NO_DATA, files::NO_SERIES, metrics::ANSWER]);

pub(super) const DOWN: Cause = cause(
    Step::Answers,
    "Prometheus does not run, is not ready, or a NetworkPolicy keeps the adapter from it.",
    "`kubectl get pods -A`, and the address asked from the adapter's pod",
);

pub(super) const CREDENTIALS: Cause = cause(
    Step::Answers,
    "Prometheus, or a proxy before it, asks who is calling.",
    "--prometheus-token-file, --prometheus-auth-config, --prometheus-header",
)
.proven_by(&[files::NO_DATA]);

pub(super) const APISERVICE: Cause = cause(
    Step::Registered,
    "No APIService registers the group, or its service is not the adapter's.",
    "`kubectl get apiservice v1beta1.custom.metrics.k8s.io` (v1beta1.external.metrics.k8s.io, v1beta1.metrics.k8s.io)",
);

pub(super) const ADAPTER: Cause = cause(
    Step::Registered,
    "The pods behind the API do not run or are not ready.",
    "`kubectl describe apiservice` for its service, then `kubectl get pods` and `kubectl logs` there",
);

pub(super) const NETWORK: Cause = cause(
    Step::Registered,
    "The API server does not reach the pods: a firewall, a NetworkPolicy, or a port that is not open to it.",
    "`kubectl describe apiservice`, and --secure-port of the adapter",
);

pub(super) const NO_RULES: Cause = cause(
    Step::Rule,
    "The configuration has no rules for the API, so the adapter does not serve it.",
    "rules, externalRules and resourceRules in the adapter's --config",
)
.proven_by(&[
    metrics::HPA_METRIC,
    metrics::NO_RESOURCE_RULES,
    rules::NO_CONFIG,
    rules::HELM_VALUES,
    files::RULES,
]);

pub(super) const METRICS_SERVER: Cause = cause(
    Step::Registered,
    "metrics-server is not installed, or does not reach the kubelets.",
    "`kubectl top pods`, `kubectl get apiservice v1beta1.metrics.k8s.io`, `kubectl logs` of metrics-server",
);

pub(super) const YOUNG: Cause = cause(
    Step::Answers,
    "The pods have just started, and have not been measured yet.",
    "`kubectl top pods` a minute later",
);

pub(super) const CONTAINERS: Cause = cause(
    Step::Rule,
    "The adapter's resourceRules find no containers: containerLabel, or the labels of pod and namespace.",
    "resourceRules and the labels of a container_cpu_usage_seconds_total",
)
.proven_by(&[
    metrics::NO_RESOURCE_RULES,
    metrics::LACKS_LABEL,
    metrics::NOT_A_NAME,
    metrics::NO_MATCH,
    metrics::COUNTED_TWICE,
    rules::WINDOW_RANGE,
]);

pub(super) const UNREADY: Cause = cause(
    Step::Decides,
    "The target's pods are not running, or not ready.",
    "`kubectl get pods` with the target's selector",
);

pub(super) const OTHERS: Cause = cause(
    Step::Decides,
    "The target's selector picks pods of other workloads, too.",
    "`kubectl get pods` with the target's selector: more than its replicas",
)
.proven_by(&[hpa::SELECTED_PODS, selector::UNREAD]);

pub(super) const REQUESTS: Cause = cause(
    Step::Decides,
    "A container, often an injected sidecar, has no request of the resource, so there is no utilization.",
    "`kubectl describe pod`: Requests of each container, init containers that restart always among them",
)
.proven_by(&[hpa::MISSING_REQUEST]);

pub(super) const NAMESPACE: Cause = cause(
    Step::Rule,
    "The query is restricted to the HPA's namespace, or by the metric's selector, and no series has those labels.",
    "namespaced: false in the resources of the external rule, and metric.selector of the HPA",
)
.proven_by(&[metrics::NO_MATCH, metrics::LACKS_LABEL, metrics::UNUSED_SELECTOR]);

pub(super) const FIELD: Cause = cause(
    Step::Asks,
    "A field is misspelt, at another place, or of another version of the API.",
    "`kubectl explain hpa.spec --api-version=autoscaling/v2`; `counterpoise check` names the one that is meant",
)
.proven_by(&[hpa::UNKNOWN_FIELD, hpa::DUPLICATE_FIELD, hpa::INVALID, yaml::UNKNOWN_FIELD, yaml::TYPE, yaml::DUPLICATE_KEY, yaml::SYNTAX]);

pub(super) const VALUE: Cause = cause(
    Step::Asks,
    "A target is zero, missing, or not the one that its type asks for.",
    "the field that the message names, and target.type beside it",
)
.proven_by(&[
    hpa::REFUSED,
    hpa::TARGET,
    hpa::INVALID,
    yaml::TYPE,
    hpa::REQUEST,
    selector::SYNTAX,
    selector::KEY,
    selector::VALUE,
    selector::OPERATOR,
]);

pub(super) const CONFIG: Cause = cause(
    Step::Rule,
    "The configuration cannot be read: a field that does not exist, a wrong type, or indentation.",
    "`counterpoise check` with it; `kubectl get configmap -o yaml` for what the adapter has",
)
.proven_by(&[
    rules::UNKNOWN_FIELD,
    rules::TYPE,
    rules::DUPLICATE_KEY,
    rules::HELM_VALUES,
    rules::NO_CONFIG,
    rules::WINDOW,
    yaml::SYNTAX,
    yaml::DUPLICATE_KEY,
    yaml::TYPE,
    files::RULES,
]);

pub(super) const CERTIFICATE: Cause = cause(
    Step::Answers,
    "The adapter does not know who signed Prometheus' certificate, or asks by another name than it is for.",
    "--prometheus-ca-file and the host in --prometheus-url",
);

pub(super) const API_CERTIFICATE: Cause = cause(
    Step::Registered,
    "Where the API server calls the adapter: the APIService's caBundle is not that of the adapter's certificate.",
    "`kubectl get apiservice -o yaml`: caBundle, or insecureSkipTLSVerify; --tls-cert-file of the adapter",
);
