//! Codes of the `annotations` area: kube-metrics-adapter's annotations.

codes! {
    DURATION = "annotations.duration",
        "An annotation's interval or age is no Go duration; the adapter then reads nothing of the HPA.",
        "Write a number with its unit, such as 30s or 1m30s; days and plain numbers are none.";
    KEY = "annotations.key",
        "An annotation begins like kube-metrics-adapter's and has another form, so the adapter passes it over.",
        "Write `metric-config.<type>.<metric>.<collector>/<setting>`: four parts with dots, one slash; a metric's name can hold no dot.";
    TYPE = "annotations.type",
        "The annotation's type is neither `pods`, `object` nor `external`; the adapter takes it as external.",
        "Write pods, object or external, in lower case.";
    UNUSED = "annotations.unused",
        "The annotations configure a metric that the HPA's spec does not have.",
        "Give the metric of the spec the annotation's type and name, or take the annotation out.";
    OTHER_COLLECTOR = "annotations.other-collector",
        "The annotations of one metric name several collectors. The adapter takes whichever Go's map order gives first; here it is the first by name.",
        "Name one collector in all annotations of the metric.";
    SETTING = "annotations.setting",
        "The collector does not read this setting.",
        "Use one of the settings that the hint names.";
    PER_REPLICA = "annotations.per-replica",
        "per-replica counts by its presence, and divides only by the replicas of a Deployment or StatefulSet.",
        "Take the annotation out, and give the metric's target an averageValue, which the HPA divides itself.";
    NO_COLLECTOR = "annotations.no-collector",
        "The adapter has no collector for the metric.",
        "Label an External metric's selector with type: prometheus, or name the collector of an Object metric in an annotation.";
    FLAG = "annotations.flag",
        "The adapter has this collector only when it runs with a flag.",
        "Check the adapter's flags.";
    REFUSED = "annotations.refused",
        "The adapter refuses to make the collector; it says so in an event of the HPA.",
        "Mend the annotation or label that the message names.";
    QUERY = "annotations.query",
        "The query is not PromQL, so Prometheus refuses it each time.",
        "Mend the query where the message points; ask Prometheus itself to be sure.";
    NOT_SERVED = "annotations.not-served",
        "The adapter collects the value and does not find it again when the HPA asks for it.",
        "See the hint.";
    SAME_VALUE = "annotations.same-value",
        "Two metrics have the same name and labels, so the value of one takes the place of the other's.",
        "Tell them apart by name or by a label of the selector.";
    NOT_PROMETHEUS = "annotations.not-prometheus",
        "The metric is not collected by a query to Prometheus.",
        "Ask for a metric that is; annotations.parse lists them.";
    NO_RESULT = "annotations.no-result",
        "Prometheus answered with no sample, or with NaN, so the adapter has no value.",
        "Check that series match the query, and that it does not divide by zero; `or vector(0)` gives a value where there is none.";
}
