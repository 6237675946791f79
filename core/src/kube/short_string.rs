use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// A text of which lists hold very many, such as a pod's name: up to 24 bytes take no allocation. It is used as a `&str`,
/// and made from one.
///
/// ```
/// use counterpoise::kube::ShortString;
///
/// let name = ShortString::from("web-0");
/// assert!(name == "web-0" && name.starts_with("web"));
/// assert_eq!(String::from(name), "web-0");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShortString(CompactString);

impl ShortString {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the empty text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Deref for ShortString {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ShortString {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for ShortString {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ShortString {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for ShortString {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<ShortString> for String {
    fn from(text: ShortString) -> Self {
        text.0.into()
    }
}

impl PartialEq<str> for ShortString {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for ShortString {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for ShortString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShortString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
