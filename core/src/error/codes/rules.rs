//! Codes of the `rules` area.

codes! {
    REGEX = "rules.regex",
        "A regular expression is one that Go would refuse.",
        "Write it in RE2 syntax.";
}
