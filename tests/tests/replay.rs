//! `hpa.replay`, `counterpoise replay` and `counterpoise record`: what is recorded of a simulation, replayed, is that simulation.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use counterpoise::ops;
use counterpoise_tests::prometheus::{self, Prometheus};
use counterpoise_tests::skip::skip;
use counterpoise_tests::surface;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::{ProptestConfig, prop};
use proptest::{prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

/// Times in seconds since 1970, and values.
type Samples = Vec<(i64, f64)>;

/// When the records begin: whole seconds, and a round minute.
const START: i64 = 1_700_000_040;

fn hpa(metric: &Value, most: i32, behavior: &Value) -> Value {
    json!({
        "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": "web", "namespace": "shop"},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
            "minReplicas": 2, "maxReplicas": most, "metrics": [metric], "behavior": behavior,
        },
    })
}

fn pods(target: u32) -> Value {
    json!({"type": "Pods", "pods": {"metric": {"name": "requests"}, "target": {"type": "AverageValue", "averageValue": target.to_string()}}})
}

fn external(target: u32) -> Value {
    json!({"type": "External", "external": {"metric": {"name": "requests"}, "target": {"type": "AverageValue", "averageValue": target.to_string()}}})
}

fn cpu(percent: u32) -> Value {
    json!({"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": percent}}})
}

/// A simulation of a load that rises and falls, every sync of it.
fn simulated(hpa: &Value, load: &Value) -> Value {
    let input = json!({
        "hpa": hpa, "duration": "4h", "every": "0s", "replicas": 2, "start": "2023-11-14T22:14:00Z",
        "workload": {"load": load},
        "metrics": {"signals": if hpa.to_string().contains("requests\"") { json!({"requests": "requests"}) } else { json!({}) }},
        "pods": {"idle": {}},
    });
    ops::call_value(None, "hpa.simulate", input).unwrap()
}

fn day() -> Value {
    json!([{"at": "0s", "rate": 30}, {"at": "30m", "rate": 300, "ramp": "1h"}, {"at": "2h", "rate": 260}, {"at": "150m", "rate": 50, "ramp": "20m"}])
}

/// What the status of the HPA shows at each sync: times, replicas, and values.
fn shown(simulated: &Value) -> (Samples, Samples) {
    let (mut replicas, mut values) = (Vec::new(), Vec::new());
    for point in simulated["timeline"].as_array().unwrap() {
        let seconds = point["seconds"].as_f64().unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "a sync is in whole seconds")]
        let at = START + seconds as i64;
        replicas.push((at, point["pods"].as_f64().unwrap()));
        let metric = &point["metrics"][0];
        if let Some(value) = metric["utilization"].as_f64().or_else(|| metric["usage"].as_f64()) {
            values.push((at, value));
        }
    }
    (replicas, values)
}

fn replayed(tried: &Value, was: &Value, metric: &str, simulated: &Value) -> Value {
    let (replicas, values) = shown(simulated);
    let input = json!({
        "hpa": tried, "was": {"hpa": was}, "replicas": replicas, "every": "0s",
        "history": [{"metric": metric, "values": values}], "pods": {"idle": {}},
    });
    ops::call_value(None, "hpa.replay", input).unwrap()
}

fn steps(result: &Value) -> Vec<(f64, i64)> {
    let points = result["timeline"].as_array().unwrap().iter();
    points.map(|point| (point["seconds"].as_f64().unwrap(), point["replicas"].as_i64().unwrap())).collect()
}

/// For which share of the syncs two have replicas that differ by so many at most.
fn alike(a: &Value, b: &Value, most: u64) -> f64 {
    let (a, b) = (steps(a), steps(b));
    let pairs = a.iter().zip(&b);
    assert!(pairs.clone().all(|(a, b)| a.0.total_cmp(&b.0).is_eq()), "the syncs are at the same times");
    let count = |pairs: usize| f64::from(u32::try_from(pairs).unwrap());
    count(pairs.clone().filter(|(a, b)| a.1.abs_diff(b.1) <= most).count()) / count(pairs.count())
}

