//! What a template is rendered with: the data of a query, or a group and resource.

use std::rc::Rc;

use crate::go::inserted::Inserted;
use crate::go::value::{Forms, GoValue, Map, Slice, Struct};

/// The data of `metricsQuery`. Mirrors `naming.queryTemplateArgs` of prometheus-adapter; the fields are those that
/// templates name, in Rust's spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueryData<'a> {
    /// `.Series`: the name of the series.
    pub series: &'a str,
    /// `.LabelMatchers`: the label matchers, joined by commas.
    pub label_matchers: &'a str,
    /// `.LabelValuesByName`: the value that is matched for each label, sorted by name, each name once.
    pub label_values_by_name: &'a [(&'a str, &'a str)],
    /// `.GroupBy`: the labels to group by, joined by commas.
    pub group_by: &'a str,
    /// `.GroupBySlice`: the labels to group by.
    pub group_by_slice: &'a [&'a str],
}

/// The data of `resources.template`. Mirrors `schema.GroupResource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupResource<'a> {
    /// `.Group`: the API group; empty for the core group.
    pub group: &'a str,
    /// `.Resource`: the resource.
    pub resource: &'a str,
}

/// The data of a query whose texts are told apart by whose they are; see [`Sink`](super::Sink). The lists of all three
/// have the same entries in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlacedData<'a> {
    /// The data.
    pub texts: QueryData<'a>,
    /// The data with regular expressions that match what the texts name.
    pub patterns: QueryData<'a>,
    /// The data with the letter x for each byte that is not the author's.
    pub twins: QueryData<'a>,
}

/// What a template is rendered with: its `.` and its `$`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Data<'a> {
    /// The data of a query. Neither its map nor its slice is nil, as the adapter makes them.
    Query(&'a QueryData<'a>),
    /// The data of a query whose map or slice is Go's nil where it is empty.
    Partial {
        /// The data.
        query: &'a QueryData<'a>,
        /// Whether `.LabelValuesByName` is nil.
        nil_map: bool,
        /// Whether `.GroupBySlice` is nil.
        nil_slice: bool,
    },
    /// The data of a query as [`Data::Query`], with the other forms of its texts.
    Placed(&'a PlacedData<'a>),
    /// A group and resource.
    Resource(&'a GroupResource<'a>),
}

/// A field that is a string on the data that has it: what nearly every rule prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextField {
    Series,
    LabelMatchers,
    GroupBy,
    Group,
    Resource,
}

impl TextField {
    /// The field of a name that templates use.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Series" => Self::Series,
            "LabelMatchers" => Self::LabelMatchers,
            "GroupBy" => Self::GroupBy,
            "Group" => Self::Group,
            "Resource" => Self::Resource,
            _ => return None,
        })
    }
}

impl<'a> Data<'a> {
    /// A string field; `None` where this data has no such field.
    pub(super) fn text(&self, field: TextField) -> Option<&'a str> {
        match (self, field) {
            (Data::Placed(data), field) => Data::Query(&data.texts).text(field),
            (Data::Query(data) | Data::Partial { query: data, .. }, field) => match field {
                TextField::Series => Some(data.series),
                TextField::LabelMatchers => Some(data.label_matchers),
                TextField::GroupBy => Some(data.group_by),
                TextField::Group | TextField::Resource => None,
            },
            (Data::Resource(data), TextField::Group) => Some(data.group),
            (Data::Resource(data), TextField::Resource) => Some(data.resource),
            (Data::Resource(_), _) => None,
        }
    }

    /// The data as a Go value.
    pub(super) fn value(&self) -> GoValue<'a> {
        match self {
            Data::Query(query) => query.value(false, false),
            Data::Partial { query, nil_map, nil_slice } => query.value(*nil_map, *nil_slice),
            Data::Placed(data) => data.value(),
            Data::Resource(data) => super::schema::group_resource(data.group, data.resource),
        }
    }
}

impl<'a> QueryData<'a> {
    fn value(&self, nil_map: bool, nil_slice: bool) -> GoValue<'a> {
        let map = Map { entries: Some(self.label_values_by_name).filter(|_| !nil_map), forms: None };
        let slice = Slice::new(Some(self.group_by_slice).filter(|_| !nil_slice));
        arguments(self.series.into(), self.label_matchers.into(), map, self.group_by, slice)
    }
}

impl<'a> PlacedData<'a> {
    fn value(&self) -> GoValue<'a> {
        let Self { texts, patterns, twins } = self;
        let series = Inserted::given(".Series", texts.series, patterns.series, twins.series);
        // They are given as PromQL already, and have no other form as a pattern.
        let matchers = Inserted::made(".LabelMatchers", texts.label_matchers, twins.label_matchers);
        let (patterns, twins) = (patterns.label_values_by_name, twins.label_values_by_name);
        let map = Map { entries: Some(texts.label_values_by_name), forms: Some(Forms { patterns, twins }) };
        arguments(series, matchers, map, texts.group_by, Slice::new(Some(texts.group_by_slice)))
    }
}

/// A `naming.queryTemplateArgs`.
fn arguments<'a>(
    series: GoValue<'a>,
    matchers: GoValue<'a>,
    map: Map<'a>,
    group_by: &'a str,
    slice: Slice<'a>,
) -> GoValue<'a> {
    GoValue::Struct(Rc::new(Struct {
        type_name: "naming.queryTemplateArgs",
        fields: vec![
            ("Series", series),
            ("LabelMatchers", matchers),
            ("LabelValuesByName", GoValue::Map(map)),
            ("GroupBy", group_by.into()),
            ("GroupBySlice", GoValue::Slice(slice)),
        ],
        string: None,
        comparable: false,
    }))
}
