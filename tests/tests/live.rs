//! `counterpoise explain --live` and `capture`, against a `kubectl` that answers from a script.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::{Value, json};

const HPA: &str = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers/web";
const HPAS: &str = "/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers";
const SCALE: &str = "/apis/apps/v1/namespaces/shop/deployments/web/scale";
const PODS: &str = "/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb";
const METRIC: &str =
    "/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/%2A/http_requests?labelSelector=app%3Dweb";
const EVENTS: &str = "/api/v1/namespaces/shop/events?fieldSelector=\
    involvedObject%2Ekind%3DHorizontalPodAutoscaler%2C\
    involvedObject%2Ename%3Dweb";
const CONFIG_MAP: &str = "/api/v1/namespaces/monitoring/configmaps/adapter-rules";
const RULES: &str = "
rules:
- seriesQuery: 'http_requests_total{namespace!=\"\",pod!=\"\"}'
  resources: {template: <<.Resource>>}
  name: {matches: ^(.*)_total$, as: $1}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
";

/// A cluster with an HPA whose two pods have twice what they shall have.
fn cluster() -> Value {
    let pods = ["web-1", "web-2"];
    let pod = |name: &&str| {
        json!({
            "metadata": {
                "name": name, "namespace": "shop", "labels": { "app": "web" },
                "annotations": { "kubectl.kubernetes.io/last-applied-configuration": "hunter2" },
            },
            "spec": { "containers": [{ "name": "web", "env": [{ "name": "PASSWORD", "value": "hunter2" }] }] },
            "status": {
                "phase": "Running", "startTime": "2026-05-01T09:00:00Z",
                "conditions": [{ "type": "Ready", "status": "True", "lastTransitionTime": "2026-05-01T09:00:00Z" }],
            },
        })
    };
    let value = |name: &&str| {
        json!({
            "describedObject": { "kind": "Pod", "namespace": "shop", "name": name, "apiVersion": "/v1" },
            "metric": { "name": "http_requests", "selector": null },
            "timestamp": "2026-05-01T12:00:00Z", "value": "20",
        })
    };
    json!({
        "namespace": "shop",
        HPA: {
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": { "name": "web", "namespace": "shop" },
            "spec": {
                "scaleTargetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": "web" },
                "minReplicas": 1, "maxReplicas": 10,
                "metrics": [{
                    "type": "Pods",
                    "pods": {
                        "metric": { "name": "http_requests" },
                        "target": { "type": "AverageValue", "averageValue": "10" },
                    },
                }],
            },
            "status": {
                "currentReplicas": 2, "desiredReplicas": 2,
                "conditions": [{
                    "type": "ScalingActive", "status": "False", "reason": "FailedGetPodsMetric",
                    "message": "no metrics returned from custom metrics API",
                    "lastTransitionTime": "2026-05-01T11:00:00Z",
                }],
            },
        },
        HPAS: { "kind": "HorizontalPodAutoscalerList", "apiVersion": "autoscaling/v2", "items": [] },
        "/apis": { "kind": "APIGroupList", "groups": [
            { "name": "apps", "preferredVersion": { "groupVersion": "apps/v1" } },
            { "name": "custom.metrics.k8s.io",
              "preferredVersion": { "groupVersion": "custom.metrics.k8s.io/v1beta2" } },
        ] },
        "/api/v1": { "kind": "APIResourceList", "groupVersion": "v1", "resources": [
            { "name": "namespaces", "singularName": "namespace", "namespaced": false,
              "kind": "Namespace", "verbs": ["get", "list"] },
            { "name": "pods", "singularName": "pod", "namespaced": true,
              "kind": "Pod", "verbs": ["get", "list"] },
        ] },
        "/apis/apps/v1": { "kind": "APIResourceList", "groupVersion": "apps/v1", "resources": [
            { "name": "deployments", "singularName": "deployment", "namespaced": true,
              "kind": "Deployment", "verbs": ["get", "list"] },
            { "name": "deployments/scale", "singularName": "", "namespaced": true, "kind": "Scale",
              "group": "autoscaling", "version": "v1", "verbs": ["get"] },
        ] },
        SCALE: {
            "apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": { "name": "web", "namespace": "shop" },
            "spec": { "replicas": 2 }, "status": { "replicas": 2, "selector": "app=web" },
        },
        PODS: { "kind": "PodList", "apiVersion": "v1", "items": pods.iter().map(pod).collect::<Vec<_>>() },
        EVENTS: { "kind": "EventList", "items": [
            { "lastTimestamp": "2026-05-01T11:00:00Z", "type": "Warning", "reason": "FailedGetPodsMetric",
              "message": "no metrics returned" },
        ] },
        METRIC: {
            "kind": "MetricValueList", "apiVersion": "custom.metrics.k8s.io/v1beta2", "metadata": {},
            "items": pods.iter().map(value).collect::<Vec<_>>(),
        },
        "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.custom.metrics.k8s.io": {
            "spec": { "service": { "namespace": "monitoring", "name": "adapter" } },
        },
        "/api/v1/namespaces/monitoring/services/adapter": { "spec": { "selector": { "app": "adapter" } } },
        "/apis/apps/v1/namespaces/monitoring/deployments": { "items": [{
            "spec": { "template": {
                "metadata": { "labels": { "app": "adapter", "tier": "metrics" } },
                "spec": {
                    "containers": [{
                        "args": ["--secure-port=6443", "--config=/etc/adapter/config.yaml"],
                        "volumeMounts": [{ "name": "config", "mountPath": "/etc/adapter/" }],
                    }],
                    "volumes": [{ "name": "config", "configMap": { "name": "adapter-rules" } }],
                },
            } },
        }] },
        CONFIG_MAP: { "data": { "config.yaml": RULES } },
    })
}

