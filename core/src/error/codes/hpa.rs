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
}
