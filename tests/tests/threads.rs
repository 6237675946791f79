//! One engine, one controller and 64 threads: each call answers what it answers alone, through Rust and through C.
//!
//! `cargo xtask fuzz --threads` runs it by ThreadSanitizer. `THREADS_CALLS` sets how many calls there are in all.
#![allow(unsafe_code, reason = "a caller of C's functions hands over pointers")]

use std::ffi::c_char;
use std::{ptr, slice, thread};

use counterpoise::engine::Engine;
use counterpoise::ops;
use counterpoise_ffi::{
    COUNTERPOISE_OK, CounterpoiseController, CounterpoiseEngine, counterpoise_call,
    counterpoise_controller_free, counterpoise_controller_new, counterpoise_controller_reconcile,
    counterpoise_engine_call, counterpoise_engine_free, counterpoise_engine_new, counterpoise_error_free,
    counterpoise_string_data, counterpoise_string_free, counterpoise_string_len,
};
use serde_json::{Value, json};

const THREADS: usize = 64;
const PODS: &str =
    "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/requests?labelSelector=app%3Dweb";
const EXTERNAL: &str =
    "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/depth?labelSelector=queue%3Dorders";

fn engine() -> String {
    json!({
        "config": {
            "rules": [{
                "seriesQuery": "{__name__=~\"^http_.*\",pod!=\"\"}",
                "resources": {"template": "<<.Resource>>"},
                "name": {"matches": "^http_(.*)_total$"},
                "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
            }],
            "externalRules": [{"seriesQuery": "depth", "resources": {"namespaced": false}, "metricsQuery": "max(<<.Series>>{<<.LabelMatchers>>})"}],
        },
        "series": [
            {"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"},
            {"__name__": "http_errors_total", "namespace": "default", "pod": "web-0", "code": "500"},
            {"__name__": "depth", "queue": "orders"},
        ],
    })
    .to_string()
}

/// What threads ask, with and without the engine; the input of each differs from call to call by `@`.
fn calls() -> Vec<(bool, &'static str, String)> {
    let answer = json!({"status": "success", "data": {"resultType": "vector", "result": [{"metric": {"pod": "web-1"}, "value": [1, "2.5"]}]}});
    let now = "2024-05-01T11:00:00Z";
    let scale = json!({"spec": {"replicas": 2}, "status": {"replicas": 2, "selector": "app=web"}});
    let hpa = json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web", "namespace": "default"},
        "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 9,
            "metrics": [{"type": "External", "external": {"metric": {"name": "depth"}, "target": {"type": "Value", "value": "@"}}}]},
    });
    let metrics = json!({"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/depth": {"kind": "ExternalMetricValueList", "items": [
        {"metricName": "depth", "timestamp": now, "value": "7"},
    ]}});
    vec![
        (true, "metrics.query", json!({"request": PODS, "objects": ["web-0", "web-@"]}).to_string()),
        (true, "metrics.query", json!({"request": EXTERNAL}).to_string()),
        (true, "metrics.convert", json!({"request": PODS, "objects": ["web-0", "web-1", "@"], "response": answer, "now": now}).to_string()),
        (true, "metrics.list", "{}".to_owned()),
        (true, "rules.requests", json!({"now": now}).to_string()),
        (false, "promql.parse", json!({"text": "sum by (pod) (rate(up{a=~\"x|@\"}[5m]))"}).to_string()),
        (false, "promql.evaluate", json!({"query": "sum(up) * @", "series": "up{a=\"1\"} 1 2 3\nup{a=\"2\"} 4 5 6", "time": 60}).to_string()),
        (false, "quantity.add", json!({"a": "@m", "b": "1.5Gi"}).to_string()),
        (false, "selector.matches", json!({"text": "app in (web,a@)", "labels": {"app": "web"}}).to_string()),
        (false, "rules.name", json!({"matches": "^(.*)_@(_total)?$", "as": "$1", "series": "a_@_total"}).to_string()),
        (false, "template.render", json!({"template": "<<range $k, $v := .LabelValuesByName>><<$k>>=<<$v>>@<<end>>", "data": {"LabelValuesByName": {"a": "b"}}}).to_string()),
        (false, "hpa.reconcile", json!({"hpa": hpa, "scale": scale, "metrics": metrics, "now": now}).to_string()),
        (false, "metrics.list", json!({"config": "rules: [", "series": []}).to_string()),
    ]
}

/// Inputs of one call that differ.
const VARIANTS: usize = 7;

/// What C lends to threads.
#[derive(Clone, Copy)]
struct Shared(*const CounterpoiseEngine, *const CounterpoiseController);

// SAFETY: the header says that any number of threads may use one engine, and one controller.
unsafe impl Send for Shared {}
// SAFETY: as above.
unsafe impl Sync for Shared {}