/// A folder of a test of this name, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("live").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn command(name: &str, cluster: &Value) -> Option<Command> {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    let script = folder(name).join("answers.json");
    std::fs::write(&script, cluster.to_string()).unwrap();
    command.env("KUBECTL", env!("CARGO_BIN_EXE_scripted-kubectl")).env("SCRIPTED_ANSWERS", script);
    command.current_dir(paths::root()).env("NO_COLOR", "1");
    Some(command)
}

fn live(name: &str, cluster: &Value, more: &[&str]) -> Option<Output> {
    Some(command(name, cluster)?.args(["explain", "--live", "hpa/web"]).args(more).output().unwrap())
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The cluster with another answer at a path.
fn with(path: &str, answer: Value) -> Value {
    let mut cluster = cluster();
    cluster[path] = answer;
    cluster
}

fn refused(message: &str) -> Value {
    json!({ "refused": message })
}

#[test]
fn the_next_sync_stands_beside_what_the_controller_said() {
    let Some(output) = live("whole", &cluster(), &["--show-requests"]) else { return };
    let (told, asked) = (out(&output), err(&output));
    assert_eq!(output.status.code(), Some(0), "{told}{asked}");
    assert!(told.contains("HorizontalPodAutoscaler shop/web"), "{told}");
    assert!(told.contains("2 → 4"), "{told}");
    assert!(told.contains("What the controller last said"), "{told}");
    assert!(told.contains("no metrics returned from custom metrics API"), "{told}");
    assert!(told.contains("FailedGetPodsMetric → ValidMetricFound"), "{told}");
    assert!(told.contains("older data"), "{told}");
    assert!(asked.lines().any(|line| line.contains(" get --raw") && line.contains(HPA)), "{asked}");
    assert!(asked.contains("jsonpath={..namespace}"), "{asked}");
    assert!(asked.contains(CONFIG_MAP), "{asked}");
    assert!(!asked.contains("secrets"), "{asked}");
}

#[test]
fn a_right_that_is_missing_is_named_and_the_rest_explained() {
    let cluster =
        with(CONFIG_MAP, refused("Error from server (Forbidden): configmaps \"adapter-rules\" is forbidden"));
    let Some(output) = live("forbidden", &cluster, &["-n", "shop"]) else { return };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
    assert!(told.contains("2 → 4"), "{told}");
    assert!(
        told.contains("verb get, resource configmaps, group \"\", in a Role of the namespace monitoring"),
        "{told}"
    );
}

#[test]
fn the_same_metrics_and_another_count_tell_the_tolerance() {
    let mut cluster = cluster();
    let current = json!({ "metric": { "name": "http_requests" }, "current": { "averageValue": "20" } });
    cluster[HPA]["status"]["currentMetrics"] = json!([{ "type": "Pods", "pods": current }]);
    let Some(output) = live("tolerance", &cluster, &[]) else { return };
    let told = out(&output);
    assert!(told.contains("--horizontal-pod-autoscaler-tolerance may be 1.000 or more"), "{told}");
    assert!(!told.contains("older data"), "{told}");
}

#[test]
fn without_the_hpa_there_is_one_error() {
    for (name, answer, wanted) in [
        (
            "gone",
            refused("Error from server (NotFound): horizontalpodautoscalers.autoscaling \"web\" not found"),
            "not found",
        ),
        (
            "no-right",
            refused("Error from server (Forbidden): User \"a\" cannot get"),
            "resource horizontalpodautoscalers, group \"autoscaling\"",
        ),
        (
            "broken",
            refused(
                "Error from server (InternalError): an error on the server (\"\") has prevented the request",
            ),
            "an error on the server",
        ),
        ("page", json!("<html>"), "the answer is no HPA"),
    ] {
        let Some(output) = live(name, &with(HPA, answer), &[]) else { return };
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains(wanted), "{name}: {}", err(&output));
        assert_eq!(err(&output).matches("error:").count(), 1, "{name}: {}", err(&output));
    }
    let Some(mut files) = command("files", &cluster()) else { return };
    let output = files.args(["explain", "examples/mockmetrics", "-n", "shop"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("goes with --live"), "{}", err(&output));
    let Some(mut command) = command("no-kubectl", &cluster()) else { return };
    let output =
        command.env("KUBECTL", "/nowhere/kubectl").args(["explain", "--live", "web"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("cannot start /nowhere/kubectl"), "{}", err(&output));
}

#[test]
fn a_kubectl_that_hangs_is_ended_and_the_rest_explained() {
    let Some(output) = live("hang", &with(EVENTS, json!("hang")), &["--request-timeout", "5s"]) else {
        return;
    };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
    assert!(told.contains("2 → 4") && told.contains("no answer within 5s"), "{told}");
}

#[test]
fn an_error_of_the_metrics_api_is_what_the_controller_gets() {
    let refusal = "Error from server (InternalError): unable to fetch metrics from custom metrics API: prometheus timed out";
    let Some(output) = live("metric", &with(METRIC, refused(refusal)), &[]) else { return };
    let told = out(&output);
    assert!(told.contains("prometheus timed out") && told.contains("FailedGetPodsMetric"), "{told}");
    assert!(!told.contains("2 → 4"), "{told}");
}

#[test]
fn prometheus_is_asked_through_the_proxy_for_what_the_rules_make() {
    let proxy = "/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1";
    let labels = |pod: &str| json!({ "namespace": "shop", "pod": pod });
    let mut series = ["web-1", "web-2"].map(labels);
    for one in &mut series {
        one["__name__"] = json!("http_requests_total");
    }
    let sample = |pod: &str| json!({ "metric": { "pod": pod }, "value": [1_777_636_800, "15"] });
    let mut cluster = with(
        // The time of asking is in the path.
        &format!("{proxy}/series?*"),
        json!({ "status": "success", "data": series }),
    );
    let samples = ["web-1", "web-2"].map(sample);
    let answer = json!({ "resultType": "vector", "result": samples });
    cluster[format!("{proxy}/query?query=*")] = json!({ "status": "success", "data": answer });
    let service = ["--prometheus-service", "monitoring/prometheus:9090"];
    let Some(output) = live("prometheus", &cluster, &service) else { return };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(0), "{told}{}", err(&output));
    assert!(told.contains("sum(rate(http_requests_total{"), "{told}");
    assert!(told.contains("2 → 3"), "{told}");

    let hangs =
        "Error from server (GatewayTimeout): the server was unable to return a response in the time allotted";
    cluster[format!("{proxy}/query?query=*")] = refused(hangs);
    let Some(output) = live("prometheus-late", &cluster, &service) else { return };
    let told = out(&output);
    // What the metrics API said counts, then.
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("2 → 4") && told.contains("in the time allotted"), "{told}");
}

