//! Codes of the `simulate` area.

codes! {
    LOAD = "simulate.load",
        "A load cannot be followed: a rate is below 0, no number or more than 1e12, or entries or values are not in the order of their times.",
        "Mend what the path names; each entry of a load begins later than the one before it.";
    DURATION = "simulate.duration",
        "A time is below 0 or longer than 25 years, or something would happen every 0 seconds.",
        "Give a duration such as 15s; what repeats needs one that is more than 0.";
    VALUE = "simulate.value",
        "An amount is below 0, no number, or larger than one of its kind can be; a share is not from 0 to 1.",
        "Give what the message asks for; the path is the field.";
    METRIC = "simulate.metric",
        "A signal drives a metric that the HPA does not have, or that no signal can drive.",
        "Name a Pods, Object or External metric of the HPA; resources are driven by the pods themselves.";
    MISSING = "simulate.missing",
        "A simulation has neither a workload and a duration nor recorded syncs, or has both.",
        "Give workload and duration, or recorded alone.";
    RECORDED = "simulate.recorded",
        "Recorded syncs are not in the order of their instants, or there is none.",
        "Give at least one sync, each later than the one before it.";
}
