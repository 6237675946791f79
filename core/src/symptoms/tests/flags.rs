//! What the table tells to look at exists.

use super::all;

const ADAPTER: &[&str] = &[
    "--config",
    "--metrics-max-age",
    "--metrics-relist-interval",
    "--prometheus-auth-config",
    "--prometheus-auth-incluster",
    "--prometheus-ca-file",
    "--prometheus-client-tls-cert-file",
    "--prometheus-client-tls-key-file",
    "--prometheus-header",
    "--prometheus-token-file",
    "--prometheus-url",
    "--prometheus-verb",
    // Of its API server.
    "--requestheader-client-ca-file",
    "--secure-port",
    "--tls-cert-file",
];

const CONTROLLER_MANAGER: &[&str] = &[
    "--horizontal-pod-autoscaler-downscale-stabilization",
    "--horizontal-pod-autoscaler-sync-period",
    "--horizontal-pod-autoscaler-tolerance",
    // Of old releases.
    "--horizontal-pod-autoscaler-downscale-delay",
    "--horizontal-pod-autoscaler-upscale-delay",
    "--horizontal-pod-autoscaler-use-rest-clients",
];

const KUBECTL: &[&str] = &["--api-version", "--as", "--raw", "--replicas", "--show-managed-fields"];

const PROMETHEUS: &[&str] = &["--query.max-samples", "--query.timeout", "--web.route-prefix"];

const COMMANDS: &[&str] =
    &["api-resources", "api-versions", "auth", "describe", "explain", "get", "logs", "scale", "top"];

#[test]
fn every_flag_that_is_named_exists() {
    let known: Vec<&str> = [ADAPTER, CONTROLLER_MANAGER, KUBECTL, PROMETHEUS].concat();
    for look in all().flat_map(|symptom| symptom.causes).map(|cause| cause.look) {
        let words =
            look.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '=' | '`' | '(' | ')'));
        for flag in words.filter(|word| word.starts_with("--")) {
            assert!(known.contains(&flag), "{flag} in {look:?}");
        }
    }
}

#[test]
fn every_command_of_kubectl_that_is_named_exists() {
    for look in all().flat_map(|symptom| symptom.causes).map(|cause| cause.look) {
        for (at, _) in look.match_indices("`kubectl ") {
            let command = look.get(at..).unwrap().split([' ', '`']).nth(2).unwrap();
            assert!(COMMANDS.contains(&command), "{command} in {look:?}");
        }
    }
}
