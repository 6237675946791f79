/// Whose patterns are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dialect {
    /// `regexp.Compile`'s: matches anywhere in the text.
    Go,
    /// Those of label matchers: matches the whole text, and `.` also a line break.
    Prometheus,
}