#[test]
fn what_was_recorded_of_an_hpa_is_what_it_does_when_it_is_replayed() {
    for (metric, name, least) in
        [(pods(20), "requests", 0.97), (external(20), "requests", 0.97), (cpu(60), "cpu", 0.93)]
    {
        let hpa = hpa(&metric, 40, &json!({}));
        let simulated = simulated(&hpa, &day());
        let replayed = replayed(&hpa, &hpa, name, &simulated);
        let agreement = &replayed["was"]["agreement"];
        assert!(agreement["same"].as_f64().unwrap() > least, "{metric}: {agreement}");
        assert!(alike(&simulated, &replayed, 1) > 0.99, "{metric}");
        let kinds: Vec<_> = replayed["caveats"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
        assert!(
            kinds.iter().all(|kind| **kind != "disagrees" && **kind != "doubted"),
            "{metric} {kinds:?} {}",
            replayed["loads"]
        );
    }
}

#[test]
fn another_hpa_on_the_record_of_one_does_what_it_does_on_the_load_itself() {
    let tried = [
        hpa(&pods(35), 40, &json!({})),
        hpa(&pods(20), 9, &json!({})),
        hpa(&pods(15), 40, &json!({"scaleDown": {"stabilizationWindowSeconds": 0}})),
        hpa(
            &pods(20),
            40,
            &json!({"scaleUp": {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 120}]}}),
        ),
    ];
    let was = hpa(&pods(20), 40, &json!({}));
    let recorded = simulated(&was, &day());
    for tried in tried {
        let (itself, replayed) = (simulated(&tried, &day()), replayed(&tried, &was, "requests", &recorded));
        let (same, near) = (alike(&itself, &replayed, 0), alike(&itself, &replayed, 1));
        let hours = |of: &Value| of["measures"]["replicaHours"].as_f64().unwrap();
        let off = (hours(&itself) - hours(&replayed)).abs() / hours(&itself);
        // Without a window each sync answers the one before: when it turns is chance, how much there is of it is not.
        let flaps = tried["spec"]["behavior"].get("scaleDown").is_some();
        assert!(flaps || same > 0.98 && near > 0.99, "{tried}: {same} and {near}");
        assert!(off < 0.02, "{tried}: {off}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is recorded: figures add up, and every number in a caveat's sentence is one of its own.
    #[test]
    fn what_a_replay_says_is_so(
        steps in prop::collection::vec((15..900i64, 0..12u32, 0..80u32), 2..40),
        stale in prop::collection::vec(0..40usize, 0..4),
        most in 1..15i32,
        target in 1..60u32,
    ) {
        let (mut at, mut replicas, mut values) = (START, Vec::new(), Vec::new());
        for (index, (length, count, value)) in steps.into_iter().enumerate() {
            replicas.push(json!([at, count]));
            values.push(if stale.contains(&index) { json!([at, "stale"]) } else { json!([at, value]) });
            at += length;
        }
        let tried = hpa(&pods(target), most, &json!({}));
        let input = json!({
            "hpa": tried, "was": {}, "replicas": replicas, "history": [{"metric": "requests", "values": values}],
        });
        let result = match ops::call_value(None, "hpa.replay", input) {
            Ok(result) => result,
            Err(error) => {
                // Nothing but stale values.
                prop_assert_eq!(error.code(), "replay.history");
                return Ok(());
            }
        };
        let recorded = &result["recorded"];
        let number = |field: &str| recorded[field].as_f64().unwrap();
        let hours = number("seconds") / 3600.0;
        prop_assert!((number("meanReplicas") * hours - number("replicaHours")).abs() < 1e-9);
        prop_assert!(number("minReplicas") <= number("meanReplicas") + 1e-9);
        prop_assert!(number("meanReplicas") <= number("maxReplicas") + 1e-9);
        let agreement = &result["was"]["agreement"];
        let share = |field: &str| agreement[field].as_f64().unwrap();
        prop_assert!(0.0 <= share("same") && share("same") <= share("withinOne") && share("withinOne") <= 1.0 + 1e-9);
        for load in result["loads"].as_array().unwrap() {
            prop_assert!(load["asTotal"].as_u64() <= load["changes"].as_u64());
        }
        let disagrees = share("withinOne") < 0.95;
        let caveats = result["caveats"].as_array().unwrap();
        prop_assert_eq!(disagrees, caveats.iter().any(|caveat| caveat["kind"] == "disagrees"));
        for caveat in caveats {
            let message = caveat["message"].as_str().unwrap();
            if let Some(seconds) = caveat["seconds"].as_f64() {
                prop_assert!(message.contains(&format!("{seconds} seconds")), "{}", message);
                prop_assert!(seconds > 0.0 && seconds <= number("seconds") + 1e-6, "{}", caveat);
            }
            if let "assumed" | "doubted" = caveat["kind"].as_str().unwrap() {
                let changes = &result["loads"][0]["changes"];
                prop_assert!(message.contains(&format!("{changes} changes")), "{}", message);
            }
        }
    }
}

#[test]
fn a_record_that_would_take_too_long_is_refused() {
    // A change of the replicas every hundredth of a second, each of which every value would look at.
    let replicas: Vec<_> = (0..200_000u32).map(|at| json!([f64::from(at) / 100.0, 1 + at % 2])).collect();
    let values: Vec<_> = (0..200_000u32).map(|at| json!([f64::from(at) / 100.0, 30])).collect();
    let input = json!({
        "hpa": hpa(&pods(20), 9, &json!({})), "replicas": replicas,
        "history": [{"metric": "requests", "values": values}],
    });
    let error = ops::call_value(None, "hpa.replay", input).unwrap_err();
    assert_eq!(error.code(), "limit.syncs");
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What the command prints; `None` where it is not built.
fn run(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let mut command = surface::command().map_err(|missing| skip(&missing)).ok()?;
    Some(command.current_dir(folder).args(arguments).output().unwrap())
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The answers of Prometheus to range queries, as `record` writes them.
fn answers(replicas: &[(i64, f64)], values: &[(i64, f64)]) -> [Value; 2] {
    let series = |name: &str, more: Value, samples: &[(i64, f64)]| {
        let mut metric = json!({"__name__": name, "namespace": "shop", "horizontalpodautoscaler": "web"});
        metric.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let values: Vec<_> = samples.iter().map(|(at, value)| json!([at, value.to_string()])).collect();
        json!({"status": "success", "data": {"resultType": "matrix", "result": [{"metric": metric, "values": values}]}})
    };
    let of = json!({"metric_name": "requests", "metric_target_type": "average"});
    [
        series("kube_horizontalpodautoscaler_status_current_replicas", json!({}), replicas),
        series("kube_horizontalpodautoscaler_status_target_metric", of, values),
    ]
}

#[test]
fn answers_of_prometheus_and_parquet_are_replayed_alike() {
    let was = hpa(&pods(20), 40, &json!({}));
    let (replicas, values) = shown(&simulated(&was, &day()));
    let folder = folder("replay-files");
    fs::create_dir_all(folder.join("history")).unwrap();
    for (index, answer) in answers(&replicas, &values).iter().enumerate() {
        fs::write(folder.join(format!("history/{index}.json")), answer.to_string()).unwrap();
    }
    let tried = hpa(&pods(35), 40, &json!({}));
    fs::write(folder.join("was.yaml"), was.to_string()).unwrap();
    fs::write(folder.join("hpa.yaml"), tried.to_string()).unwrap();
    write_parquet(&folder.join("history.parquet"), &replicas, &values);
    let arguments = ["--hpa", "hpa.yaml", "--was", "was.yaml", "-o", "json"];
    let Some(output) = run(&folder, &[&["replay", "history"], &arguments[..]].concat()) else { return };
    let of_answers: Value = serde_json::from_str(&printed(&output)).unwrap();
    let output = run(&folder, &[&["replay", "history.parquet"], &arguments[..]].concat()).unwrap();
    let of_parquet: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(of_answers, of_parquet);
    let of_operation = json!({
        "hpa": tried, "was": {"hpa": was}, "replicas": replicas, "history": [{"metric": "requests", "of": "average", "values": values}],
    });
    assert_eq!(of_answers, ops::call_value(None, "hpa.replay", of_operation).unwrap());

    let text =
        printed(&run(&folder, &["replay", "history", "--hpa", "hpa.yaml", "--was", "was.yaml"]).unwrap());
    let hours = format!("{:.2}", of_answers["recorded"]["replicaHours"].as_f64().unwrap());
    assert!(text.contains(&hours), "{text}");
    assert!(text.contains("Replayed as it was, the HPA has the replicas that there were for"), "{text}");
}

/// A file as pandas and Spark write it.
fn write_parquet(path: &Path, replicas: &[(i64, f64)], values: &[(i64, f64)]) {
    let schema = "message history {
        required binary namespace (STRING); required binary hpa (STRING); required binary metric (STRING);
        required int64 timestamp (TIMESTAMP(NANOS, true)); optional double value; optional int64 replicas;
    }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = fs::File::create(path).unwrap();
    let mut writer =
        SerializedFileWriter::new(file, schema, Arc::new(WriterProperties::builder().build())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let known = |at: i64| values.iter().find(|value| value.0 == at).map(|value| value.1);
    for text in ["shop", "web", "requests"] {
        let mut column = group.next_column().unwrap().unwrap();
        let all = vec![ByteArray::from(text); replicas.len()];
        column.typed::<ByteArrayType>().write_batch(&all, None, None).unwrap();
        column.close().unwrap();
    }
    let times: Vec<i64> = replicas.iter().map(|(at, _)| at * 1_000_000_000).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&times, None, None).unwrap();
    column.close().unwrap();
    let levels: Vec<i16> = replicas.iter().map(|(at, _)| i16::from(known(*at).is_some())).collect();
    let held: Vec<f64> = replicas.iter().filter_map(|(at, _)| known(*at)).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<DoubleType>().write_batch(&held, Some(&levels), None).unwrap();
    column.close().unwrap();
    #[expect(clippy::cast_possible_truncation, reason = "a count")]
    let counts: Vec<i64> = replicas.iter().map(|(_, count)| *count as i64).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&counts, Some(&vec![1; counts.len()]), None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
}

#[test]
fn many_hpas_are_a_row_each_and_one_that_cannot_be_replayed_says_why() {
    let was = hpa(&pods(20), 40, &json!({}));
    let (replicas, values) = shown(&simulated(&was, &day()));
    let folder = folder("replay-many");
    for (index, answer) in answers(&replicas, &values).iter().enumerate() {
        fs::write(folder.join(format!("{index}.json")), answer.to_string()).unwrap();
    }
    let mut other = was.clone();
    other["metadata"]["name"] = "other".into();
    let list = json!({"apiVersion": "v1", "kind": "List", "items": [was, other]});
    fs::create_dir_all(folder.join("hpas")).unwrap();
    fs::write(folder.join("hpas/hpas.yaml"), list.to_string()).unwrap();
    let arguments = [
        "replay",
        "0.json",
        "1.json",
        "--hpa",
        "hpas/hpas.yaml",
        "--profile",
        "1.37",
        "--was-profile",
        "1.32",
    ];
    let Some(output) = run(&folder, &arguments) else { return };
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("shop/web"), "{text}");
    assert!(text.contains("nothing is recorded of the HPA other in the namespace shop"), "{text}");
}

#[test]
fn what_is_no_record_is_refused() {
    let folder = folder("replay-bad");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("hpa.yaml", &hpa(&pods(20), 9, &json!({})).to_string());
    write("half.parquet", "PAR1");
    write("text.json", "no answer");
    write("vector.json", r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#);
    write("error.json", r#"{"status":"error","errorType":"bad_data","error":"parse error"}"#);
    write(
        "summed.json",
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[]}]}}"#,
    );
    write("none.json", r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#);
    let cases = [
        ("half.parquet", "no Parquet"),
        ("text.json", "no answer of Prometheus"),
        ("vector.json", "the answer is a vector"),
        ("error.json", "Prometheus refused the query: parse error"),
        ("summed.json", "it has no __name__"),
        ("none.json", "nothing is recorded"),
        ("missing.json", "cannot read"),
    ];
    for (file, said) in cases {
        let Some(output) = run(&folder, &["replay", file, "--hpa", "hpa.yaml"]) else { return };
        let message = refused(&output);
        assert!(message.contains(said) && message.lines().count() == 1, "{file}: {message}");
    }
}

