//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
    SYNTAX = "promql.syntax",
        "The text is not a PromQL expression.",
        "Mend the expression; promtool and Prometheus' own page say where it breaks.";
}
