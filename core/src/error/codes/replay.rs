//! Codes of the `replay` area.

codes! {
    HISTORY = "replay.history",
        "A record cannot be followed: times are not in their order or are none, a value is below 0, no number or more than 1e15, replicas are no count, or nothing is recorded.",
        "Mend what the path names; `stale` says that there is no value from a time on.";
    METRIC = "replay.metric",
        "Nothing is recorded of a metric of the HPA, or no series that the rules for it could find.",
        "Record it too, or give the rules and the series that it comes of.";
    RANGE = "replay.range",
        "What is to be replayed does not lie in the record, or is empty.",
        "Choose a start and an end within it.";
    UNIT = "replay.unit",
        "Recorded values cannot be turned into those that the HPA is compared with.",
        "Say by `of` what the values are, give `pods.requests` where they are a utilization, or leave `keeps` out.";
}
