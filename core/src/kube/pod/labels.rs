use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::json::Text;
use crate::limits::reading;
use crate::selector::{Label, Labels};
use crate::text::same;

/// Labels in the order of their names. There may be very many sets, of which many are asked at once for the same label,
/// so all of one are in one text: each value behind its name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PodLabels {
    text: Box<str>,
    places: Box<[Place]>,
}

/// Where a label stands, from where the one before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// The bytes of its name.
    key_len: usize,
    /// Where its value ends.
    end: usize,
}

impl PodLabels {
    /// The labels, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.places.iter().scan(0, |start, place| {
            let text = self.text.get(std::mem::replace(start, place.end)..place.end)?;
            text.split_at_checked(place.key_len)
        })
    }

    fn new<T: AsRef<str>>(mut labels: Vec<(T, T)>) -> Self {
        fn name<T: AsRef<str>>(label: &(T, T)) -> &str {
            label.0.as_ref()
        }

        if !labels.is_sorted_by(|a, b| name(a) < name(b)) {
            // Stable, so the last of equal names stays the last; `dedup_by` keeps the first of what it is given.
            labels.reverse();
            labels.sort_by(|a, b| name(a).cmp(name(b)));
            labels.dedup_by(|a, b| name(a) == name(b));
        }
        let len = labels.iter().flat_map(|(name, value)| [name, value]).map(|text| text.as_ref().len()).sum();
        let mut text = String::with_capacity(len);
        let places = labels.iter().map(|(name, value)| {
            text.push_str(name.as_ref());
            text.push_str(value.as_ref());
            Place { key_len: name.as_ref().len(), end: text.len() }
        });
        let places = places.collect();
        Self { text: text.into_boxed_str(), places }
    }
}

/// Of several labels of one name the last one holds.
impl<T: AsRef<str>> FromIterator<(T, T)> for PodLabels {
    fn from_iter<I: IntoIterator<Item = (T, T)>>(labels: I) -> Self {
        Self::new(labels.into_iter().collect())
    }
}

impl Labels for PodLabels {
    fn value_of(&self, key: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    #[inline]
    fn has(&self, label: &Label<'_>) -> bool {
        let mut start = 0;
        for place in &self.places {
            let text = self.text.as_bytes().get(start..place.end);
            if place.key_len == label.key_len() && text.is_some_and(|text| same(text, label.text())) {
                return true;
            }
            start = place.end;
        }
        false
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
                let mut labels: Vec<(Text<'_>, Text<'_>)> = Vec::new();
                while let Some(label) = map.next_entry()? {
                    reading::room(&mut labels)?;
                    labels.push(label);
                }
                Ok(PodLabels::new(labels))
            }
        }

        deserializer.deserialize_map(LabelsVisitor)
    }
}
