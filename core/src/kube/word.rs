/// Declares an enum for a string field of the API with known words. Kubernetes decodes any text there, so any other text
/// is kept as `Other`; the empty text, which is the default, too.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_doc])* $word,)*
            /// Any other text, empty where the field is absent.
            Other(String),
        }

        impl $name {
            /// The text as the API has it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$word => stringify!($word),)*
                    Self::Other(text) => text,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Other(String::new())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $(stringify!($word) => Self::$word,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = crate::kube::word::BorrowedText::deserialize(deserializer)?;
                Ok(Self::from(&*text.0))
            }
        }
    };
}
pub(crate) use word;

/// A text, borrowed from the input where the format allows it.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct BorrowedText<'a>(#[serde(borrow)] pub(crate) std::borrow::Cow<'a, str>);

word! {
    /// The status of a condition.
    ConditionStatus {
        /// It holds.
        True,
        /// It does not hold.
        False,
        /// It cannot be told.
        Unknown,
    }
}
