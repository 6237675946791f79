use std::fmt;

use compact_str::CompactString;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::selector::Labels;

/// Labels in one list, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PodLabels(Vec<(CompactString, CompactString)>);

impl PodLabels {
    /// The labels, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn new(mut labels: Vec<(CompactString, CompactString)>) -> Self {
        if !labels.is_sorted_by(|a, b| a.0 < b.0) {
            labels.reverse();
            labels.sort_by(|a, b| a.0.cmp(&b.0));
            labels.dedup_by(|a, b| a.0 == b.0);
        }
        Self(labels)
    }
}

/// Of several labels of one name the last one holds.
impl<N: Into<CompactString>, V: Into<CompactString>> FromIterator<(N, V)> for PodLabels {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(labels: T) -> Self {
        Self::new(labels.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl Labels for PodLabels {
    fn value_of(&self, key: &str) -> Option<&str> {
        self.0.value_of(key)
    }
}

impl<'de> Deserialize<'de> for PodLabels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelsVisitor;

        impl<'de> Visitor<'de> for LabelsVisitor {
            type Value = PodLabels;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut labels = Vec::new();
                while let Some(label) = map.next_entry()? {
                    labels.push(label);
                }
                Ok(PodLabels::new(labels))
            }
        }

        deserializer.deserialize_map(LabelsVisitor)
    }
}
