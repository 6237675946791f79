use super::by_name::ByName;
use super::{Conversion, MetricList, ResourceName, SampleFate, SampleOutcome};
use crate::go::duration::Duration;
use crate::kube::{ContainerMetrics, ExternalMetricValue, Time, Usage};
use crate::quantity::Quantity;

/// One value of a conversion without the API's object around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FlatValue {
    /// The value in milli-units, as [`Quantity::milli_value`] gives it of the text that the API's list has.
    pub milli: i64,
    /// The timestamp of the value, or the end of the window of a usage.
    pub timestamp: Time,
    /// The place of the object's name in the list that was asked for, 0 where one object was asked for by its name; of an
    /// external metric the place of the sample.
    pub object: usize,
    /// How long a usage was measured over; none of other metrics.
    pub window: Option<Duration>,
}

impl Conversion {
    /// The values in the order of the API's list. `objects` are the names that the host's listing returned for a request of all
    /// objects, none for one of a single object; of a name that is there twice either place is given. `resource` says which
    /// usage is meant, and does not matter for other metrics. A pod's usage is the sum over its containers, each rounded up to
    /// milli-units, as `metrics.getPodMetrics` sums it.
    #[must_use]
    pub fn flat(&self, objects: &[&str], resource: ResourceName) -> Vec<FlatValue> {
        match &self.list {
            MetricList::Custom(values) => {
                let mut places = Places::new(objects);
                let value = |(name, value): (&str, &Quantity)| FlatValue {
                    milli: milli(value),
                    timestamp: values.timestamp(),
                    object: places.find(name),
                    window: None,
                };
                values.iter().map(value).collect()
            }
            MetricList::External(list) => {
                let used = |fate: &&SampleFate| fate.outcome == SampleOutcome::Used;
                let samples = self.fates.iter().filter(used).map(|fate| fate.sample);
                let value = |(item, sample): (&ExternalMetricValue, usize)| FlatValue {
                    milli: milli(&item.value),
                    timestamp: item.timestamp,
                    object: sample,
                    window: None,
                };
                list.items.iter().zip(samples).map(value).collect()
            }
            MetricList::Pods(list) => {
                let mut places = Places::new(objects);
                let pods = list.items.iter();
                pods.map(|pod| FlatValue {
                    milli: of_containers(&pod.containers, resource),
                    timestamp: pod.timestamp,
                    object: places.find(&pod.metadata.name),
                    window: Duration::parse(&pod.window),
                })
                .collect()
            }
            MetricList::Pod(pod) => vec![FlatValue {
                milli: of_containers(&pod.containers, resource),
                timestamp: pod.timestamp,
                object: 0,
                window: Duration::parse(&pod.window),
            }],
            MetricList::Nodes(list) => {
                let mut places = Places::new(objects);
                let nodes = list.items.iter();
                nodes
                    .map(|node| FlatValue {
                        milli: of(&node.usage, resource),
                        timestamp: node.timestamp,
                        object: places.find(&node.metadata.name),
                        window: Duration::parse(&node.window),
                    })
                    .collect()
            }
            MetricList::Node(node) => vec![FlatValue {
                milli: of(&node.usage, resource),
                timestamp: node.timestamp,
                object: 0,
                window: Duration::parse(&node.window),
            }],
        }
    }
}

fn of_containers(containers: &[ContainerMetrics], resource: ResourceName) -> i64 {
    containers.iter().fold(0, |sum: i64, container| sum.wrapping_add(of(&container.usage, resource)))
}

fn of(usage: &Usage, resource: ResourceName) -> i64 {
    usage.get(resource.as_str()).map_or(0, milli)
}

/// In milli-units, as a client has it that reads the value's text: the smallest int64, which upstream makes of what no quantity can
/// be, is read as another number.
fn milli(value: &Quantity) -> i64 {
    match value.milli_value() {
        i64::MIN => Quantity::parse(&value.to_string()).unwrap_or_default().milli_value(),
        milli => milli,
    }
}

/// Finds the places of names that come in the order of the list, or in another.
struct Places<'a> {
    names: &'a [&'a str],
    next: usize,
    /// Filled once a name is out of order.
    by_name: Option<ByName<'a, usize>>,
}

impl<'a> Places<'a> {
    fn new(names: &'a [&'a str]) -> Self {
        Self { names, next: 0, by_name: None }
    }

    /// The place of a name; 0 where there are no names, since one object was asked for.
    fn find(&mut self, name: &str) -> usize {
        let ahead = self.names.get(self.next..).unwrap_or_default();
        // Objects without a value are passed over, a few at a time.
        let near = ahead.iter().take(16).position(|held| *held == name);
        let place = near.and_then(|near| self.next.checked_add(near)).or_else(|| self.look_up(name));
        self.next = place.unwrap_or_default().saturating_add(1);
        place.unwrap_or_default()
    }

    #[cold]
    fn look_up(&mut self, name: &str) -> Option<usize> {
        let names = self.names;
        let by_name = self.by_name.get_or_insert_with(|| {
            let mut by_name = ByName::with_capacity(names.len());
            for (place, name) in names.iter().enumerate().rev() {
                by_name.insert(name, place);
            }
            by_name
        });
        by_name.get(name)
    }
}
