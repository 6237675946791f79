//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
    SYNTAX = "promql.syntax",
        "The text, or what a rule's query template makes of an ordinary series, is not a PromQL expression.",
        "Put the query into Prometheus, and mend it, or the template, where it fails.";
}
