use super::names::qualified_name;
use super::report::Report;

/// Resources that Kubernetes itself knows, apart from huge pages.
const STANDARD: &[&str] = &[
    "cpu",
    "memory",
    "ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "pods",
    "resourcequotas",
    "services",
    "replicationcontrollers",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "storage",
    "requests.storage",
    "services.nodeports",
    "services.loadbalancers",
];
/// Those of them that containers have.
const OF_CONTAINERS: &[&str] = &["cpu", "memory", "ephemeral-storage"];
const HUGE_PAGES: &str = "hugepages-";

/// Mirrors `validation.ValidateContainerResourceName`.
pub(super) fn validate(report: &mut Report, path: &str, name: &str) {
    let rules = report.rules;
    let errors = qualified_name(name, rules);
    for detail in &errors {
        // Kubernetes 1.37 hands on the name in its own type.
        if rules.declarative {
            report.invalid_word(path, name, detail);
        } else {
            report.invalid_text(path, name, detail);
        }
    }
    if name.contains('/') {
        if !name.contains("kubernetes.io/") && !is_extended(report, name) {
            invalid(report, path, name, "doesn't follow extended resource name standard");
        }
        return;
    }
    let huge_pages = name.starts_with(HUGE_PAGES);
    let quota = huge_pages || name.strip_prefix("requests.").is_some_and(|rest| rest.starts_with(HUGE_PAGES));
    if errors.is_empty() && !quota && !STANDARD.contains(&name) {
        invalid(report, path, name, "must be a standard resource type or fully qualified");
    }
    if !huge_pages && !OF_CONTAINERS.contains(&name) {
        invalid(report, path, name, "must be a standard resource for containers");
    }
}

/// Mirrors `helper.IsExtendedResourceName` of a name with a prefix that is not Kubernetes' own.
fn is_extended(report: &Report, name: &str) -> bool {
    !name.starts_with("requests.") && qualified_name(&format!("requests.{name}"), report.rules).is_empty()
}

/// A resource name has a `String` method, which Kubernetes 1.33 prints it by.
fn invalid(report: &mut Report, path: &str, name: &str, detail: &str) {
    if report.rules.json_values {
        report.invalid_word(path, name, detail);
    } else {
        report.invalid(path, name, detail);
    }
}
