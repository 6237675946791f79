//! Codes of the `keda` area: KEDA's ScaledObjects.

codes! {
    INVALID = "keda.invalid",
        "The object is not a ScaledObject, or it has no name.",
        "Give an object of kind ScaledObject, keda.sh/v1alpha1, with metadata.name.";
    ANNOTATION = "keda.annotation",
        "An annotation that KEDA reads has a value that KEDA cannot read.",
        "Write a whole number of replicas, in quotes.";
    TARGET = "keda.target",
        "The scale target has no name, or its kind is not served or has no scale.",
        "Give name, kind and apiVersion of a workload with a scale, such as a Deployment of apps/v1.";
    REPLICAS = "keda.replicas",
        "The replica counts contradict each other: the minimum is above the maximum, or the idle count is not below the minimum.",
        "Write idleReplicaCount < minReplicaCount <= maxReplicaCount; minReplicaCount is 0 where it is absent, and maxReplicaCount 100.";
    TRIGGER = "keda.trigger",
        "There is no trigger, two have one name, or a trigger has a setting that its type does not have.",
        "Give at least one trigger, each with a name of its own; cpu, memory and cron have no useCachedMetrics.";
    TRIGGER_UNSUPPORTED = "keda.trigger-unsupported",
        "The trigger's type is none whose metric is known without its scaler.",
        "Give triggers of the types cpu, cron, memory and prometheus.";
    METRIC_TYPE = "keda.metric-type",
        "The trigger's type does not go with its metricType.",
        "Write Value or AverageValue for a metric that KEDA serves; Utilization or AverageValue for cpu and memory.";
    METADATA = "keda.metadata",
        "The trigger's metadata lacks what its type needs, or has a value that cannot be read.",
        "Give what the message names; every value is a text, so numbers stand in quotes.";
    SCALING_MODIFIERS = "keda.scaling-modifiers",
        "scalingModifiers has no target above 0, or a metricType that no metric of KEDA's has.",
        "Write target: a number above 0, in quotes; metricType: AverageValue or Value.";
    FORMULA = "keda.formula",
        "The formula is none of expr-lang, uses a name that no trigger has, mixes types, or fails where every trigger is -1, which is how KEDA tries it.",
        "Name each trigger that the formula uses (cpu and memory have no name in it), and give a number in every case.";
    FORMULA_UNSUPPORTED = "keda.formula-unsupported",
        "The formula uses a part of expr-lang that is not known here, so whether KEDA takes it cannot be told.",
        "Use arithmetic, comparisons, conditions, arrays and the functions over numbers and arrays.";
}
