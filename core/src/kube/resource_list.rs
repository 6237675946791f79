use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;

use compact_str::CompactString;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::quantity::Quantity;
use crate::text::same;

const CPU: &str = "cpu";
const MEMORY: &str = "memory";

/// `corev1.ResourceList`: quantities by the name of their resource. CPU and memory, which nearly every list has, are held in
/// place: reading them takes no look-up, and no memory elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ResourceList {
    cpu: Option<Quantity>,
    memory: Option<Quantity>,
    others: BTreeMap<CompactString, Quantity>,
}

impl ResourceList {
    /// The quantity of a resource.
    #[must_use]
    #[inline]
    pub fn get(&self, resource: &str) -> Option<&Quantity> {
        if same(resource, CPU) {
            self.cpu.as_ref()
        } else if same(resource, MEMORY) {
            self.memory.as_ref()
        } else {
            self.others.get(resource)
        }
    }

    /// Sets the quantity of a resource.
    #[inline]
    pub fn insert(&mut self, resource: &str, quantity: Quantity) {
        if same(resource, CPU) {
            self.cpu = Some(quantity);
        } else if same(resource, MEMORY) {
            self.memory = Some(quantity);
        } else {
            self.others.insert(resource.into(), quantity);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cpu.is_none() && self.memory.is_none() && self.others.is_empty()
    }

    /// Names and quantities in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Quantity)> {
        let others = |from: Bound<&str>, to: Bound<&str>| {
            self.others.range::<str, _>((from, to)).map(|(name, quantity)| (name.as_str(), quantity))
        };
        others(Bound::Unbounded, Bound::Excluded(CPU))
            .chain(self.cpu.as_ref().map(|quantity| (CPU, quantity)))
            .chain(others(Bound::Excluded(CPU), Bound::Excluded(MEMORY)))
            .chain(self.memory.as_ref().map(|quantity| (MEMORY, quantity)))
            .chain(others(Bound::Excluded(MEMORY), Bound::Unbounded))
    }
}

impl Serialize for ResourceList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for ResourceList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor;

        impl<'de> Visitor<'de> for ListVisitor {
            type Value = ResourceList;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut list = ResourceList::default();
                while let Some((resource, quantity)) = map.next_entry::<CompactString, Quantity>()? {
                    list.insert(&resource, quantity);
                }
                Ok(list)
            }
        }

        deserializer.deserialize_map(ListVisitor)
    }
}
