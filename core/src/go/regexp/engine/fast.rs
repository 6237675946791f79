use super::{COMPILED_BYTES, DEPTH};

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Engine(regex::Regex);

/// What the groups of a match captured.
pub(crate) struct Captures<'t>(regex::Captures<'t>);

impl Engine {
    /// Compiles a pattern in the crate's syntax, given the bytes that the states may take which matching makes; `None`
    /// where it is larger than [`COMPILED_BYTES`].
    pub(crate) fn new(rust: &str, matching_bytes: usize) -> Option<Self> {
        let mut builder = regex::RegexBuilder::new(rust);
        builder.size_limit(COMPILED_BYTES).dfa_size_limit(matching_bytes).nest_limit(DEPTH);
        builder.build().ok().map(Self)
    }

    /// Whether it matches anywhere.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// What the groups capture at the first match.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.captures(text).map(Captures)
    }
}

impl<'t> Captures<'t> {
    /// What a group captured, the whole match being the first; `None` where it took no part.
    pub(crate) fn get(&self, group: usize) -> Option<&'t str> {
        self.0.get(group).map(|found| found.as_str())
    }
}
