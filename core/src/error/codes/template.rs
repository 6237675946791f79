//! Codes of the `template` area.

codes! {
    SYNTAX = "template.syntax",
        "The text is not a Go template.",
        "Check the actions between << and >>.";
    FIELD = "template.field",
        "A template uses a field or method that its data does not have.",
        "Use .Series, .LabelMatchers, .LabelValuesByName, .GroupBy or .GroupBySlice; in resources.template .Group or .Resource.";
    EXEC = "template.exec",
        "A template cannot be rendered: a function or an action got a value that it cannot take.",
        "Check the arguments that the message names.";
    WORK = "template.work",
        "Rendering a template takes more steps than Counterpoise makes for one.",
        "Shorten its loops, or end its recursion.";
}