/// What a Prometheus answers to a path: a status and a body, or nothing at all.
type Answers = fn(&str) -> Option<(u16, Value)>;

/// A Prometheus of one test, by its address. It ends with the process.
fn prometheus(answers: Answers) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut held = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.find(String::is_empty);
            match answers(request.split(' ').nth(1).unwrap_or_default()) {
                Some((status, body)) => {
                    let body = body.to_string();
                    let length = body.len();
                    let _ = write!(
                        stream,
                        "HTTP/1.1 {status} -\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                    );
                }
                // Whoever asks waits for as long as the connection stands.
                None => held.push(stream),
            }
        }
    });
    address
}

/// Two pods with 15 each.
fn well(path: &str) -> Option<(u16, Value)> {
    let pods = ["web-1", "web-2"];
    let data = if path.starts_with("/api/v1/series?") {
        pods.map(|pod| json!({ "__name__": "http_requests_total", "namespace": "shop", "pod": pod }))
            .into_iter()
            .collect()
    } else {
        assert!(path.starts_with("/api/v1/query?query=sum%28rate%28"), "{path}");
        let samples = pods.map(|pod| json!({ "metric": { "pod": pod }, "value": [1_777_636_800, "15"] }));
        json!({ "resultType": "vector", "result": samples })
    };
    Some((200, json!({ "status": "success", "data": data })))
}

