//! Codes of the `selector` area.

codes! {
    SYNTAX = "selector.syntax",
        "The text is not a label selector.",
        "Write requirements separated by commas: app=web,tier in (a, b),!canary.";
    KEY = "selector.key",
        "A label key is one that Kubernetes refuses.",
        "Use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends, behind an optional DNS prefix and '/'.";
    VALUE = "selector.value",
        "The values of a requirement are none that its operator takes, or no label values.",
        "Use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends; gt and lt take one integer, exists none.";
    OPERATOR = "selector.operator",
        "The operator of a requirement is unknown, or not known to the form of the selector.",
        "Use In, NotIn, Exists or DoesNotExist.";
    UNREAD = "selector.unread",
        "A selector's text has a NUL, which upstream takes for its end: the requirements behind it select nothing.",
        "Leave the NUL out, %00 in a path: labels have none.";
}
