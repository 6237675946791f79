//! Codes of the `hpa` area.

codes! {
    INVALID = "hpa.invalid",
        "The object is not a HorizontalPodAutoscaler that can be read.",
        "Give an object of kind HorizontalPodAutoscaler, autoscaling/v2 or older.";
    REQUEST = "hpa.request",
        "The controller's clients cannot ask for a metric: its source is missing, or a name does not fit into a path.",
        "Fill the source that the metric's type names; a name may not be `.` or `..`, nor hold `/` or `%`.";
    PROFILE = "hpa.profile",
        "The release is none whose controller is known.",
        "Give one of the releases that the message names, such as 1.37.";
    FLAG = "hpa.flag",
        "A flag of `kubectl autoscale` cannot be read, or does not go with another.",
        "Give what the message names; the path is the flag.";
    STATE = "hpa.state",
        "The state was written by another version of this library.",
        "Leave the state out once: the controller then starts anew, as it does after a restart.";
    UNKNOWN_FIELD = "hpa.unknown-field",
        "The HPA has a field that its version does not have. Strict decoding, which is how kubectl asks, refuses it; else it is passed over in silence.",
        "Mend the field's name, its case or its indentation, or leave it out.";
    DUPLICATE_FIELD = "hpa.duplicate-field",
        "The HPA has the same field twice. Strict decoding, which is how kubectl asks, refuses it; else the last one counts.",
        "Leave one of them out.";
    REFUSED = "hpa.refused",
        "The API server refuses the HPA: a value is missing, or is one that the field may not have.",
        "Give what the message asks for; the path is the field.";
    TARGET = "hpa.target",
        "A metric's target has another value than its type names, or several, and the controller goes by the one that is there.",
        "Set the one value that the type names, or the type that the value needs.";
    KIND = "hpa.kind",
        "No resource of this kind is in the group, so the controller cannot find the object. Kinds are written in the singular and with capitals.",
        "Write the kind and the group as `kubectl api-resources` lists them.";
    SHARED_TARGET = "hpa.shared-target",
        "Two HPAs scale one target, so the controller finds the pods of each ambiguous and acts for neither.",
        "Keep one HPA, with the metrics of both: the largest proposal counts.";
    SELECTED_PODS = "hpa.selected-pods",
        "The target's selector selects pods that are not the target's, and their samples count for it.",
        "Give the target's pods a label that no others have, and select by it.";
    NO_SELECTOR = "hpa.no-selector",
        "The scale of the target names no selector, without which the controller finds no pods and no metrics.",
        "Give the whole scale; where the target is of a custom kind, set spec.versions[].subresources.scale.labelSelectorPath in its definition.";
    CONTAINER = "hpa.container",
        "A ContainerResource metric names a container that no pod of the target has.",
        "Name one of the pods' containers.";
    MISSING_REQUEST = "hpa.missing-request",
        "A target in per cent needs requests, and a container of the target's pods has none for the resource.",
        "Give the container a request for the resource, or the metric a target of type AverageValue.";
    AT_ZERO = "hpa.at-zero",
        "The target has no replicas, which turns the HPA off.",
        "Scale the target up once, and see who wrote the zero.";
    UNREAD_METRIC = "hpa.unread-metric",
        "A metric gave no value. Beside others that did, the count may still grow, but not shrink.",
        "Mend what the message says of the metric, or take it out of the HPA.";
    THOUSANDTHS = "hpa.thousandths",
        "A target and its value are about a thousand times apart, and one of the two is written in thousandths, with an m.",
        "Write the target as a plain number: 100m is 0.1, and a value of 100000m is 100.";
    HELD_BY_PODS = "hpa.held-by-pods",
        "Pods that are not ready or have no sample count as 0 while the count grows, or not at all, so the count stays.",
        "See why the pods are not ready, or not measured; they count as soon as they are.";
    TOLERANCE = "hpa.tolerance",
        "The value is beside its target, and within the tolerance around it, so the count stays.",
        "Choose another target, or narrow the tolerance: spec.behavior.scaleUp.tolerance, --horizontal-pod-autoscaler-tolerance.";
    FLAPPING = "hpa.flapping",
        "The count goes up and down again within minutes, more than once.",
        "Let spec.behavior.scaleDown.stabilizationWindowSeconds last as long as the load takes to come back; 300 is the default.";
    UNCOUNTED = "hpa.uncounted",
        "No replica count follows from the pods and the values of a metric; the message is the controller's own.",
        "Give pods that run, a value for at least one of them, and for a utilization what each of them requests.";
}