#[test]
fn a_prometheus_is_recorded_and_replayed() {
    if !prometheus::installed() {
        return skip("prometheus is not installed");
    }
    let was = hpa(&pods(20), 40, &json!({}));
    let (replicas, values) = shown(&simulated(&was, &day()));
    // It ends now, so that `--since` reaches it.
    let now = i64::try_from(seconds_now()).unwrap();
    let shift = now - replicas.last().unwrap().0 - 30;
    let labels = r#"namespace="shop",horizontalpodautoscaler="web""#;
    let mut page = "# TYPE kube_horizontalpodautoscaler_status_current_replicas gauge\n".to_owned();
    for (at, count) in &replicas {
        page += &format!(
            "kube_horizontalpodautoscaler_status_current_replicas{{{labels}}} {count} {}\n",
            at + shift
        );
    }
    page += "# TYPE kube_horizontalpodautoscaler_status_target_metric gauge\n";
    for (at, value) in &values {
        page += &format!(
            "kube_horizontalpodautoscaler_status_target_metric{{{labels},metric_name=\"requests\",metric_target_type=\"average\"}} {value} {}\n",
            at + shift
        );
    }
    page += "# TYPE http_requests counter\n";
    for (index, (at, _)) in replicas.iter().enumerate() {
        page += &format!(
            "http_requests_total{{namespace=\"shop\",pod=\"web-5d78c9869d-abcde\"}} {} {}\n",
            index * 600,
            at + shift
        );
    }
    page += "# EOF\n";
    let server = Prometheus::storing(&page, now).unwrap();
    let folder = folder("record");
    fs::write(folder.join("hpa.yaml"), was.to_string()).unwrap();
    let url = format!("http://{}", server.address());
    let selector = r#"http_requests_total{namespace="shop"}"#;
    let arguments = [
        "record",
        "hpa/web",
        "-n",
        "shop",
        "--prometheus",
        &url,
        "--since",
        "5h",
        "--step",
        "15s",
        "--series",
        selector,
        "-o",
        "out",
    ];
    let Some(output) = run(&folder, &arguments) else { return };
    assert!(printed(&output).contains("answers in out"), "{output:?}");
    let again = refused(&run(&folder, &arguments).unwrap());
    assert!(again.contains("is not empty"), "{again}");
    let output = run(&folder, &["replay", "out", "--hpa", "hpa.yaml", "-o", "json"]).unwrap();
    let replayed: Value = serde_json::from_str(&printed(&output)).unwrap();
    assert!(replayed["was"]["agreement"]["same"].as_f64().unwrap() > 0.95, "{}", replayed["was"]);

    // 40 requests a second of one pod: two pods at 20 each.
    fs::write(
        folder.join("config.yaml"),
        "rules:\n- seriesQuery: http_requests_total{namespace!=\"\",pod!=\"\"}\n  resources: {template: <<.Resource>>}\n  name: {as: requests}\n  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\n",
    )
    .unwrap();
    let output =
        run(&folder, &["replay", "out", "--hpa", "hpa.yaml", "--config", "config.yaml", "-o", "json"])
            .unwrap();
    let replayed: Value = serde_json::from_str(&printed(&output)).unwrap();
    let last = replayed["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(last["replicas"], 2, "{last}");
    assert!(replayed["recorded"]["maxReplicas"].as_i64().unwrap() > 10);

    let nothing = ["record", "hpa/nobody", "-n", "shop", "--prometheus", &url, "-o", "nobody"];
    let message = refused(&run(&folder, &nothing).unwrap());
    assert!(message.contains("is kube-state-metrics scraped?"), "{message}");
}

#[expect(clippy::disallowed_types, reason = "a Prometheus answers of the clock's time")]
fn seconds_now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}
