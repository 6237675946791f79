//! Codes of the `metrics` area.

codes! {
    REQUEST_PATH = "metrics.request-path",
        "The request path is none that a metrics API serves.",
        "Give a path such as /apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests.";
    GROUP = "metrics.group",
        "The group or version is none that lists metrics.",
        "Give custom.metrics.k8s.io with v1beta1 or v1beta2, or external.metrics.k8s.io with v1beta1.";
    SERIES = "metrics.series",
        "The series are none of the forms that are read.",
        "Give an array of label sets, an answer of /api/v1/series, or the text of a /metrics page.";
    NOT_FOUND = "metrics.not-found",
        "No rule makes this metric from the series, for this resource.",
        "Compare the name and the resource with what metrics.list gives; the hint says which rule came nearest.";
    NO_OBJECTS = "metrics.no-objects",
        "A request of all objects came without the names of any.",
        "Give the names that the listing of the request's labelSelector returned as `objects`.";
    NO_VALUE = "metrics.no-value",
        "Prometheus' answer has no sample of the object that was asked for.",
        "Check that the series exist and that the query groups by the object's label.";
    EMPTY_QUERY = "metrics.empty-query",
        "A query template printed nothing.",
        "Print <<.Series>>{<<.LabelMatchers>>} in the template.";
    OPERATOR = "metrics.operator",
        "The metric selector has an operator that PromQL has no matcher for.",
        "Select with =, !=, in, notin, key or !key.";
    LABEL_NAME = "metrics.label-name",
        "A key of the metric selector is no name of a Prometheus label, which makes a query that Prometheus refuses.",
        "Prometheus' labels have letters, digits and underscores: select by the label as the series has it.";
    ANSWER = "metrics.answer",
        "Prometheus answered an error, or something that is not an answer of its HTTP API.",
        "Give the whole body of /api/v1/query, and mend the query where Prometheus refused it.";
    RESULT_TYPE = "metrics.result-type",
        "Prometheus' result is of a type that the metrics API has no values for.",
        "Make the query give an instant vector: no range without a function, no scalar() around it.";
    SELECTOR_FORM = "metrics.selector-form",
        "The metric selector cannot be written as an object into the answer.",
        "Write `key notin (value)` in place of `key!=value`.";
    SEVERAL_SAMPLES = "metrics.several-samples",
        "The answer has several samples for one object (safe mode).",
        "Aggregate in the query: sum(…) by (<<.GroupBy>>).";
    NO_RESOURCE_RULES = "metrics.no-resource-rules",
        "The configuration has no resourceRules, so metrics.k8s.io is not served.",
        "Add resourceRules for cpu and memory.";
    DUPLICATE_METRIC = "metrics.duplicate-metric",
        "Two rules, or two series of one rule, give the same metric.",
        "Tell them apart by name.as or by seriesFilters; upstream uses the last one silently.";
    NO_SERIES = "metrics.no-series",
        "A rule gives no metric, since no series passes its seriesQuery and filters.",
        "Compare seriesQuery, seriesFilters and name.matches with the series that Prometheus has.";
    NO_MATCH = "metrics.no-match",
        "A query that is made for an HPA selects none of the series.",
        "Compare the matchers with the labels of a series; the message says which of them keeps the nearest ones out.";
    LACKS_LABEL = "metrics.lacks-label",
        "The series that a query selects have not the label that it selects or groups by for a resource.",
        "Map the label that the series have in resources.overrides, or relabel them in Prometheus.";
    NOT_A_NAME = "metrics.not-a-name",
        "A label that stands for a resource holds something else than names of its objects.",
        "Map the label that holds the objects' names, or relabel in Prometheus.";
    UNUSED_SELECTOR = "metrics.unused-selector",
        "An HPA selects among the series of an external metric, and the rule's query does not use the selector.",
        "Put <<.LabelMatchers>> into the braces of metricsQuery, or leave the selector out of the HPA.";
    DROPPED_MATCHER = "metrics.dropped-matcher",
        "A matcher of seriesQuery is not in metricsQuery, so the query adds up series that seriesQuery leaves out.",
        "Write the matcher into the braces of metricsQuery, too.";
    COUNTED_TWICE = "metrics.counted-twice",
        "A query for containers selects the series of the pod as a whole, too, which are the sum of its containers'.",
        "Write container!=\"\" into the braces of containerQuery, with the label that containerLabel names.";
    NO_RESOURCE = "metrics.no-resource",
        "A rule's series have no label that stands for a resource, so that it gives no metric.",
        "Map a label of the series in resources.overrides, or give resources.template.";
    OTHER_LABEL = "metrics.other-label",
        "The series have a label that is read as a resource, and queries for that resource use another.",
        "Map the label that the series have in resources.overrides.";
    RAW_PATTERN = "metrics.raw-pattern",
        "A value of the request goes into a regular expression of the query unquoted, where it means more than itself.",
        "Ask by equality, or take compat: safe, which quotes.";
    QUERY_TEXT = "metrics.query-text",
        "A name or a value stands in the query's template where it changes the structure of the query (safe mode).",
        "Put the action into quotes, label=\"<<index .LabelValuesByName \"label\">>\", or use <<.LabelMatchers>>, which quotes.";
    HPA_METRIC = "metrics.hpa-metric",
        "An HPA asks for a metric that the rules do not give.",
        "Mend the metric's name or resource in the HPA, or the rule that the hint names.";
}
