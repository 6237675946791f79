//! Every version of the HPA object: read, defaulted, and converted into one another by way of `autoscaling/v2`, which
//! has the form of Kubernetes' internal type.

mod annotations;
mod document;
mod flat;
mod flat_convert;
mod object;
mod read;
mod strict;
mod v1;
mod v2;
mod v2beta1;
mod v2beta2;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use document::HpaDocument;
pub use object::Object;
pub use read::{from_str, read_v2, read_v2_as};
pub(super) use strict::strict_errors;
pub use v1::HorizontalPodAutoscalerV1;
pub use v2::HorizontalPodAutoscalerV2;
pub use v2beta1::HorizontalPodAutoscalerV2Beta1;
pub use v2beta2::HorizontalPodAutoscalerV2Beta2;

use super::Profile;
use crate::error::{Error, Result, codes};
use crate::kube::HorizontalPodAutoscaler;

/// A version of the `autoscaling` group that has the HPA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Version {
    /// `autoscaling/v1`: a target for CPU utilization, the rest in annotations.
    V1,
    /// `autoscaling/v2beta1`, gone since Kubernetes 1.25.
    V2Beta1,
    /// `autoscaling/v2beta2`, gone since Kubernetes 1.26.
    V2Beta2,
    /// `autoscaling/v2`.
    V2,
}

impl Version {
    const ALL: [(Self, &str); 4] = [
        (Self::V1, "autoscaling/v1"),
        (Self::V2Beta1, "autoscaling/v2beta1"),
        (Self::V2Beta2, "autoscaling/v2beta2"),
        (Self::V2, "autoscaling/v2"),
    ];

    /// The version that an `apiVersion` names.
    ///
    /// # Errors
    /// `hpa.invalid` for any other text.
    pub fn parse(api_version: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == api_version).map(|(version, _)| version).ok_or_else(
            || {
                let known = Self::ALL.map(|(_, name)| name).join(", ");
                Error::new(
                    codes::hpa::INVALID,
                    format!("there is no HorizontalPodAutoscaler in {api_version:?}; there is in {known}"),
                )
            },
        )
    }

    /// `autoscaling/v2` and the like, as `apiVersion` has it.
    #[must_use]
    pub fn api_version(self) -> &'static str {
        match self {
            Self::V1 => "autoscaling/v1",
            Self::V2Beta1 => "autoscaling/v2beta1",
            Self::V2Beta2 => "autoscaling/v2beta2",
            Self::V2 => "autoscaling/v2",
        }
    }

    /// Whether Kubernetes' newest release has left the version out.
    fn is_beta(self) -> bool {
        matches!(self, Self::V2Beta1 | Self::V2Beta2)
    }
}

/// An HPA in the version it was written in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum AnyHorizontalPodAutoscaler {
    /// `autoscaling/v1`.
    V1(HorizontalPodAutoscalerV1),
    /// `autoscaling/v2beta1`.
    V2Beta1(HorizontalPodAutoscalerV2Beta1),
    /// `autoscaling/v2beta2`.
    V2Beta2(HorizontalPodAutoscalerV2Beta2),
    /// `autoscaling/v2`.
    V2(HorizontalPodAutoscalerV2),
}

impl AnyHorizontalPodAutoscaler {
    /// The version that the object is written in.
    #[must_use]
    pub fn version(&self) -> Version {
        match self {
            Self::V1(_) => Version::V1,
            Self::V2Beta1(_) => Version::V2Beta1,
            Self::V2Beta2(_) => Version::V2Beta2,
            Self::V2(_) => Version::V2,
        }
    }

    /// Fills in what the API server fills in, in the object's own version. Mirrors
    /// `SetObjectDefaults_HorizontalPodAutoscaler`.
    pub fn set_defaults(&mut self) {
        match self {
            Self::V1(hpa) => hpa.set_defaults(),
            Self::V2Beta1(hpa) => hpa.set_defaults(),
            Self::V2Beta2(hpa) => hpa.set_defaults(),
            Self::V2(hpa) => hpa.set_defaults(),
        }
    }

    /// Takes away what a release's API server does not know.
    pub fn drop_newer_fields(&mut self, profile: &Profile) {
        if let Self::V2(hpa) = self
            && !profile.observed_generation
        {
            hpa.drop_newer_fields();
        }
    }

    /// The object in another version, defaulted in its own before. Mirrors the API server, which decodes, defaults,
    /// converts into the internal type and encodes; Kubernetes 1.33 wherever one of the two versions is a beta.
    ///
    /// # Errors
    /// `hpa.invalid` where an annotation of `v2beta2` is no quantity.
    pub fn convert(mut self, to: Version) -> Result<Self> {
        let beta = self.version().is_beta() || to.is_beta();
        let profile = if beta { Profile::of("1.33")? } else { Profile::default() };
        self.drop_newer_fields(&profile);
        self.set_defaults();
        let has_status = self.has_status();
        let internal = self.into_internal(&profile)?;
        let mut converted = match to {
            Version::V1 => Self::V1(v1::from_internal(internal)?),
            Version::V2Beta1 => Self::V2Beta1(v2beta1::from_internal(internal)?),
            Version::V2Beta2 => Self::V2Beta2(v2beta2::from_internal(internal)),
            Version::V2 => Self::V2(internal),
        };
        // Annotations of `v1` may be all that there is of a status.
        if !has_status {
            converted.drop_empty_status();
        }
        Ok(converted)
    }

    fn has_status(&self) -> bool {
        match self {
            Self::V1(hpa) => hpa.status.is_some(),
            Self::V2Beta1(hpa) => hpa.status.is_some(),
            Self::V2Beta2(hpa) => hpa.status.is_some(),
            Self::V2(hpa) => hpa.status.is_some(),
        }
    }

    fn drop_empty_status(&mut self) {
        match self {
            Self::V1(hpa) => hpa.drop_empty_status(),
            Self::V2Beta1(hpa) => hpa.drop_empty_status(),
            Self::V2Beta2(hpa) => hpa.drop_empty_status(),
            Self::V2(hpa) => hpa.drop_empty_status(),
        }
    }

    /// The object as `autoscaling/v2`, defaulted in its own version before, as a release's API server does it.
    ///
    /// # Errors
    /// As [`convert`](Self::convert).
    pub fn into_v2(mut self, profile: &Profile) -> Result<HorizontalPodAutoscaler> {
        self.drop_newer_fields(profile);
        self.set_defaults();
        self.into_internal(profile).map(HorizontalPodAutoscaler::from)
    }

    /// The object as `autoscaling/v2`, with nothing filled in but what the conversion fills in.
    ///
    /// # Errors
    /// As [`convert`](Self::convert).
    pub fn into_v2_as_is(self) -> Result<HorizontalPodAutoscaler> {
        self.into_internal(&Profile::default()).map(HorizontalPodAutoscaler::from)
    }

    fn into_internal(self, profile: &Profile) -> Result<HorizontalPodAutoscalerV2> {
        match self {
            Self::V1(hpa) => Ok(v1::into_internal(hpa, profile)),
            Self::V2Beta1(hpa) => Ok(v2beta1::into_internal(hpa)),
            Self::V2Beta2(hpa) => v2beta2::into_internal(hpa),
            Self::V2(mut hpa) => {
                annotations::drop_round_trip(&mut hpa.metadata);
                Ok(hpa)
            }
        }
    }
}
