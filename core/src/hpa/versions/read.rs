use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    AnyHorizontalPodAutoscaler, HorizontalPodAutoscalerV2, HorizontalPodAutoscalerV2Beta1,
    HorizontalPodAutoscalerV2Beta2, HpaDocument, Version,
};
use crate::error::{Error, Result, Span, codes};
use crate::go;
use crate::hpa::Profile;
use crate::json::{self, Place, Tree};
use crate::kube::HorizontalPodAutoscaler;
use crate::{limits, yaml};

const KIND: &str = "HorizontalPodAutoscaler";
/// An HPA is filled in and converted, so it gets only this part of the room that another text of its length has; a
/// cluster keeps none of more than 1.5 MB.
pub(super) const ROOM: usize = 16;

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
        Self::read_text(text, &|bytes| Some(Span::of(text, bytes)))
    }

    /// Reads the JSON text of an HPA, of whose bytes `place` knows where they stand.
    pub(crate) fn read_text(text: &str, place: Place<'_>) -> Result<Self> {
        // Most are of this version; one that is not, or does not fit, is told what it is before what is wrong with it.
        let read = typed::<HorizontalPodAutoscalerV2>(text, place);
        if let Ok(hpa) = &read
            && hpa.kind == KIND
            && hpa.api_version == Version::V2.api_version()
        {
            return read.map(Self::V2);
        }
        Ok(match version(text, place)? {
            Version::V1 => Self::V1(typed(text, place)?),
            Version::V2Beta1 => {
                let mut hpa: HorizontalPodAutoscalerV2Beta1 = typed(text, place)?;
                hpa.drop_unknown_fields();
                Self::V2Beta1(hpa)
            }
            Version::V2Beta2 => {
                let mut hpa: HorizontalPodAutoscalerV2Beta2 = typed(&without_tolerances(text)?, &|_| None)?;
                hpa.drop_unknown_fields();
                Self::V2Beta2(hpa)
            }
            Version::V2 => Self::V2(read?),
        })
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
}

/// Reads the YAML or JSON text of an HPA of any version as `autoscaling/v2`, with the defaults that the API server fills in.
///
/// ```
/// let hpa = counterpoise::hpa::from_str(
///     "{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, spec: {maxReplicas: 5, targetCPUUtilizationPercentage: 60}}",
/// )?;
/// assert_eq!(hpa.spec.metrics[0].resource.as_ref().map(|source| source.name.as_str()), Some("cpu"));
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// `hpa.invalid` with the path of whatever does not fit; `yaml.*` and `limit.*`.
pub fn from_str(text: &str) -> Result<HorizontalPodAutoscaler> {
    limits::check_length("an HPA", text.len(), limits::HPA_BYTES)?;
    yaml::as_json(text, AnyHorizontalPodAutoscaler::read_text)?.into_v2(&Profile::default())
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
fn without_tolerances(text: &str) -> Result<String> {
    let mut value = json::value(text)?;
    for direction in ["scaleUp", "scaleDown"] {
        let rules = value.pointer_mut(&format!("/spec/behavior/{direction}")).and_then(Value::as_object_mut);
        if let Some(rules) = rules {
            rules.remove("tolerance");
        }
    }
    Ok(go::json::of_tree(&value))
}

/// What an object says that it is.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct TypeMeta {
    kind: Option<Tree>,
    api_version: Option<Tree>,
}

/// The version of an HPA.
fn version(text: &str, place: Place<'_>) -> Result<Version> {
    let meta: TypeMeta = match json::read_in(text, json::API, text.len(), place) {
        Err(error) if error.is(codes::request::TYPE) => TypeMeta::default(),
        read => read?,
    };
    let kind = word(meta.kind.as_ref(), "kind")?;
    if kind != KIND {
        return Err(Error::new(codes::hpa::INVALID, format!("the kind is {kind:?}")).in_path("kind"));
    }
    Version::parse(word(meta.api_version.as_ref(), "apiVersion")?)
        .map_err(|error| error.in_path("apiVersion"))
}

fn word<'a>(value: Option<&'a Tree>, field: &str) -> Result<&'a str> {
    value
        .and_then(|Tree(value)| value.as_str())
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Error::new(codes::hpa::INVALID, format!("the object has no {field}")).in_path(field))
}

fn typed<T: DeserializeOwned>(text: &str, place: Place<'_>) -> Result<T> {
    let read = json::read_in(text, json::API, text.len() / ROOM, place);
    read.map_err(|error| match [codes::limit::SIZE, codes::limit::DEPTH, codes::request::JSON] {
        kept if kept.iter().any(|code| error.is(code)) => error,
        _ => error.with_code(codes::hpa::INVALID),
    })
}
