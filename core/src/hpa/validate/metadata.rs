use super::names::{dns_label, dns_subdomain, label_value, mask_trailing_dash, qualified_name};
use super::report::Report;
use crate::go::quote::quote;
use crate::kube::{ObjectMeta, OwnerReference};

/// Bytes of all annotations together.
const ANNOTATIONS_BYTES: usize = 256 << 10;
const ORPHAN: &str = "orphan";
const FOREGROUND: &str = "foregroundDeletion";

/// Mirrors `validation.ValidateObjectMeta` of a namespaced object.
pub(super) fn validate(report: &mut Report, metadata: &ObjectMeta) {
    let rules = report.rules;
    validate_name(report, metadata);
    if !metadata.namespace.is_empty() {
        for detail in dns_label(&metadata.namespace) {
            report.invalid_text("metadata.namespace", &metadata.namespace, &detail);
        }
    }
    if let Some(generation) = metadata.generation.filter(|count| *count < 0 && !rules.sets_generation) {
        report.invalid("metadata.generation", generation, "must be greater than or equal to 0");
    }
    for (key, value) in &metadata.labels {
        for detail in qualified_name(key, rules) {
            report.invalid_text("metadata.labels", key, &detail);
        }
        for detail in label_value(value, rules) {
            report.invalid_text("metadata.labels", value, &detail);
        }
    }
    for key in metadata.annotations.keys() {
        for detail in qualified_name(&key.to_lowercase(), rules) {
            report.invalid_text("metadata.annotations", key, &detail);
        }
    }
    let bytes = metadata.annotations.iter().map(|(key, value)| key.len().saturating_add(value.len()));
    if bytes.fold(0usize, usize::saturating_add) > ANNOTATIONS_BYTES {
        report.too_long("metadata.annotations", ANNOTATIONS_BYTES);
    }
    validate_owners(report, &metadata.owner_references);
    validate_finalizers(report, &metadata.finalizers);
}

fn validate_name(report: &mut Report, metadata: &ObjectMeta) {
    let (name, prefix) = (&metadata.name, &metadata.generate_name);
    if !prefix.is_empty() {
        for detail in dns_subdomain(&mask_trailing_dash(prefix)) {
            report.invalid_text("metadata.generateName", prefix, &detail);
        }
    }
    // With `generateName` the API server has made a name by now.
    if name.is_empty() && prefix.is_empty() {
        report.required("metadata.name", "name or generateName is required");
    } else if !name.is_empty() {
        for detail in dns_subdomain(name) {
            report.invalid_text("metadata.name", name, &detail);
        }
    }
}

/// Mirrors `validation.ValidateOwnerReferences`.
fn validate_owners(report: &mut Report, owners: &[OwnerReference]) {
    let mut controller: Option<String> = None;
    for (index, owner) in owners.iter().enumerate() {
        let path = if report.rules.owner_paths {
            format!("metadata.ownerReferences[{index}]")
        } else {
            "metadata.ownerReferences".to_owned()
        };
        validate_owner(report, &path, owner);
        if owner.controller == Some(true) {
            let this = format!("{}/{}", owner.kind, owner.name);
            match &controller {
                None => controller = Some(this),
                Some(first) => {
                    let detail = format!(
                        "Only one reference can have Controller set to true. \
                         Found \"true\" in references for {first} and {this}"
                    );
                    let go = || {
                        format!(
                            "[]v1.OwnerReference{{{}}}",
                            owners.iter().map(go_owner).collect::<Vec<_>>().join(", ")
                        )
                    };
                    report.invalid_value("metadata.ownerReferences", &owners, go, &detail);
                }
            }
        }
    }
}

fn validate_owner(report: &mut Report, path: &str, owner: &OwnerReference) {
    let paths = report.rules.owner_paths;
    let version = version(&owner.api_version);
    if paths && owner.api_version.is_empty() {
        report.required(format_args!("{path}.apiVersion"), "must not be empty");
    } else if version.is_empty() {
        let detail =
            if paths { "must be <group>/<version> or <version>" } else { "version must not be empty" };
        report.invalid_text(format_args!("{path}.apiVersion"), &owner.api_version, detail);
    }
    for (field, value) in [("kind", &owner.kind), ("name", &owner.name), ("uid", &owner.uid)] {
        if value.is_empty() {
            if paths {
                report.required(format_args!("{path}.{field}"), "must not be empty");
            } else {
                let words = if report.rules.owner_words { field } else { "" };
                let detail = format!("{words} must not be empty");
                report.invalid_text(format_args!("{path}.{field}"), value, detail.trim_start());
            }
        }
    }
    if (owner.api_version.as_str(), owner.kind.as_str()) == ("v1", "Event") {
        let detail = "/v1, Kind=Event is disallowed from being an owner";
        report.invalid_value(path, owner, || go_owner(owner), detail);
    }
}

/// The version of an `apiVersion`, empty where there is none or more than one slash. Mirrors
/// `schema.ParseGroupVersion`.
fn version(api_version: &str) -> &str {
    match api_version.split_once('/') {
        None => api_version,
        Some((_, version)) if !version.contains('/') => version,
        Some(_) => "",
    }
}

/// An owner as Go's `%#v` prints the struct; upstream prints a pointer for a flag that is set.
fn go_owner(owner: &OwnerReference) -> String {
    let flag = |flag: Option<bool>| if flag.is_some() { "(*bool)(0x0)" } else { "(*bool)(nil)" };
    format!(
        "v1.OwnerReference{{APIVersion:{}, Kind:{}, Name:{}, UID:{}, Controller:{}, BlockOwnerDeletion:{}}}",
        quote(&owner.api_version),
        quote(&owner.kind),
        quote(&owner.name),
        quote(&owner.uid),
        flag(owner.controller),
        flag(owner.block_owner_deletion)
    )
}

/// Mirrors `validation.ValidateFinalizers` and `validation.validateKubeFinalizerName`.
fn validate_finalizers(report: &mut Report, finalizers: &[String]) {
    let rules = report.rules;
    for finalizer in finalizers {
        for detail in qualified_name(finalizer, rules) {
            report.invalid_text("metadata.finalizers", finalizer, &detail);
        }
    }
    let has = |name: &str| finalizers.iter().any(|finalizer| finalizer == name);
    if has(ORPHAN) && has(FOREGROUND) {
        let detail = format!("finalizer {ORPHAN} and {FOREGROUND} cannot be both set");
        let go = || {
            let quoted: Vec<_> = finalizers.iter().map(|finalizer| quote(finalizer)).collect();
            format!("[]string{{{}}}", quoted.join(", "))
        };
        report.invalid_value("metadata.finalizers", &finalizers, go, &detail);
    }
    for (index, finalizer) in finalizers.iter().enumerate() {
        let standard = ["kubernetes", ORPHAN, FOREGROUND].contains(&finalizer.as_str());
        if !finalizer.contains('/') && !standard {
            let detail = "name is neither a standard finalizer name nor is it fully qualified";
            report.invalid_text(format_args!("metadata.finalizers[{index}]"), finalizer, detail);
        }
    }
}
