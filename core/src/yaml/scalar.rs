use super::Text;

/// A scalar: its text, and what decides what it means in YAML 1.1. Mirrors `resolve` of yaml.v2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, verbatim after unquoting.
    pub text: Text,
    /// Whether it stands without quotes, so that `yes` is a boolean and `~` is null.
    pub plain: bool,
    /// The suffix of an explicit tag, such as `str` of `!!str`.
    pub tag: Option<String>,
}

impl Scalar {
    /// Whether it is null: `~`, `null` or nothing at all, without quotes.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.resolves("null") && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// The boolean it is, in any of YAML 1.1's spellings.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if !self.resolves("bool") {
            return None;
        }
        match self.text.as_str() {
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
            "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
                Some(false)
            }
            _ => None,
        }
    }

    /// Whether it is the key that merges a mapping into the one it stands in.
    #[must_use]
    pub fn is_merge(&self) -> bool {
        self.text.as_str() == "<<"
            && match self.tag.as_deref() {
                None => self.plain,
                Some(tag) => tag == "merge",
            }
    }

    fn resolves(&self, tag: &str) -> bool {
        match self.tag.as_deref() {
            None => self.plain,
            Some(held) => held == tag,
        }
    }
}
