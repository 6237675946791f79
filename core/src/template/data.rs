//! What a template is rendered with: the data of a query, or a group and resource.

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
    /// The data of a query.
    Query(&'a QueryData<'a>),
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
            (Data::Query(data), TextField::Series) => Some(data.series),
            (Data::Query(data), TextField::LabelMatchers) => Some(data.label_matchers),
            (Data::Query(data), TextField::GroupBy) => Some(data.group_by),
            (Data::Resource(data), TextField::Group) => Some(data.group),
            (Data::Resource(data), TextField::Resource) => Some(data.resource),
            _ => None,
        }
    }
}