#[test]
fn a_prometheus_by_its_address_is_asked_without_the_api_server() {
    let address = prometheus(well);
    let Some(output) = live("address", &cluster(), &["--prometheus", &address]) else { return };
    let told = out(&output);
    assert_eq!(output.status.code(), Some(0), "{told}{}", err(&output));
    assert!(told.contains("sum(rate(http_requests_total{") && told.contains("2 → 3"), "{told}");

    let refuses: Answers = |path| {
        let answer = json!({ "status": "error", "errorType": "unavailable", "error": "too many queries" });
        if path.starts_with("/api/v1/query?") { Some((503, answer)) } else { well(path) }
    };
    let stays_away: Answers = |path| if path.starts_with("/api/v1/query?") { None } else { well(path) };
    for (name, answers, said) in [
        ("address-503", refuses, "answers 503: too many queries"),
        ("address-late", stays_away, "no answer within 3s"),
    ] {
        let options = ["--prometheus", &prometheus(answers), "--request-timeout", "3s"];
        let Some(output) = live(name, &cluster(), &options) else { return };
        let told = out(&output);
        // What the metrics API said counts, then.
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("2 → 4") && told.contains(said), "{told}");
    }
    let Some(output) = live("address-tls", &cluster(), &["--prometheus", "https://a"]) else { return };
    assert_eq!((output.status.code(), err(&output).contains("http://HOST:PORT")), (Some(2), true));
}

#[test]
fn what_is_captured_explains_itself_and_holds_no_secret() {
    let Some(mut capturing) = command("capture", &cluster()) else { return };
    let to = folder("captured");
    let output = capturing.args(["capture", "hpa/web", "-n", "shop", "-o"]).arg(&to).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let explained = explain(&to);
    assert_eq!(explained["decision"]["desiredReplicas"], 4, "{explained}");
    for entry in std::fs::read_dir(&to).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("hunter2"), "{text}");
    }
    let Some(mut checking) = command("capture-check", &cluster()) else { return };
    let checked = checking.arg("check").arg(&to).output().unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}{}", out(&checked), err(&checked));
    // What is there is never written over.
    let Some(mut again) = command("capture-again", &cluster()) else { return };
    let output = again.args(["capture", "hpa/web", "-o"]).arg(&to).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is not empty"), "{}", err(&output));
}

