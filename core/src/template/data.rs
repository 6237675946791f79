//! What a template is rendered with: the data of a query, or a group and resource.

use std::rc::Rc;

use crate::go::value::{Map, Slice, Struct, Value};

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

/// What a template is rendered with: its `.` and its `$`.
#[derive(Debug, Clone, Copy)]
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
    pub(super) fn value(&self) -> Value<'a> {
        match self {
            Data::Query(query) => query.value(false, false),
            Data::Partial { query, nil_map, nil_slice } => query.value(*nil_map, *nil_slice),
            Data::Resource(data) => super::schema::group_resource(data.group, data.resource),
        }
    }
}

impl<'a> QueryData<'a> {
    fn value(&self, nil_map: bool, nil_slice: bool) -> Value<'a> {
        let map = Map { entries: Some(self.label_values_by_name).filter(|_| !nil_map) };
        let slice = Slice::new(Some(self.group_by_slice).filter(|_| !nil_slice));
        Value::Struct(Rc::new(Struct {
            type_name: "naming.queryTemplateArgs",
            fields: vec![
                ("Series", self.series.into()),
                ("LabelMatchers", self.label_matchers.into()),
                ("LabelValuesByName", Value::Map(map)),
                ("GroupBy", self.group_by.into()),
                ("GroupBySlice", Value::Slice(slice)),
            ],
            string: None,
            comparable: false,
        }))
    }
}
