//! Which of upstream's oddities are mended: one switch for each.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Declares the switches, each with the name that inputs use.
macro_rules! switches {
    ($($(#[$doc:meta])* $switch:ident = $name:literal,)*) => {
        /// One oddity of upstream that is known to hurt, with what is done in its place where it is mended. The table
        /// in `docs/compatibility.md` tells more.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Switch {
            $($(#[$doc])* $switch,)*
        }

        impl Switch {
            /// Every switch.
            pub const ALL: &[Self] = &[$(Self::$switch,)*];
            /// The fields of the object of switches.
            const FIELDS: &[&str] = &["all", $($name,)*];
            const EVERY: u16 = 0 $(| Self::$switch.bit())*;

            /// The name that inputs use, such as `objectNames`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$switch => $name,)*
                }
            }
        }
    };
}

switches! {
    /// Several object names are joined by bars as they are: each is quoted.
    ObjectNames = "objectNames",
    /// A label that is no name of a Prometheus label goes into the query: an error names it.
    LabelKeys = "labelKeys",
    /// The single value of `in` and `notin` is a regular expression: it is quoted.
    InValues = "inValues",
    /// A template puts names and values into the query as they are: they are escaped, and refused where they change its
    /// structure.
    QueryText = "queryText",
    /// Of a selector what stands behind a NUL may not be read: an error.
    UnreadSelectors = "unreadSelectors",
    /// Values are cut off at the milli-unit: they are rounded, half away from zero.
    Rounding = "rounding",
    /// NaN, infinities and values out of range get some number: the sample is refused.
    Unrepresentable = "unrepresentable",
    /// A native histogram counts as 0: the sample is refused.
    Histograms = "histograms",
    /// Of several samples of one object the last counts: an error.
    SeveralSamples = "severalSamples",
    /// Of two labels for one resource one is used: an error.
    SharedResources = "sharedResources",
    /// Of two rules that give one metric the later is used: an error.
    DuplicateMetrics = "duplicateMetrics",
    /// One bad rule fails the configuration: it is left out, and the others serve.
    BadRules = "badRules",
    /// `namespaced: false` does nothing in a custom rule: an error.
    NamespacedIgnored = "namespacedIgnored",
    /// Helm values that the chart does not know are ignored: an error.
    UnknownValues = "unknownValues",
    /// Sums and replica counts overflow as the release's do: they stop at the largest number.
    Overflow = "overflow",
}

impl Switch {
    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Whose behaviour is wanted where upstream's is known to hurt: upstream's, byte for byte, or with some or all of its
/// oddities mended.
///
/// Reads from `"upstream"`, `"safe"`, or an object that says so for single switches and with `all` for the others:
/// `{"objectNames": "safe"}`, `{"all": "safe", "rounding": "upstream"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Compat(u16);

impl Compat {
    /// Upstream's behaviour.
    pub const UPSTREAM: Self = Self(0);
    /// Every oddity mended.
    pub const SAFE: Self = Self(Switch::EVERY);

    /// Whether an oddity is mended.
    #[must_use]
    pub const fn mends(self, switch: Switch) -> bool {
        self.0 & switch.bit() != 0
    }

    /// Mends one oddity more.
    #[must_use]
    pub const fn with(self, switch: Switch) -> Self {
        Self(self.0 | switch.bit())
    }

    /// Keeps one oddity as upstream has it.
    #[must_use]
    pub const fn without(self, switch: Switch) -> Self {
        Self(self.0 & !switch.bit())
    }
}

/// A position of a switch, or of all.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Position {
    Upstream,
    Safe,
}

impl<'de> Deserialize<'de> for Compat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CompatVisitor)
    }
}

struct CompatVisitor;

impl<'de> Visitor<'de> for CompatVisitor {
    type Value = Compat;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"upstream\", \"safe\", or an object of switches")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Compat, E> {
        match text {
            "upstream" => Ok(Compat::UPSTREAM),
            "safe" => Ok(Compat::SAFE),
            other => Err(E::unknown_variant(other, &["upstream", "safe"])),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Compat, A::Error> {
        let (mut all, mut single) = (None, Vec::new());
        while let Some(name) = map.next_key::<String>()? {
            let switch = Switch::ALL.iter().find(|switch| switch.name() == name);
            match switch {
                Some(switch) if single.iter().any(|(set, _)| set == switch) => {
                    return Err(de::Error::duplicate_field(switch.name()));
                }
                Some(switch) => single.push((*switch, map.next_value()?)),
                None if name == "all" && all.is_some() => return Err(de::Error::duplicate_field("all")),
                None if name == "all" => {
                    all = Some(match map.next_value()? {
                        Position::Upstream => Compat::UPSTREAM,
                        Position::Safe => Compat::SAFE,
                    });
                }
                None => return Err(de::Error::unknown_field(&name, Switch::FIELDS)),
            }
        }
        Ok(single.into_iter().fold(all.unwrap_or_default(), |compat, (switch, position)| match position {
            Position::Upstream => compat.without(switch),
            Position::Safe => compat.with(switch),
        }))
    }
}

impl Serialize for Compat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::UPSTREAM => serializer.serialize_str("upstream"),
            Self::SAFE => serializer.serialize_str("safe"),
            some => serializer.collect_map(
                Switch::ALL
                    .iter()
                    .filter(|switch| some.mends(**switch))
                    .map(|switch| (switch.name(), "safe")),
            ),
        }
    }
}