/// What the explanation of a folder says as JSON.
fn explain(folder: &Path) -> Value {
    let output =
        surface::command().unwrap().arg("explain").arg(folder).args(["-o", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The cluster with two HPAs more: one whose most replicas are too few, and one whose target is gone.
fn three() -> Value {
    let one = cluster();
    let renamed = |to: &str| -> Value {
        let text = one.to_string().replace("web", to).replace("\"maxReplicas\":10", "\"maxReplicas\":3");
        serde_json::from_str(&text).unwrap()
    };
    let (full, gone) = (renamed("full"), renamed("gone"));
    let mut three = full.clone();
    three.as_object_mut().unwrap().extend(one.as_object().unwrap().clone());
    let hpa = |of: &Value, name: &str| of[HPA.replace("web", name)].clone();
    three[HPA.replace("web", "gone")] = hpa(&gone, "gone");
    three[EVENTS.replace("web", "gone")] = gone[EVENTS.replace("web", "gone")].clone();
    three[HPAS]["items"] = json!([hpa(&one, "web"), hpa(&full, "full"), hpa(&gone, "gone")]);
    three["/apis/autoscaling/v2/horizontalpodautoscalers"] = three[HPAS].clone();
    three
}

#[test]
fn a_scan_tells_of_every_hpa_the_worst_first() {
    for (name, arguments) in [("scan", &["-n", "shop"][..]), ("scan-all", &["-A"])] {
        let Some(mut command) = command(name, &three()) else { return };
        let output = command.args(["explain", "--scan"]).args(arguments).output().unwrap();
        let told = out(&output);
        assert_eq!(output.status.code(), Some(1), "{told}{}", err(&output));
        let rows: Vec<Vec<&str>> = told
            .lines()
            .map(|line| line.split("   ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(rows[0], ["NAMESPACE", "NAME", "STATE", "REPLICAS", "CAUSE"]);
        assert_eq!(rows[1][..3], ["shop", "gone", "cannot scale"], "{told}");
        assert_eq!(rows[2][..4], ["shop", "full", "held back", "2 → 3"], "{told}");
        assert!(rows[2][4].starts_with("TooManyReplicas: "), "{told}");
        assert_eq!(rows[3], ["shop", "web", "fine", "2 → 4"], "{told}");
        assert_eq!(rows.len(), 4);
    }
}

#[test]
fn what_several_hpas_need_is_asked_once() {
    let Some(mut command) = command("scan-once", &three()) else { return };
    let output = command.args(["explain", "--scan", "-A", "--show-requests", "-o", "json"]).output().unwrap();
    let asked = err(&output);
    for path in ["/apis", CONFIG_MAP, "/apis/apps/v1", HPAS] {
        let is_it = |line: &&str| line.ends_with(&format!(" get --raw {path}"));
        assert_eq!(asked.lines().filter(is_it).count(), 1, "{path}: {asked}");
    }
    let told: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(told["hpas"][1]["desiredReplicas"], 3, "{told}");
}

#[test]
fn a_scan_without_the_right_says_which_it_takes() {
    let mut cluster = three();
    let path = "/apis/autoscaling/v2/horizontalpodautoscalers";
    cluster[path] =
        refused("Error from server (Forbidden): horizontalpodautoscalers.autoscaling is forbidden");
    let Some(mut command) = command("scan-forbidden", &cluster) else { return };
    let output = command.args(["explain", "--scan", "-A"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let wanted = "verb list, resource horizontalpodautoscalers, group \"autoscaling\", in a ClusterRole";
    assert!(err(&output).contains(wanted), "{}", err(&output));
}

#[test]
fn under_the_name_of_a_plugin_it_says_what_people_type() {
    let built = match surface::command() {
        Ok(built) => built,
        Err(missing) => return skip(&missing),
    };
    let plugin = folder("plugin").join("kubectl-counterpoise");
    std::fs::copy(built.get_program(), &plugin).unwrap();
    let output = Command::new(&plugin).args(["explain", "--help"]).output().unwrap();
    assert!(out(&output).contains("Usage: kubectl counterpoise explain"), "{}", out(&output));
}

#[test]
fn a_redacted_capture_is_explained_as_the_one_with_names() {
    let rules = RULES.replace("{<<.LabelMatchers>>}", "{<<.LabelMatchers>>,app=\"web\",pod=~\"web-.*\"}");
    let mut cluster = with(CONFIG_MAP, json!({ "data": { "config.yaml": rules } }));
    // What is missing is told with the names of whom it is about, and an annotation may hold a query.
    cluster[EVENTS] = refused("Error from server (Forbidden): events is forbidden in the namespace \"shop\"");
    cluster[HPA]["metadata"]["annotations"] = json!({ "metric-config.other": "up{app=\"web\"}" });
    let address = prometheus(|path| match path.starts_with("/api/v1/query?") {
        true => well("/api/v1/query?query=sum%28rate%28"),
        false => well(path),
    });
    let capture = |name: &str, more: &[&str]| -> Option<(PathBuf, Output)> {
        let mut command = command(&format!("{name}-kubectl"), &cluster)?;
        let to = folder(name);
        let arguments = ["capture", "hpa/web", "-n", "shop", "--prometheus", &address, "-o"];
        let output = command.args(arguments).arg(&to).args(more).output().unwrap();
        Some((to, output))
    };
    let Some((named, output)) = capture("named", &[]) else { return };
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let (redacted, output) = capture("redacted", &["--redact"]).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));

    let mut held = 0;
    for entry in std::fs::read_dir(&redacted).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for name in ["web", "shop"] {
            assert!(path.ends_with("resources.json") || !text.contains(name), "{}: {text}", path.display());
        }
        held += 1;
    }
    assert_eq!(held, std::fs::read_dir(&named).unwrap().count());

    let read = |file: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(redacted.join(file)).unwrap()).unwrap()
    };
    let (hpa, series) = (read("hpa.json"), read("series.json"));
    let name = |value: &Value| value.as_str().unwrap().to_owned();
    let (web, shop) = (name(&hpa["metadata"]["name"]), name(&hpa["metadata"]["namespace"]));
    assert_eq!(series[0]["pod"], format!("{web}-1"));
    let of = |folder: &Path| {
        let explained = explain(folder);
        assert_eq!(explained["decision"]["desiredReplicas"], 3, "{explained}");
        json!([explained["sections"], explained["decision"], explained["ways"]]).to_string()
    };
    // The instants at which they were captured differ.
    let without_times = |text: String| -> String {
        text.split('"')
            .filter(|part| !part.starts_with("20") || !part.ends_with('Z'))
            .collect::<Vec<_>>()
            .join("\"")
    };
    let renamed = of(&named).replace("web", &web).replace("shop", &shop);
    assert_eq!(without_times(renamed), without_times(of(&redacted)));
}

#[test]
fn what_names_decide_is_not_redacted() {
    let rules = RULES.replace("pod!=\"\"", "pod=~\"w.*\"");
    let cluster = with(CONFIG_MAP, json!({ "data": { "config.yaml": rules } }));
    let Some(mut command) = command("names-decide", &cluster) else { return };
    let to = folder("names-decide-to");
    let arguments = ["capture", "hpa/web", "-n", "shop", "--redact", "--prometheus", &prometheus(well), "-o"];
    let output = command.args(arguments).arg(&to).output().unwrap();
    let said = err(&output);
    assert_eq!((output.status.code(), said.contains("in another way")), (Some(2), true), "{said}");
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 0);
}

#[test]
fn watching_prints_a_line_when_something_is_another() {
    let Some(mut command) = command("watch", &cluster()) else { return };
    let arguments = ["explain", "--live", "hpa/web", "-n", "shop", "--watch", "--interval", "100ms"];
    let mut watching = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut next = || lines.next().unwrap();
    assert!(next().starts_with("TIME "));
    let first = next();
    assert!(first.contains("fine           2 → 4      ValidMetricFound: "), "{first}");

    let answers = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live/watch");
    // Nobody may read half of it.
    std::fs::write(
        answers.join("new"),
        with(METRIC, refused("Error from server (InternalError): no")).to_string(),
    )
    .unwrap();
    std::fs::rename(answers.join("new"), answers.join("answers.json")).unwrap();
    let second = next();
    assert!(second.contains("cannot scale   2 → 2") && second.contains("unable to get metric"), "{second}");
    // Whoever reads no longer ends it with the next line.
    drop(lines);
    std::fs::write(answers.join("new"), cluster().to_string()).unwrap();
    std::fs::rename(answers.join("new"), answers.join("answers.json")).unwrap();
    assert!(watching.wait().unwrap().success());
}
