use base64::alphabet;
use base64::engine::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::Text;
use super::number::{self, Number};

/// A scalar: its text, and what decides what it means in YAML 1.1. Mirrors `resolve` of yaml.v2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scalar {
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
    pub(crate) fn is_null(&self) -> bool {
        self.resolves("null") && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// Whether it leaves out what it is given for: null in one of the spellings that yaml.v2 takes for a nil
    /// pointer, which `Null` and `NULL` are not.
    #[must_use]
    pub(crate) fn is_absent(&self) -> bool {
        self.is_null() && matches!(self.text.as_str(), "" | "~" | "null")
    }

    /// The boolean it is, in any of YAML 1.1's spellings.
    #[must_use]
    pub(crate) fn as_bool(&self) -> Option<bool> {
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

    /// The number it is.
    pub(super) fn as_number(&self) -> Option<Number> {
        let is_one = self.resolves("int") || self.resolves("float");
        is_one.then(|| number::parse(self.text.as_str())).flatten()
    }

    /// The text it is where text is wanted: verbatim, whatever its meaning, and empty for null. `None` where an
    /// explicit tag promises another kind of value than it is, or `!!binary` holds no text.
    #[must_use]
    pub(crate) fn as_text(&self) -> Option<Text> {
        let text = self.text.as_str();
        let keeps_promise = match self.tag.as_deref() {
            Some("null") => self.is_null(),
            Some("bool") => self.as_bool().is_some(),
            Some("int" | "float") => number::parse(text).is_some(),
            Some("binary") => return String::from_utf8(base64(text)?).ok().map(Text::new),
            _ => true,
        };
        match keeps_promise {
            true if self.is_null() => Some(Text::default()),
            true => Some(self.text.clone()),
            false => None,
        }
    }

    /// Whether it is the key that merges a mapping into the one it stands in.
    #[must_use]
    pub(crate) fn is_merge(&self) -> bool {
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

/// The bytes of base64, line breaks ignored. Group by group, since each may be padded.
fn base64(text: &str) -> Option<Vec<u8>> {
    // What stands in the bits that padding leaves over does not matter to Go.
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
    );
    let text: Vec<u8> = text.bytes().filter(|b| !matches!(b, b'\n' | b'\r')).collect();
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    text.chunks(4).try_for_each(|group| LENIENT.decode_vec(group, &mut out)).ok()?;
    Some(out)
}
