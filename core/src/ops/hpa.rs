//! `hpa.autoscale`, `hpa.default`, `hpa.convert`, `hpa.requests`, `hpa.show`, `hpa.validate`.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::{Diagnostic, Error, Result, codes};
use crate::hpa::autoscale::AutoscaleFlags;
use crate::hpa::show::{self, CoreV1Event, Row};
use crate::hpa::{
    self, AnyHorizontalPodAutoscaler, CheckContext, FieldError, HpaDocument, MetricRequest, Profile,
    ValidationRules, Version,
};
use crate::kinds::Wanted;
use crate::kube::{ApiResourceList, Document, PodList, Time};
use crate::limits::reading;
use crate::resources::Mapper;
use crate::selector::Selector;

pub(super) const OPERATIONS: &[Operation] = &[
    operation!("hpa.autoscale" => autoscale),
    operation!("hpa.default" => default),
    operation!("hpa.convert" => convert),
    operation!("hpa.requests" => requests),
    operation!("hpa.show" => show),
    operation!("hpa.validate" => validate),
];

/// The flags of `kubectl autoscale`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct AutoscaleInput {
    /// What is scaled: `TYPE/NAME`, the type as kubectl takes it: `deployments`, `deploy`, `deployments.v1.apps`.
    pub target: String,
    /// `--namespace`.
    #[serde(default)]
    pub namespace: String,
    /// `--name`; the target's by default.
    #[serde(default)]
    pub name: String,
    /// `--min`.
    pub min: Option<i32>,
    /// `--max`.
    pub max: Option<i32>,
    /// `--cpu-percent`, the older form of `--cpu`.
    pub cpu_percent: Option<i32>,
    /// `--cpu`: `70%`, `500m`, or a number of milli-CPUs.
    #[serde(default)]
    pub cpu: String,
    /// `--memory`: `60%`, `200Mi`, or a number of mebibytes.
    #[serde(default)]
    pub memory: String,
    /// The cluster's discovery with short names and scales, for targets of custom kinds; Kubernetes' own resources by
    /// default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
}

/// The HPA that `kubectl autoscale` sends to the API server, which fills in the rest: `hpa.default`.
///
/// # Errors
/// `hpa.flag`, `resources.unknown` and `quantity.range`.
pub fn autoscale(input: AutoscaleInput) -> Result<HpaOutput> {
    let AutoscaleInput { target, namespace, name, min, max, cpu_percent, cpu, memory, resources } = input;
    let mapper = Mapper::of(resources.as_deref())?;
    let flags = AutoscaleFlags { target, namespace, name, min, max, cpu_percent, cpu, memory };
    Ok(HpaOutput { hpa: AnyHorizontalPodAutoscaler::V2(hpa::autoscale::autoscale(&flags, &mapper)?) })
}

/// An HPA to fill in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DefaultInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// The Kubernetes release; the newest by default.
    pub profile: Option<String>,
}

/// An HPA in the version that was asked for.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct HpaOutput {
    /// The object.
    pub hpa: AnyHorizontalPodAutoscaler,
}

/// The HPA as the API server fills it in, in its own version.
///
/// # Errors
/// `hpa.invalid`, `hpa.profile`, and `yaml.*` for text.
pub fn default(input: DefaultInput) -> Result<HpaOutput> {
    let profile = profile(input.profile.as_deref())?;
    let mut hpa = AnyHorizontalPodAutoscaler::read(&input.hpa)?;
    hpa.drop_newer_fields(&profile);
    hpa.set_defaults();
    Ok(HpaOutput { hpa })
}

/// An HPA to convert.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ConvertInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// `autoscaling/v1`, `autoscaling/v2beta1`, `autoscaling/v2beta2` or `autoscaling/v2`.
    pub to: String,
}

/// The HPA in another version, with the annotations that carry what that version has no field for.
///
/// # Errors
/// `hpa.invalid`, and `yaml.*` for text.
pub fn convert(input: ConvertInput) -> Result<HpaOutput> {
    let to = Version::parse(&input.to).map_err(|error| error.in_path("to"))?;
    let hpa = AnyHorizontalPodAutoscaler::read(&input.hpa)?;
    Ok(HpaOutput { hpa: hpa.convert(to).map_err(|error| error.in_path("hpa"))? })
}

/// An HPA whose metrics are asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RequestsInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// The selector of the scale's status, in text form.
    #[serde(default)]
    pub selector: String,
    /// The cluster's discovery, for described objects of custom kinds; Kubernetes' own resources by default.
    #[serde(default, deserialize_with = "reading::optional_list")]
    pub resources: Option<Vec<ApiResourceList>>,
    /// The pods of the namespace.
    pub pods: Option<Document<PodList>>,
}

