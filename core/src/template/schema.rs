//! The types of `k8s.io/apimachinery/pkg/runtime/schema` that a template reaches from a group and resource, and their
//! methods.

use std::rc::Rc;

use super::functions::Parameter;
use crate::go::value::{GoValue, Struct};

const GROUP_RESOURCE: &str = "schema.GroupResource";
const GROUP_VERSION: &str = "schema.GroupVersion";
const GROUP_KIND: &str = "schema.GroupKind";
const GROUP_VERSION_RESOURCE: &str = "schema.GroupVersionResource";
const GROUP_VERSION_KIND: &str = "schema.GroupVersionKind";

/// A method of one of the types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Empty,
    GroupKind,
    GroupResource,
    GroupVersion,
    /// `Identifier` of a group and version, which is its `String`.
    Identifier,
    String,
    WithKind,
    WithResource,
    WithVersion,
    /// A method that no template can call, for its second result is no error: how many arguments it takes, and the
    /// type of that result.
    Unfit(usize, &'static str),
}

impl Method {
    /// A method of a type by its name.
    pub(super) fn of(type_name: &str, name: &str) -> Option<Self> {
        Some(match (type_name, name) {
            (
                GROUP_RESOURCE | GROUP_VERSION | GROUP_KIND | GROUP_VERSION_RESOURCE | GROUP_VERSION_KIND,
                "Empty",
            ) => Self::Empty,
            (
                GROUP_RESOURCE | GROUP_VERSION | GROUP_KIND | GROUP_VERSION_RESOURCE | GROUP_VERSION_KIND,
                "String",
            ) => Self::String,
            (GROUP_RESOURCE | GROUP_KIND, "WithVersion") => Self::WithVersion,
            (GROUP_VERSION_RESOURCE, "GroupResource") => Self::GroupResource,
            (GROUP_VERSION_RESOURCE | GROUP_VERSION_KIND, "GroupVersion") => Self::GroupVersion,
            (GROUP_VERSION_KIND, "GroupKind") => Self::GroupKind,
            (GROUP_VERSION_KIND, "ToAPIVersionAndKind") => Self::Unfit(0, "string"),
            (GROUP_VERSION, "Identifier") => Self::Identifier,
            (GROUP_VERSION, "KindForGroupVersionKinds") => Self::Unfit(1, "bool"),
            (GROUP_VERSION, "WithKind") => Self::WithKind,
            (GROUP_VERSION, "WithResource") => Self::WithResource,
            _ => return None,
        })
    }

    /// What it takes.
    pub(super) fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::WithKind | Self::WithResource | Self::WithVersion => &[Parameter::Text],
            Self::Unfit(1, _) => &[Parameter::Any],
            _ => &[],
        }
    }

    /// The result, for arguments that fit.
    pub(super) fn call<'a>(
        self,
        receiver: &Struct<'a>,
        arguments: &[GoValue<'a>],
    ) -> Result<GoValue<'a>, String> {
        let field = |name| receiver.field(name).cloned().unwrap_or(GoValue::from(""));
        let argument = || arguments.first().cloned().unwrap_or(GoValue::from(""));
        Ok(match self {
            Self::Empty => GoValue::Bool(
                receiver
                    .fields
                    .iter()
                    .all(|(_, value)| matches!(value, GoValue::Text(text) if text.is_empty())),
            ),
            Self::String | Self::Identifier => receiver.string.clone().unwrap_or_default().into(),
            Self::GroupResource => object(GROUP_RESOURCE, [field("Group"), field("Resource")]),
            Self::GroupKind => object(GROUP_KIND, [field("Group"), field("Kind")]),
            Self::GroupVersion => object(GROUP_VERSION, [field("Group"), field("Version")]),
            Self::WithKind => object(GROUP_VERSION_KIND, [field("Group"), field("Version"), argument()]),
            Self::WithResource => {
                object(GROUP_VERSION_RESOURCE, [field("Group"), field("Version"), argument()])
            }
            Self::WithVersion if receiver.type_name == GROUP_KIND => {
                object(GROUP_VERSION_KIND, [field("Group"), argument(), field("Kind")])
            }
            Self::WithVersion => {
                object(GROUP_VERSION_RESOURCE, [field("Group"), argument(), field("Resource")])
            }
            Self::Unfit(_, result) => {
                return Err(format!(
                    "invalid function signature: second return value should be error; is {result}"
                ));
            }
        })
    }
}

/// A `schema.GroupResource`.
pub(super) fn group_resource<'a>(group: &'a str, resource: &'a str) -> GoValue<'a> {
    object(GROUP_RESOURCE, [group.into(), resource.into()])
}

/// A struct of one of the types, with its fields in order.
fn object<'a, const N: usize>(type_name: &'static str, values: [GoValue<'a>; N]) -> GoValue<'a> {
    let names: &[&'static str] = match type_name {
        GROUP_RESOURCE => &["Group", "Resource"],
        GROUP_VERSION => &["Group", "Version"],
        GROUP_KIND => &["Group", "Kind"],
        GROUP_VERSION_RESOURCE => &["Group", "Version", "Resource"],
        _ => &["Group", "Version", "Kind"],
    };
    let texts = values.each_ref().map(|value| match value {
        GoValue::Text(text) => &**text,
        _ => &[],
    });
    let string = string(type_name, &texts);
    let fields = names.iter().copied().zip(values).collect();
    GoValue::Struct(Rc::new(Struct { type_name, fields, string: Some(string), comparable: true }))
}

/// What the type's `String` method gives.
fn string(type_name: &str, fields: &[&[u8]]) -> Vec<u8> {
    match (type_name, fields) {
        (GROUP_RESOURCE | GROUP_KIND, [b"", name]) => name.to_vec(),
        (GROUP_RESOURCE | GROUP_KIND, [group, name]) => [name, &b"."[..], group].concat(),
        (GROUP_VERSION, [b"", version]) => version.to_vec(),
        (GROUP_VERSION, [group, version]) => [group, &b"/"[..], version].concat(),
        (GROUP_VERSION_RESOURCE, [group, version, name]) => {
            [group, &b"/"[..], version, b", Resource=", name].concat()
        }
        _ => fields.iter().enumerate().fold(Vec::new(), |mut out, (at, field)| {
            let joint: &[u8] = [&b""[..], b"/", b", Kind="].get(at).copied().unwrap_or_default();
            out.extend_from_slice(joint);
            out.extend_from_slice(field);
            out
        }),
    }
}
