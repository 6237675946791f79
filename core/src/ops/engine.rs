//! `engine.version`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::Result;
use crate::hpa::PROFILES;

pub(super) const OPERATIONS: &[Operation] = &[operation!("engine.version" => version)];

/// The C ABI's version: raised when a function of the header changes or goes.
pub const ABI: u32 = 1;

/// The releases of upstream that the conformance tests ask, by module; `go` is whose `regexp` and `text/template` those
/// are.
const UPSTREAM: &[UpstreamModule] = &[
    UpstreamModule { module: "github.com/kedacore/keda/v2", version: "v2.21.0" },
    UpstreamModule { module: "github.com/prometheus/prometheus", version: "v0.316.0" },
    UpstreamModule { module: "go", version: "1.26.7" },
    UpstreamModule { module: "k8s.io/api", version: "v0.37.2" },
    UpstreamModule { module: "k8s.io/apimachinery", version: "v0.37.2" },
    UpstreamModule { module: "k8s.io/client-go", version: "v0.37.2" },
    UpstreamModule { module: "k8s.io/kubernetes", version: "v1.33.13" },
    UpstreamModule { module: "k8s.io/kubernetes", version: "v1.34.4" },
    UpstreamModule { module: "k8s.io/kubernetes", version: "v1.35.4" },
    UpstreamModule { module: "k8s.io/kubernetes", version: "v1.36.3" },
    UpstreamModule { module: "k8s.io/kubernetes", version: "v1.37.2" },
];

/// The features of the crate, in alphabetical order.
const BUILT_WITH: &[&str] = &[
    #[cfg(feature = "annotations")]
    "annotations",
    #[cfg(feature = "explain")]
    "explain",
    #[cfg(feature = "flagger")]
    "flagger",
    #[cfg(feature = "handlebars")]
    "handlebars",
    #[cfg(feature = "keda")]
    "keda",
    #[cfg(feature = "regex-perf")]
    "regex-perf",
    #[cfg(feature = "yaml")]
    "yaml",
];

/// `engine.version` takes no fields.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct VersionInput {}

/// What this build is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VersionOutput {
    /// The package's version.
    pub version: &'static str,
    /// The C ABI's version.
    pub abi: u32,
    /// The Kubernetes releases whose behaviour can be chosen, newest first.
    pub profiles: Vec<&'static str>,
    /// The operations of this build, in alphabetical order.
    pub features: Vec<&'static str>,
    /// The features of the crate that it is built with: without `yaml` texts must be JSON, without `handlebars` no template of that
    /// dialect is rendered.
    pub built_with: &'static [&'static str],
    /// The releases of upstream that it was compared to.
    pub upstream: &'static [UpstreamModule],
}

/// A Go module that was asked for the truth.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct UpstreamModule {
    /// Its path.
    pub module: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// What this build is and can do.
///
/// # Errors
/// None.
pub fn version(_: VersionInput) -> Result<VersionOutput> {
    let mut features: Vec<_> = super::operations().map(|operation| operation.name).collect();
    features.sort_unstable();
    let profiles = PROFILES.iter().map(|profile| profile.release).collect();
    Ok(VersionOutput {
        version: env!("CARGO_PKG_VERSION"),
        abi: ABI,
        profiles,
        features,
        built_with: BUILT_WITH,
        upstream: UPSTREAM,
    })
}