/// What the controller's clients ask for.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RequestsOutput {
    /// One for each metric of the spec, in its order.
    pub requests: Vec<MetricRequest>,
    /// Where pods are given, the names of those that the selector selects: what a `*` stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects: Option<Vec<String>>,
}

/// The requests for an HPA's metrics.
///
/// # Errors
/// `hpa.invalid`, `hpa.request`, `selector.*`, `resources.unknown`, and `yaml.*` for text.
pub fn requests(input: RequestsInput) -> Result<RequestsOutput> {
    let hpa = hpa::versions::read_v2(&input.hpa)?;
    let mapper = Mapper::of(input.resources.as_deref())?;
    let requests = hpa::requests(&hpa, &input.selector, &mapper)?;
    let selected = |pods: Document<PodList>| {
        let selector = Selector::parse(&input.selector).map_err(|error| error.in_path("selector"))?;
        let pods = pods.read_as("pods", Wanted::PODS)?;
        let names = hpa::selected_pods(&hpa.metadata.namespace, &selector, &pods.items);
        Ok(names.into_iter().map(str::to_owned).collect())
    };
    Ok(RequestsOutput { requests, objects: input.pods.map(selected).transpose()? })
}

/// An HPA to print.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ShowInput {
    /// An HPA of any version, with its status.
    pub hpa: HpaDocument,
    /// When it is printed.
    pub now: Time,
    /// The events about it.
    #[serde(default, deserialize_with = "reading::list")]
    pub events: Vec<CoreV1Event>,
}

/// What kubectl prints.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ShowOutput {
    /// The columns of `kubectl get hpa` by their headings.
    pub get: Row,
    /// The text of `kubectl describe hpa`.
    pub describe: String,
}

/// The HPA as kubectl prints it. Nothing is filled in, since the API server did so when the object was made.
///
/// # Errors
/// `hpa.invalid`, `limit.output`, and `yaml.*` for text.
pub fn show(input: ShowInput) -> Result<ShowOutput> {
    let hpa = AnyHorizontalPodAutoscaler::read(&input.hpa)?;
    let print = || {
        let hpa = hpa.into_v2_as_is()?;
        Ok(ShowOutput {
            get: show::row(&hpa, input.now)?,
            describe: show::describe(&hpa, input.now, &input.events)?,
        })
    };
    print().map_err(|error: Error| error.in_path("hpa"))
}

/// An HPA to check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ValidateInput {
    /// An HPA of any version.
    pub hpa: HpaDocument,
    /// The Kubernetes release; the newest by default.
    pub profile: Option<String>,
    /// Whether to tell what strict decoding refuses, and what the controller does otherwise than the HPA reads.
    #[serde(default)]
    pub strict: bool,
}

/// What is wrong with an HPA.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ValidateOutput {
    /// The errors in upstream's order; none when the API server accepts the object.
    pub errors: Vec<FieldError>,
    /// With `strict`, what strict decoding refuses before it looks at values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict: Option<Vec<Error>>,
    /// With `strict`, what works otherwise than it reads, or never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Diagnostic>>,
}

/// What the API server refuses when the HPA is created.
///
/// # Errors
/// `hpa.invalid`, `hpa.profile`, `limit.output`, and `yaml.*` for text.
pub fn validate(input: ValidateInput) -> Result<ValidateOutput> {
    let profile = profile(input.profile.as_deref())?;
    let hpa = hpa::versions::read_v2_as(&input.hpa, &profile)?;
    let errors = hpa::validate(&hpa, &ValidationRules::of(profile.release))?;
    if !input.strict {
        return Ok(ValidateOutput { errors, strict: None, findings: None });
    }
    let mut found = hpa::check(&input.hpa, &CheckContext::default().profile(profile));
    found.retain(|found| !found.error.is(codes::hpa::REFUSED));
    let is_strict = |found: &mut Diagnostic| {
        [codes::hpa::UNKNOWN_FIELD, codes::hpa::DUPLICATE_FIELD].iter().any(|code| found.error.is(code))
    };
    let strict = found.extract_if(.., is_strict).map(|found| found.error).collect();
    Ok(ValidateOutput { errors, strict: Some(strict), findings: Some(found) })
}

fn profile(release: Option<&str>) -> Result<Profile> {
    let profile = release.map_or_else(|| Ok(Profile::default()), Profile::of);
    profile.map_err(|error| error.in_path("profile"))
}
