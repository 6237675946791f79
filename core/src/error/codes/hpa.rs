//! Codes of the `hpa` area.

codes! {
    INVALID = "hpa.invalid",
        "The object is not a HorizontalPodAutoscaler that can be read.",
        "Give an object of kind HorizontalPodAutoscaler, autoscaling/v2 or older.";
}
