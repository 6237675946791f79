//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
}
