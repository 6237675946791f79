//! Label selectors: the text form, the object form, matching.
//!
//! A [`Selector`] is a list of requirements that labels must satisfy, all of them. It is read from text, as
//! `kubectl -l`, a Scale's `status.selector` and the query of a metrics API give it, or from a [`LabelSelector`]:
//!
//! ```
//! use counterpoise::selector::{LabelSelector, Selector};
//!
//! let selector = Selector::parse("tier in (web, api),app=shop,!canary")?;
//! assert_eq!(selector.to_string(), "app=shop,!canary,tier in (api,web)");
//! assert!(selector.matches(&[("app", "shop"), ("tier", "api")]));
//!
//! let object = LabelSelector::parse("app=shop")?;
//! assert_eq!(object.match_labels["app"], "shop");
//! assert_eq!(Selector::try_from(&object)?.to_string(), "app=shop");
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! An empty selector matches everything; an object that is absent matches nothing. Both print as the empty text.
//!
//! Everything here mirrors `k8s.io/apimachinery` v0.37: `labels.Parse`, `metav1.LabelSelectorAsSelector` and
//! `metav1.ParseToLabelSelector`, with the messages of their errors, since controllers put these into conditions.

mod label;
mod lex;
mod matching;
mod object;
mod parse;
mod print;
mod requirement;
mod unread;
mod validate;

#[cfg(test)]
mod tests;

use std::str::FromStr;

use crate::error::{Error, Result};

pub use label::Label;
pub use matching::Labels;
pub use object::{LabelSelector, LabelSelectorRequirement};
pub use requirement::{Operator, Requirement};
pub(crate) use unread::check_read;
pub(crate) use validate::{is_dns_label, subdomain_errors};
pub use validate::{label_key_errors, label_value_errors};

/// Requirements in key order, all of which must hold; see the [module](self) for a guide.
/// Mirrors `labels.Selector`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// `None` selects nothing.
    requirements: Option<Vec<Requirement>>,
}

impl Selector {
    /// Matches everything. Mirrors `labels.Everything`.
    #[must_use]
    pub const fn everything() -> Self {
        Self { requirements: Some(Vec::new()) }
    }

    /// Matches nothing. Mirrors `labels.Nothing`.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { requirements: None }
    }

    /// Requirements of one key stay in their order, as upstream keeps them up to 12 requirements.
    fn of(mut requirements: Vec<Requirement>) -> Self {
        requirements.sort_by(|a, b| a.key().cmp(b.key()));
        Self { requirements: Some(requirements) }
    }

    /// The requirements in key order; none also for a selector that matches nothing.
    #[must_use]
    #[inline]
    pub fn requirements(&self) -> &[Requirement] {
        self.requirements.as_deref().unwrap_or_default()
    }

    /// Whether it matches everything. Mirrors `labels.Selector.Empty`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requirements.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether it is [`nothing`](Self::nothing). Mirrors `labels.MatchesNothing`.
    #[must_use]
    #[inline]
    pub fn selects_nothing(&self) -> bool {
        self.requirements.is_none()
    }
}

/// [`everything`](Selector::everything), as the empty text has it.
impl Default for Selector {
    fn default() -> Self {
        Self::everything()
    }
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}