fn at(text: &str) -> *const c_char {
    text.as_ptr().cast()
}

/// A call through C: what it gives, or the code of its error.
fn through_c(engine: Option<*const CounterpoiseEngine>, op: &str, input: &str) -> Result<String, ()> {
    let (mut out, mut error) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the engine is live, the texts are as long as they say, and each handle is freed once.
    unsafe {
        let status = match engine {
            Some(engine) => counterpoise_engine_call(
                engine,
                at(op),
                op.len(),
                at(input),
                input.len(),
                &raw mut out,
                &raw mut error,
            ),
            None => counterpoise_call(at(op), op.len(), at(input), input.len(), &raw mut out, &raw mut error),
        };
        if status == COUNTERPOISE_OK {
            let bytes =
                slice::from_raw_parts(counterpoise_string_data(out).cast(), counterpoise_string_len(out));
            let text = str::from_utf8(bytes).unwrap().to_owned();
            counterpoise_string_free(out);
            return Ok(text);
        }
        counterpoise_error_free(error);
        Err(())
    }
}

#[test]
fn each_call_answers_what_it_answers_alone() {
    let count: usize =
        std::env::var("THREADS_CALLS").ok().and_then(|count| count.parse().ok()).unwrap_or(12_800);
    let held = engine();
    let engine = Engine::from_json(&held).unwrap();
    let mut questions = Vec::new();
    for (on_engine, op, input) in calls() {
        for variant in 0..VARIANTS {
            let input = input.replace('@', &variant.to_string());
            let alone = ops::call_text(on_engine.then_some(&engine), op, &input);
            assert_eq!(
                alone.is_ok(),
                input != r#"{"config":"rules: [","series":[]}"#,
                "{op} of {input}: {alone:?}"
            );
            questions.push((on_engine, op, input, alone));
        }
    }
    // Nothing was compiled yet of this one: the first calls of all threads do it at once.
    let engine = Engine::from_json(&held).unwrap();
    let (mut handle, mut controller) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the text is as long as it says, and the out-parameters are writable.
    unsafe {
        assert_eq!(
            counterpoise_engine_new(at(&held), held.len(), &raw mut handle, ptr::null_mut()),
            COUNTERPOISE_OK
        );
        assert_eq!(
            counterpoise_controller_new(ptr::null(), 0, &raw mut controller, ptr::null_mut()),
            COUNTERPOISE_OK
        );
    }
    let shared = Shared(handle, controller);
    let sync = questions
        .iter()
        .find(|(_, op, ..)| *op == "hpa.reconcile")
        .map(|(_, _, input, _)| input.clone())
        .unwrap();
    let (engine, questions, sync) = (&engine, &questions, &sync);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || {
                let shared = shared;
                for call in 0..count / THREADS {
                    let (on_engine, op, input, alone) =
                        &questions[(thread * 31 + call * 17) % questions.len()];
                    match (thread + call) % 2 {
                        0 => assert_eq!(
                            ops::call_text(on_engine.then_some(engine), op, input),
                            *alone,
                            "{op} of {input}"
                        ),
                        _ => {
                            let found = through_c(on_engine.then_some(shared.0), op, input);
                            assert_eq!(found.as_ref().ok(), alone.as_ref().ok(), "{op} of {input}");
                        }
                    }
                    // One controller, whose syncs wait for each other.
                    if call % 16 == 0 {
                        let mut out = ptr::null_mut();
                        // SAFETY: the controller is live, the text is as long as it says, and the string is freed once.
                        unsafe {
                            let status = counterpoise_controller_reconcile(
                                shared.1,
                                at(sync),
                                sync.len(),
                                &raw mut out,
                                ptr::null_mut(),
                            );
                            assert_eq!(status, COUNTERPOISE_OK);
                            counterpoise_string_free(out);
                        }
                    }
                }
            });
        }
    });
    // SAFETY: each handle is freed once, and no thread uses it any more.
    unsafe {
        counterpoise_engine_free(handle);
        let mut out = ptr::null_mut();
        assert_eq!(
            counterpoise_controller_reconcile(
                controller,
                at(sync),
                sync.len(),
                &raw mut out,
                ptr::null_mut()
            ),
            COUNTERPOISE_OK
        );
        let bytes = slice::from_raw_parts(counterpoise_string_data(out).cast(), counterpoise_string_len(out));
        let decision: Value = serde_json::from_slice(bytes).unwrap();
        counterpoise_string_free(out);
        counterpoise_controller_free(controller);
        // Recommendations of one moment replace each other, or stand side by side, as they would one after the other.
        assert!(
            decision["state"]["recommendations"].as_array().is_some_and(|all| !all.is_empty()),
            "{decision}"
        );
    }
}
