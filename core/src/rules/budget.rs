//! How much compiling of patterns one configuration may cause.

use super::config::DiscoveryRule;
use crate::error::{Error, Result, codes};
use crate::limits;

/// What a Unicode class counts as, in characters: it compiles to hundreds of ranges of bytes.
const CLASS: usize = 100;
/// What Go lets repetitions multiply to.
const REPEAT: usize = 1000;

/// What is left of the weight that patterns may have.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(limits::PATTERN_WEIGHT)
    }
}

impl Budget {
    /// Takes a rule's patterns off the budget; `path` is where the rule stands.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn take(&mut self, rule: &DiscoveryRule, path: &str) -> Result<()> {
        let filters = rule.series_filters.iter().flat_map(|filter| [&filter.is, &filter.is_not]);
        let patterns = filters.chain([&rule.name.matches, &rule.series_query]);
        let weight = patterns.map(|pattern| weight(pattern.as_str())).fold(0, usize::saturating_add);
        match self.0.checked_sub(weight) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => {
                let message = "the patterns of this rule and of those before it are too much to compile";
                Err(Error::new(codes::limit::WORK, message).placed(rule.span).in_path(path))
            }
        }
    }
}

/// About how much a pattern compiles to: its characters, those of Unicode classes many times, and all of it as often as
/// its repetitions ask for.
fn weight(pattern: &str) -> usize {
    let classes = pattern.matches("\\p").count() + pattern.matches("\\P").count();
    let counts = pattern.split('{').skip(1).filter_map(|after| {
        let most = after.split_once('}')?.0.split(',').rfind(|count| !count.is_empty())?;
        most.parse::<usize>().ok()
    });
    let repeats = counts.fold(1usize, |all, count| all.saturating_mul(count.max(1)).min(REPEAT));
    pattern.len().saturating_add(classes.saturating_mul(CLASS)).saturating_mul(repeats)
}
