use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::kube::{ListMeta, MetricValue, MetricValueList, Time};
use crate::quantity::Quantity;
use crate::selector::LabelSelector;

/// The values of a custom metric. What all of them share is held once, so that a value takes no allocation; serializes as
/// the [`MetricValueList`] that [`into_list`](Self::into_list) gives.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricValues {
    api_version: &'static str,
    /// An item without a name and a value.
    pattern: MetricValue,
    /// The objects' names, one behind the other.
    names: String,
    /// The value of each object, and where its name ends.
    values: Vec<(usize, Quantity)>,
}

impl MetricValues {
    /// No values yet of a group and version. `pattern` is an item but for the object's name and the value.
    pub(crate) fn new(api_version: &'static str, pattern: MetricValue) -> Self {
        Self { api_version, pattern, names: String::new(), values: Vec::new() }
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.values.reserve(count);
    }

    /// Gives every item the selector that it was asked for with.
    pub(super) fn set_selector(&mut self, selector: Option<LabelSelector>) {
        match &mut self.pattern.metric {
            Some(metric) => metric.selector = selector,
            None => self.pattern.selector = Some(selector),
        }
    }

    /// Adds the value of one object.
    pub(crate) fn push(&mut self, name: &str, value: Quantity) {
        self.names.push_str(name);
        self.values.push((self.names.len(), value));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Each object's name and value.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Quantity)> {
        let mut start = 0;
        self.values.iter().map(move |(end, value)| {
            let name = self.names.get(std::mem::replace(&mut start, *end)..*end);
            (name.unwrap_or_default(), value)
        })
    }

    /// The timestamp of every value.
    #[must_use]
    pub fn timestamp(&self) -> Time {
        self.pattern.timestamp
    }

    /// The kind of the objects.
    #[must_use]
    pub fn object_kind(&self) -> &str {
        &self.pattern.described_object.kind
    }

    /// The API's object.
    #[must_use]
    pub fn into_list(self) -> MetricValueList {
        let item = |(name, value): (&str, &Quantity)| {
            let mut item = self.pattern.clone();
            item.described_object.name = name.into();
            item.value = value.clone();
            item
        };
        MetricValueList {
            kind: KIND.to_owned(),
            api_version: self.api_version.to_owned(),
            metadata: ListMeta {},
            items: self.iter().map(item).collect(),
        }
    }
}

const KIND: &str = "MetricValueList";

impl Serialize for MetricValues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_struct(KIND, 4)?;
        list.serialize_field("kind", KIND)?;
        list.serialize_field("apiVersion", self.api_version)?;
        list.serialize_field("metadata", &ListMeta {})?;
        list.serialize_field("items", &Items(self))?;
        list.end()
    }
}

struct Items<'a>(&'a MetricValues);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.0.len()))?;
        // One item, filled anew each time.
        let mut item = self.0.pattern.clone();
        for (name, value) in self.0.iter() {
            item.described_object.name = name.into();
            item.value = value.clone();
            items.serialize_element(&item)?;
        }
        items.end()
    }
}
