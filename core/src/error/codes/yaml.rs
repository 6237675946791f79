//! Codes of text that is read as YAML or JSON.

codes! {
    SYNTAX = "yaml.syntax",
        "The text is not YAML.",
        "Mend the line; indentation and quotes are the usual causes.";
    TYPE = "yaml.type",
        "A value has another type than its field takes.",
        "Give a value of the type that the message names.";
    UNKNOWN_FIELD = "yaml.unknown-field",
        "A field is not known where unknown fields are refused.",
        "Mend its name or leave it out.";
    DUPLICATE_KEY = "yaml.duplicate-key",
        "A mapping has the same key twice.",
        "Leave one of them out.";
    UNSUPPORTED = "yaml.unsupported",
        "The text is not JSON, and the library was built without its feature yaml.",
        "Give JSON, or build with the feature yaml.";
}
