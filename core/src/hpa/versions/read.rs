use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{AnyHorizontalPodAutoscaler, HorizontalPodAutoscalerV2, HpaDocument, Version};
use crate::error::{Error, Result, codes};
use crate::go;
use crate::hpa::Profile;
use crate::json;
use crate::kube::HorizontalPodAutoscaler;
use crate::limits::{self, reading};

const KIND: &str = "HorizontalPodAutoscaler";
/// An HPA is filled in and converted, so it gets only this part of the room that another text of its length has; a
/// cluster keeps none of more than 1.5 MB.
const ROOM: usize = 16;

impl AnyHorizontalPodAutoscaler {
    /// Reads the JSON text of an HPA of any version, as [`read`](Self::read) does; one of `autoscaling/v2` in one pass.
    ///
    /// ```
    /// use counterpoise::hpa::AnyHorizontalPodAutoscaler;
    ///
    /// let mut hpa = AnyHorizontalPodAutoscaler::parse(
    ///     r#"{"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "spec": {"maxReplicas": 5}}"#,
    /// )?;
    /// hpa.set_defaults();
    /// # Ok::<(), counterpoise::Error>(())
    /// ```
    ///
    /// # Errors
    /// `request.json` and `limit.*` for the text, `hpa.invalid` with the path inside of the object.
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        // What takes too much is told of by the reading that follows.
        let (read, _) =
            reading::within(text.len() / ROOM, || json::strict::<HorizontalPodAutoscalerV2>(text));
        match read {
            Ok(hpa) if hpa.kind == KIND && hpa.api_version == Version::V2.api_version() => Ok(Self::V2(hpa)),
            // What is of another version, or does not fit, or repeats a field, is read by way of a JSON value.
            _ => Self::of_value(&json::value(text)?),
        }
    }

    /// Reads an HPA of any version. Fields that the version does not have are ignored, `null` is absent.
    ///
    /// # Errors
    /// `hpa.invalid` with the path of whatever does not fit; `yaml.*` and `limit.*` for text, `request.type` for what is
    /// neither text nor an object.
    pub fn read(document: &HpaDocument) -> Result<Self> {
        document.read("hpa")
    }

    /// The same where the HPA stands at another path of the input than `hpa`.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_at(document: &HpaDocument, path: &str) -> Result<Self> {
        document.read(path)
    }

    /// Reads the object itself.
    pub(crate) fn of_value(value: &Value) -> Result<Self> {
        let kind = text(value, "kind")?;
        if kind != KIND {
            return Err(Error::new(codes::hpa::INVALID, format!("the kind is {kind:?}")).in_path("kind"));
        }
        let version =
            Version::parse(text(value, "apiVersion")?).map_err(|error| error.in_path("apiVersion"))?;
        Ok(match version {
            Version::V1 => Self::V1(typed(value)?),
            Version::V2Beta1 => {
                let mut hpa: super::HorizontalPodAutoscalerV2Beta1 = typed(value)?;
                hpa.drop_unknown_fields();
                Self::V2Beta1(hpa)
            }
            Version::V2Beta2 => {
                let mut hpa: super::HorizontalPodAutoscalerV2Beta2 = typed(&without_tolerances(value))?;
                hpa.drop_unknown_fields();
                Self::V2Beta2(hpa)
            }
            Version::V2 => Self::V2(typed(value)?),
        })
    }
}

/// Reads an HPA of any version as `autoscaling/v2`, with the defaults that the API server fills in.
///
/// # Errors
/// As [`AnyHorizontalPodAutoscaler::read`].
pub fn read_v2(document: &HpaDocument) -> Result<HorizontalPodAutoscaler> {
    read_v2_as(document, &Profile::default())
}

/// The same as a release's API server does it.
///
/// # Errors
/// As [`AnyHorizontalPodAutoscaler::read`].
pub fn read_v2_as(document: &HpaDocument, profile: &Profile) -> Result<HorizontalPodAutoscaler> {
    AnyHorizontalPodAutoscaler::read(document)?.into_v2(profile).map_err(|error| error.in_path("hpa"))
}

/// The object without the tolerances that `v2beta2` does not have, so that it does not matter what they look like.
fn without_tolerances(value: &Value) -> Value {
    let mut value = value.clone();
    for direction in ["scaleUp", "scaleDown"] {
        let rules = value.pointer_mut(&format!("/spec/behavior/{direction}")).and_then(Value::as_object_mut);
        if let Some(rules) = rules {
            rules.remove("tolerance");
        }
    }
    value
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value
        .get(field)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Error::new(codes::hpa::INVALID, format!("the object has no {field}")).in_path(field))
}

fn typed<T: DeserializeOwned>(value: &Value) -> Result<T> {
    let (read, exceeded) = reading::within(0, || serde_path_to_error::deserialize(go::json::exact(value)));
    let code = if exceeded { codes::limit::SIZE } else { codes::hpa::INVALID };
    read.map_err(|error| {
        let path = error.path().to_string();
        let error = Error::new(code, error.into_inner().to_string());
        if path == "." { error } else { error.in_path(path) }
    })
}
