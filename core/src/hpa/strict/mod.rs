//! What strict decoding refuses: fields that an HPA's version does not have, and fields that come twice.
//!
//! It is what `kubectl apply` asks for where it is not told otherwise (`--validate=strict`). The API server itself passes
//! such fields over, so the autoscaler does without them.

mod hint;

use super::versions::strict_errors;
use super::{AnyHorizontalPodAutoscaler, HpaDocument, Profile, Version};
use crate::error::{Error, Result, codes};
use crate::go::quote::quote;
use crate::json::Place;

/// What strict decoding of an HPA by a release's API server refuses, in its words and order: `hpa.unknown-field` and
/// `hpa.duplicate-field`, each with its path in the object, its position where the HPA is a text, and the field that was
/// meant. Mirrors `json.Serializer.Decode` of apimachinery with `Strict`, which tells at most 100.
///
/// ```
/// use counterpoise::hpa::{self, Profile};
///
/// let text = "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {maxReplicas: 5, behaviour: {}}}";
/// let refused = hpa::strict(&text.into(), &Profile::default())?;
/// assert_eq!(refused[0].message(), r#"unknown field "spec.behaviour""#);
/// assert_eq!(refused[0].hint(), "Write behavior.");
/// # Ok::<(), counterpoise::Error>(())
/// ```
///
/// # Errors
/// As [`AnyHorizontalPodAutoscaler::read`]: what cannot be read at all. In YAML that is a key that comes twice, too, as
/// it is for kubectl.
pub fn strict(document: &HpaDocument, profile: &Profile) -> Result<Vec<Error>> {
    let refused = document.with_json(&|text, place| {
        let version = AnyHorizontalPodAutoscaler::read_text(text, place)?.version();
        Ok(refused(text, version, profile, place))
    });
    refused.map_err(|error| error.in_path("hpa"))
}

/// The same of the JSON text of an HPA that can be read.
pub(super) fn refused(text: &str, version: Version, profile: &Profile, place: Place<'_>) -> Vec<Error> {
    let found = strict_errors(text, version, profile);
    let newest = Version::V2;
    // What the newest version does not refuse is of it.
    let of_newest = if found.is_empty() || version == newest {
        Vec::new()
    } else {
        strict_errors(text, newest, &Profile::default())
    };
    let told = found.iter().map(|field| {
        let (code, what) = if field.repeated {
            (codes::hpa::DUPLICATE_FIELD, "duplicate")
        } else {
            (codes::hpa::UNKNOWN_FIELD, "unknown")
        };
        let error = Error::new(code, format!("{what} field {}", quote(&field.path)));
        let error = error.in_path(&field.path).placed(place(field.bytes.clone()));
        if field.repeated {
            return error;
        }
        let is_newer = version != newest && !of_newest.iter().any(|other| other.path == field.path);
        let value = text.get(field.value.clone()).unwrap_or_default();
        error.with_hint(hint::of(version, field, value, is_newer))
    });
    told.collect()
}
