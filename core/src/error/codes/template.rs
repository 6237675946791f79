//! Codes of the `template` area.

codes! {
    SYNTAX = "template.syntax",
        "The text is not a Go template.",
        "Check the actions between << and >>.";
}
