//! Codes of the `quantity` area.

codes! {
    SYNTAX = "quantity.syntax",
        "The text is not a Kubernetes quantity.",
        "Write a number with an optional suffix: 100m, 1.5, 2Gi, 1e3.";
}
