//! A pattern that is compiled when something is first looked for: most patterns of a configuration never are, since the names
//! or labels that they look at do not come.

use std::sync::{Arc, OnceLock};

use super::engine::{Captures, Engine};

/// A pattern that is known to compile. Its copies share what comes of it.
#[derive(Debug, Clone)]
pub(super) struct Deferred(Arc<Pattern>);

#[derive(Debug)]
struct Pattern {
    rust: Box<str>,
    matching_bytes: usize,
    engine: OnceLock<Option<Engine>>,
}

impl Deferred {
    /// A pattern in the crate's syntax, and the bytes that the states may take which matching makes.
    pub(super) fn new(rust: String, matching_bytes: usize) -> Self {
        Self(Arc::new(Pattern { rust: rust.into(), matching_bytes, engine: OnceLock::new() }))
    }

    /// Compiles it, where that was not done. `None` where it is too large.
    pub(super) fn engine(&self) -> Option<&Engine> {
        let Pattern { rust, matching_bytes, engine } = &*self.0;
        engine.get_or_init(|| Engine::new(rust, *matching_bytes)).as_ref()
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.engine().is_some_and(|engine| engine.is_match(text))
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.engine()?.captures(text)
    }

    #[cfg(test)]
    pub(super) fn is_compiled(&self) -> bool {
        self.0.engine.get().is_some()
    }
}
