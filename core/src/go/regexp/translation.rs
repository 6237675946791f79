use super::parse::{self, Translated};
use super::{Dialect, Problem, Regexp, SyntaxError, cost};

/// Bytes of a compiled pattern; Go allows 128 MiB, of larger instructions.
const COMPILED_BYTES: usize = 10 << 20;
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

    /// Compiles the pattern.
    ///
    /// # Errors
    /// Where that takes more than 10 MiB.
    pub(crate) fn compile(self) -> Result<Regexp, SyntaxError> {
        let anchored;
        let rust = match self.dialect {
            Dialect::Go => &self.translated.rust,
            Dialect::Prometheus => {
                anchored = format!("\\A(?:{})\\z", self.translated.rust);
                &anchored
            }
        };
        let states = self.translated.cost.bytes.saturating_sub(cost::PATTERN.bytes) / cost::STATE.bytes;
        let (least, each) = MATCHING_BYTES;
        let regex = regex::RegexBuilder::new(rust)
            .size_limit(COMPILED_BYTES)
            .dfa_size_limit(least.saturating_add(states.saturating_mul(each)))
            .nest_limit(parse::DEPTH_OF_RUST)
            .build()
            .map_err(|_| self.too_large())?;
        Ok(Regexp { regex, names: self.translated.names.into(), states })
    }

    fn too_large(&self) -> SyntaxError {
        SyntaxError::new(Problem::Large, self.pattern, 0..self.pattern.len())
    }
}
