//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
    HYPHEN = "promql.hyphen",
        "A name with a hyphen stands in a query without quotes, where it is a subtraction.",
        "Put the name into quotes within braces, {\"the-name\"}, as Prometheus 3 takes it.";
    SYNTAX = "promql.syntax",
        "The text, or what a rule's query template makes of an ordinary series, is not a PromQL expression.",
        "Put the query into Prometheus, and mend it, or the template, where it fails.";
}
