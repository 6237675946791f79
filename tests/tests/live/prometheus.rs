//! Prometheus, through the API server's proxy and by its own address.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::{Value, json};

use crate::asking::{err, live, out};
use crate::cluster::{cluster, refused, with};

/// What a Prometheus answers to a path: a status and a body, or nothing at all.
pub(crate) type Answers = fn(&str) -> Option<(u16, Value)>;

/// A Prometheus of one test, by its address. It ends with the process.
pub(crate) fn prometheus(answers: Answers) -> String {
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
pub(crate) fn well(path: &str) -> Option<(u16, Value)> {
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
