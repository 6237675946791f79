use super::deferred::Deferred;
use super::engine::COMPILED_BYTES;
use super::parse::{self, Translated};
use super::{Dialect, Problem, Regexp, SyntaxError, cost};

/// A pattern of at most so many bytes, as they are estimated, surely compiles to less than [`COMPILED_BYTES`]: the estimate
/// is nowhere off by more than a few times, and this by forty.
const SURELY_COMPILED: usize = COMPILED_BYTES / 40;
/// Bytes for the states that matching makes, at least and for each state of the pattern.
const MATCHING_BYTES: (usize, usize) = (64 << 10, 256);

/// A pattern that is read and not yet compiled, so that what it costs is known before.
pub(crate) struct Translation<'p> {
    pattern: &'p str,
    dialect: Dialect,
    translated: Translated,
}

impl<'p> Translation<'p> {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What Go refuses, and what surely compiles to more than 10 MiB.
    pub(crate) fn new(pattern: &'p str, dialect: Dialect) -> Result<Self, SyntaxError> {
        let translated = parse::parse(pattern, dialect)?;
        let translation = Self { pattern, dialect, translated };
        if translation.translated.cost.least > COMPILED_BYTES {
            return Err(translation.too_large());
        }
        Ok(translation)
    }

    /// About how many bytes it compiles to, the time that it takes weighed in: some 100 bytes are a microsecond.
    #[must_use]
    pub(crate) fn bytes(&self) -> usize {
        self.translated.cost.bytes
    }

    /// Whether it may compile to more than 10 MiB, and so must be compiled to know.
    pub(super) fn is_large(&self) -> bool {
        self.bytes() > SURELY_COMPILED
    }

    /// Compiles the pattern, or, where it surely can be, leaves that to the first match.
    ///
    /// # Errors
    /// Where that takes more than 10 MiB.
    pub(crate) fn compile(self) -> Result<Regexp, SyntaxError> {
        let (is_large, too_large) = (self.is_large(), self.too_large());
        let Translated { rust, names, cost, matches_empty } = self.translated;
        let rust = match self.dialect {
            Dialect::Go => rust,
            Dialect::Prometheus => format!("\\A(?:{rust})\\z"),
        };
        let states = cost.bytes.saturating_sub(cost::PATTERN.bytes) / cost::STATE.bytes;
        let (least, each) = MATCHING_BYTES;
        let pattern = Deferred::new(rust, least.saturating_add(states.saturating_mul(each)));
        if is_large && pattern.engine().is_none() {
            return Err(too_large);
        }
        Ok(Regexp { pattern, matches_empty, names: names.into(), states, places: cost.places })
    }

    fn too_large(&self) -> SyntaxError {
        SyntaxError::new(Problem::Large, self.pattern, 0..self.pattern.len())
    }
}
