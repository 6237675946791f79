//! Codes of the `selector` area.

codes! {
    SYNTAX = "selector.syntax",
        "The text is not a label selector.",
        "Write requirements separated by commas: app=web,tier in (a, b),!canary.";
}
