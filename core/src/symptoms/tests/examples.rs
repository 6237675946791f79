//! By the name of the symptom: a text as it is pasted, and one near it.

pub(super) const ALL: &[(&str, &str, &str)] = &[
    (
        "no-custom-metrics",
        "Warning  FailedGetPodsMetric  12s (x4 over 57s)  horizontal-pod-autoscaler  unable to get metric http_requests: no metrics returned from custom metrics API",
        "no metrics returned from the custom API",
    ),
    (
        "no-external-metrics",
        "the HPA was unable to compute the replica count: unable to get external metric shop/queue/nil: no metrics returned from external metrics API",
        r#"{"kind":"ExternalMetricValueList","items":[{"metricName":"queue"}]}"#,
    ),
    (
        "no-resource-metrics",
        "failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API",
        "no metrics returned from custom metrics API",
    ),
    (
        "no-ready-pods",
        "failed to get cpu utilization: did not receive metrics for any ready pods",
        "did not receive an answer for ready pods",
    ),
    (
        "other-pods",
        "failed to get cpu utilization: no metrics returned matched known pods",
        "matched known pods",
    ),
    (
        "no-pods",
        "failed to get cpu utilization: no pods returned by selector while calculating replica count",
        "no pods returned by selector",
    ),
    (
        "missing-request",
        "invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: failed to get cpu utilization: missing request for cpu in container istio-proxy of Pod web-7d9c-x2x",
        "a request is missing for cpu",
    ),
    (
        "no-container",
        "failed to get cpu container metric value: container app not found in Pod web-0",
        "the container was not found in the image registry",
    ),
    (
        "no-selector",
        "Warning  SelectorRequired  10s  horizontal-pod-autoscaler  selector is required",
        "the selector is not required",
    ),
    (
        "invalid-selector",
        "ScalingActive False InvalidSelector couldn't convert selector into a corresponding internal selector object: unable to parse requirement",
        "an invalid selector",
    ),
    (
        "ambiguous-selector",
        "ScalingActive  False  AmbiguousSelector  pods by selector app=web are controlled by multiple HPAs: [shop/a shop/b]",
        "the selector is ambiguous",
    ),
    (
        "no-target",
        r#"AbleToScale False FailedGetScale the HPA controller was unable to get the target's current scale: deployments.apps "web" not found"#,
        r#"Error from server (NotFound): configmaps "web" not found"#,
    ),
    (
        "target-kind",
        r#"the HPA controller was unable to get the target's current scale: no matches for kind "Deployment" in group "extensions""#,
        r#"no matches for kind "Widget" in version "example.com/v1""#,
    ),
    (
        "failed-get-scale",
        "Warning  FailedGetScale  2s  horizontal-pod-autoscaler  something went wrong",
        "SucceededGetScale the HPA controller was able to get the target's current scale",
    ),
    (
        "failed-rescale",
        "Warning  FailedRescale  1s  horizontal-pod-autoscaler  New size: 4; reason: cpu resource utilization above target; error: admission webhook denied",
        "Normal  SuccessfulRescale  1s  horizontal-pod-autoscaler  New size: 4",
    ),
    (
        "modified",
        "FailedUpdateStatus Operation cannot be fulfilled on horizontalpodautoscalers.autoscaling \"web\": the object has been modified; please apply your changes to the latest version and try again",
        "the object has been deleted",
    ),
    (
        "failed-update-status",
        "Warning  FailedUpdateStatus  2s  horizontal-pod-autoscaler  boom",
        "UpdateStatus failed",
    ),
    (
        "unknown-value",
        "NAME  REFERENCE       TARGETS              MINPODS  MAXPODS  REPLICAS\nweb   Deployment/web  cpu: <unknown>/50%   1        10       1",
        "NAME  REFERENCE       TARGETS   MINPODS\nweb   Deployment/web  40%/50%   1",
    ),
    (
        "failed-get-metric",
        "E0501 11:00:00.000000 1 horizontal.go:274] failed to compute desired number of replicas based on listed metrics for Deployment/shop/web: invalid metrics (1 invalid out of 1), first error is: something new",
        "the HPA was able to compute the replica count",
    ),
    (
        "heapster",
        "unable to get metric hits: Service on shop web/unable to fetch metrics from custom metrics API: object metrics are not yet supported",
        "object metrics are supported",
    ),
    ("unknown-source", r#"unknown metric source type "Pod""#, "unknown source type"),
    (
        "scaling-disabled",
        "ScalingActive  False  ScalingDisabled  scaling is disabled since the replica count of the target is zero",
        "scaling is disabled",
    ),
    (
        "scale-down-stabilized",
        "AbleToScale True ScaleDownStabilized recent recommendations were higher than current one, applying the highest recent recommendation",
        "recent recommendations were lower than current one",
    ),
    (
        "scale-up-stabilized",
        "AbleToScale True ScaleUpStabilized recent recommendations were lower than current one, applying the lowest recent recommendation",
        "recent recommendations were higher than current one",
    ),
    (
        "too-many-replicas",
        "ScalingLimited True TooManyReplicas the desired replica count is more than the maximum replica count",
        "too many replicas of a volume",
    ),
    (
        "too-few-replicas",
        "ScalingLimited True TooFewReplicas the desired replica count is less than the minimum replica count",
        "ScalingLimited False DesiredWithinRange the desired count is within the acceptable range",
    ),
    (
        "scale-up-limit",
        "ScalingLimited True ScaleUpLimit the desired replica count is increasing faster than the maximum scale rate",
        "calculateScaleUpLimitWithScalingRules",
    ),
    (
        "scale-down-limit",
        "ScalingLimited True ScaleDownLimit the desired replica count is decreasing faster than the maximum scale rate",
        "the desired replica count is decreasing",
    ),
    (
        "backoff",
        "AbleToScale False BackoffBoth the time since the previous scale is still within both the downscale and upscale forbidden windows",
        "CrashLoopBackOff",
    ),
    (
        "as-it-should-be",
        "AbleToScale True ReadyForNewScale recommended size matches current size",
        "a new scale is ready",
    ),
    (
        "metric-not-found",
        "Error from server (NotFound): the server could not find the metric http_requests for pods",
        "the server could not find the requested resource",
    ),
    (
        "no-custom-api",
        "unable to get metric hits: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered",
        "the custom metrics API is registered",
    ),
    (
        "no-external-api",
        "unable to fetch metrics from external metrics API: the server could not find the requested resource (get queue_depth.external.metrics.k8s.io)",
        "the server could not find the requested resource (get pods.metrics.k8s.io)",
    ),
    (
        "no-resource-api",
        "unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)",
        "the server could not find the requested resource (get pods.custom.metrics.k8s.io)",
    ),
    (
        "no-resource",
        "Error from server (NotFound): the server could not find the requested resource",
        "the server could not find the metric hits for pods",
    ),
    (
        "unavailable",
        "Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.custom.metrics.k8s.io)",
        "the server is currently able to handle the request",
    ),
    (
        "hpa-forbidden",
        r#"unable to fetch metrics from custom metrics API: pods.custom.metrics.k8s.io "*" is forbidden: User "system:serviceaccount:kube-system:horizontal-pod-autoscaler" cannot get resource"#,
        r#"pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource"#,
    ),
    (
        "adapter-forbidden",
        r#"W0501 11:00:00.000000 1 authentication.go:368] configmaps "extension-apiserver-authentication" is forbidden: User "system:serviceaccount:monitoring:adapter" cannot get resource"#,
        r#"configmaps "web" is forbidden: User "me" cannot get resource"#,
    ),
    (
        "forbidden",
        r#"Error from server (Forbidden): pods.metrics.k8s.io is forbidden: User "jane" cannot list resource "pods""#,
        "forbidden fruit",
    ),
    (
        "api-unauthorized",
        "error: the server has asked for the client to provide credentials",
        "the client has to provide credentials",
    ),
    (
        "request-path",
        "kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/pods/*/hits",
        "kubectl get --raw /apis/apps/v1/namespaces/shop/deployments",
    ),
    (
        "empty-listing",
        r#"{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"custom.metrics.k8s.io/v1beta1","resources": []}"#,
        r#"{"kind":"APIResourceList","resources":[{"name":"pods/hits"}]}"#,
    ),
    (
        "listed-as-namespaced",
        r#"{"kind":"APIResourceList","groupVersion":"external.metrics.k8s.io/v1beta1","resources":[{"name":"queue","namespaced": true}]}"#,
        r#"{"kind":"APIResourceList","groupVersion":"custom.metrics.k8s.io/v1beta1","resources":[{"name":"pods/hits","namespaced":true}]}"#,
    ),
    (
        "no-samples",
        r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#,
        r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]}]}}"#,
    ),
    (
        "no-series",
        r#"{"status": "success", "data": []}"#,
        r#"{"status": "success", "data": [{"__name__": "up"}]}"#,
    ),
    (
        "discovery-failed",
        "v1beta1.custom.metrics.k8s.io  monitoring/adapter  False (FailedDiscoveryCheck)  3m: failing or missing response from https://10.0.0.7:6443/apis/custom.metrics.k8s.io/v1beta1: Get \"https://10.0.0.7:6443\": dial tcp 10.0.0.7:6443: i/o timeout",
        "a response is missing",
    ),
    (
        "no-endpoints",
        "v1beta1.custom.metrics.k8s.io  monitoring/adapter  False (MissingEndpoints)  3m",
        "no endpoints",
    ),
    (
        "no-service",
        "v1beta1.custom.metrics.k8s.io  monitoring/adapter  False (ServiceNotFound)  3m",
        "the service was not found",
    ),
    (
        "no-port",
        r#"ServicePortError service/adapter in "monitoring" is not listening on port 443"#,
        "the service is listening on port 443",
    ),
    (
        "incomplete-discovery",
        "E0501 11:00:00.000000 1 memcache.go:287] couldn't get resource list for custom.metrics.k8s.io/v1beta1: something",
        "a list of server APIs",
    ),
    (
        "hpa-version",
        r#"error: unable to recognize "hpa.yaml": no matches for kind "HorizontalPodAutoscaler" in version "autoscaling/v2beta2""#,
        r#"no matches for kind "Deployment" in version "apps/v1beta1""#,
    ),
    (
        "no-kind",
        r#"resource mapping not found: no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1""#,
        r#"no matches for kind "HorizontalPodAutoscaler" in version "autoscaling/v2beta1""#,
    ),
    (
        "unknown-field",
        r#"Error from server (BadRequest): error when creating "hpa.yaml": HorizontalPodAutoscaler in version "v2" cannot be handled as a HorizontalPodAutoscaler: strict decoding error: unknown field "spec.behaviour""#,
        "unknown fields of wheat",
    ),
    (
        "invalid-hpa",
        r#"The HorizontalPodAutoscaler "web" is invalid: spec.metrics[0].pods.target.averageValue: Invalid value: resource.Quantity{}: must be positive"#,
        r#"The Deployment "web" is invalid: spec.selector: Required value"#,
    ),
    (
        "scale-to-zero",
        "spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas",
        "spec.minReplicas: 1",
    ),
    (
        "list-failed",
        "E0501 11:00:00.000000 1 provider.go:229] unable to update list of all metrics: unable to fetch metrics for query \"up\": something",
        "the list of all metrics was updated",
    ),
    (
        "query-failed",
        "Error from server (InternalError): Internal error occurred: unable to fetch metrics",
        "unable to fetch metrics",
    ),
    (
        "none-retrieved",
        r#"unable to update list of all metrics: no metrics retrieved for query "{__name__=~\"^x\"}""#,
        "no metrics retrieved",
    ),
    (
        "no-name-matched",
        r#"E0501 11:00:00.000000 1 provider.go:186] None of the results returned by when fetching metric pods/hits(namespaced) for "shop/web-0" matched the resource name"#,
        "some of the results matched",
    ),
    (
        "no-objects",
        "E0501 11:00:00.000000 1 provider.go:146] no resource names requested while producing a query for metric pods/hits(namespaced)",
        "no resource names",
    ),
    (
        "no-usage",
        "E0501 11:00:00.000000 1 provider.go:191] unable to fetch CPU metrics for pod shop/web-0, skipping",
        "unable to fetch metrics for query \"up\"",
    ),
    (
        "config-refused",
        "F0501 11:00:00.000000 1 adapter.go:340] unable to load metrics discovery config: something",
        "the metrics discovery config was loaded",
    ),
    (
        "config-field",
        "unable to load metrics discovery config: unable to parse metrics discovery config: yaml: unmarshal errors:\n  line 4: field seriesFilter not found in type config.DiscoveryRule",
        "the field was not found in type Foo",
    ),
    (
        "yaml",
        "unable to parse metrics discovery config: yaml: line 7: did not find expected key",
        "values.yaml line 7",
    ),
    (
        "regexp",
        "unable to compile series filter \"a++\": error parsing regexp: invalid nested repetition operator: `++`",
        "error parsing a regular expression",
    ),
    (
        "no-metric-name",
        r#"must specify an 'as' value for name matcher "^(.*)_(.*)$" associated with series query "up""#,
        "must specify a name",
    ),
    (
        "series-filter",
        "unable to generate series name filter associated with series query \"up\": must have either an `is` or `isNot` expression in a filter",
        "a filter must have an expression",
    ),
    (
        "query-template",
        r#"unable to parse metrics query template "sum(<<.Series>": template: metrics-query:1: unexpected ">""#,
        "a template was parsed",
    ),
    ("label-template", "unable to convert label template to matcher: empty template", "a label template"),
    ("no-label", "no generic resource label form specified for this metric", "a generic resource label"),
    (
        "max-age",
        "unable to construct custom metrics provider: max age must not be less than relist interval",
        "max-age=3600",
    ),
    ("result-type", "external: incorrect query result type", "the result type is correct"),
    ("operator", "operator not supported by query builder", "the operator is supported by the query builder"),
    (
        "adapter-certificates",
        "unable to construct Prometheus client: failed to read prometheus-ca-file: open /ca.crt: no such file",
        "a Prometheus client",
    ),
    (
        "listen",
        "failed to create listener: failed to listen on 0.0.0.0:443: listen tcp 0.0.0.0:443: bind: permission denied",
        "open /etc/adapter/config.yaml: permission denied",
    ),
    (
        "answer-not-found",
        "unable to fetch metrics for query \"up\": bad_response: unknown response code 404",
        "bad_response: unknown response code 4040",
    ),
    (
        "answer-unauthorized",
        "unable to fetch metrics for query \"up\": bad_response: unknown response code 401",
        "bad_response: unknown response code 404",
    ),
    (
        "answer-unavailable",
        "unable to fetch metrics for query \"up\": bad_response: unknown response code 502",
        "status code 200",
    ),
    (
        "answer-page",
        "bad_response: invalid character '<' looking for beginning of value",
        "bad_response: invalid character '}' looking for beginning of object key string",
    ),
    (
        "answer-text",
        "bad_response: invalid character 'p' after top-level value",
        "bad_response: invalid character '<' looking for beginning of value",
    ),
    ("answer-cut", "bad_response: unexpected end of JSON input", "unexpected end of the line"),
    ("bad-response", "E0501 11:00:00.000000 1 provider.go:57] bad_response: something", "bad_request"),
    ("metrics-page", "# HELP go_goroutines Number of goroutines.\n# TYPE go_goroutines gauge", "# helpful"),
    ("html-page", "<!DOCTYPE html><html><body>Log in</body></html>", "a web page in HTML"),
    (
        "no-host",
        "Get \"http://prom.monitoring.svc:9090/api/v1/series\": dial tcp: lookup prom.monitoring.svc on 10.96.0.10:53: no such host",
        "the host is there",
    ),
    (
        "refused",
        "Get \"http://prometheus:9090/api/v1/series\": dial tcp 10.1.2.3:9090: connect: connection refused",
        "the request was refused",
    ),
    (
        "timeout",
        "Get \"http://prometheus:9090/api/v1/series\": context deadline exceeded",
        "scrape_timeout: 10s",
    ),
    (
        "unknown-authority",
        "Get \"https://prometheus:9091/api/v1/series\": x509: certificate signed by unknown authority",
        "the certificate is signed",
    ),
    (
        "certificate",
        "Get \"https://10.1.2.3:9091\": x509: cannot validate certificate for 10.1.2.3 because it doesn't contain any IP SANs",
        "x509: certificate signed by unknown authority",
    ),
    ("scheme", "http: server gave HTTP response to HTTPS client", "an HTTP response"),
    (
        "parse-error",
        "unable to fetch metrics from prometheus: bad_data: invalid parameter \"query\": 1:12: parse error: unexpected \",\" in label matching",
        "parse errors were counted",
    ),
    ("no-matcher", "match[] must contain at least one non-empty matcher", "a matcher that is not empty"),
    (
        "many-to-many",
        "execution: found duplicate series for the match group {pod=\"a\"} on the right hand-side of the operation: [{pod=\"a\"}, {pod=\"a\"}];many-to-many matching not allowed: matching labels must be unique on one side",
        "many-to-many relations",
    ),
    (
        "many-to-one",
        "execution: multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
        "multiple matches",
    ),
    ("same-labelset", "execution: vector cannot contain metrics with the same labelset", "the same labelset"),
    (
        "too-much",
        "execution: query processing would load too many samples into memory in query execution",
        "many samples were loaded",
    ),
];
