//! `counterpoise lsp` as an editor has it: what it shows is what `counterpoise check` tells, whatever way the text came about, and
//! what it offers is what the other commands do.

#[path = "lsp/client.rs"]
mod client;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use client::{Client, edited, offset, position, uri};
use counterpoise_tests::{paths, surface};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A folder of its own, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("counterpoise-lsp-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }

    fn write(&self, file: &str, text: &str) -> PathBuf {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// What `check` tells of a folder and the folders in it.
fn checked(folder: &Path) -> Value {
    let mut command = surface::command().unwrap();
    let (printed, said) = run(command.args(["check", "--output", "json"]).arg(folder));
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{said}"))
}

/// All files of YAML under a folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let hidden =
        |path: &Path| path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    paths::files(folder, "yaml").unwrap().into_iter().filter(|path| !hidden(path)).collect()
}

/// The findings of a file as an editor is to show them.
fn expected(report: &Value, path: &Path, text: &str) -> Vec<Value> {
    let name = path.display().to_string();
    let findings =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["file"] == name.as_str());
    let mut expected: Vec<Value> = findings
        .flat_map(|finding| {
            let also = finding["also"].as_array().cloned().unwrap_or_default();
            let spans: Vec<Value> =
                [finding].into_iter().chain(&also).map(|place| place["span"].clone()).collect();
            spans.into_iter().map(|span| diagnostic(finding, &span, text)).collect::<Vec<_>>()
        })
        .collect();
    expected.sort_by_key(Value::to_string);
    expected
}

fn diagnostic(finding: &Value, span: &Value, text: &str) -> Value {
    let at = |line: &str, column: &str| {
        let [Some(line), Some(column)] = [line, column].map(|field| span[field].as_u64()) else { return 0 };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let start: usize = lines.iter().take(line as usize - 1).map(|line| line.len()).sum();
        let line = lines.get(line as usize - 1).copied().unwrap_or_default();
        start + line.chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    let (start, end) = (at("line", "column"), at("endLine", "endColumn"));
    let severity = match finding["severity"].as_str().unwrap() {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    };
    json!({
        "range": { "start": position(text, start), "end": position(text, end.max(start)) },
        "severity": severity,
        "code": finding["code"],
        "message": format!("{}\n{}", finding["message"].as_str().unwrap(), finding["hint"].as_str().unwrap()),
    })
}

/// Of what is shown that which `check` tells, too; the rest is looked at on its own.
fn told(shown: &[Value]) -> Vec<Value> {
    let mut told: Vec<Value> = shown
        .iter()
        .map(|shown| {
            assert_eq!(shown["source"], "counterpoise");
            let page = shown["codeDescription"]["href"].as_str().unwrap();
            let code = shown["code"].as_str().unwrap();
            let place = page.split_once("/docs/").unwrap().1;
            let findings = format!("findings.md#{}", code.replace('.', ""));
            assert!(place == findings || place.starts_with("errors.md#"), "{page}");
            json!({
                "range": shown["range"], "severity": shown["severity"], "code": code, "message": shown["message"],
            })
        })
        .collect();
    told.sort_by_key(Value::to_string);
    told
}

/// What `check` has no name for in a file of another kind: an editor says nothing of it.
fn is_of_others(report: &Value, path: &Path, text: &str) -> bool {
    let name = path.display().to_string();
    let ours = [
        "a configuration of prometheus-adapter",
        "a ConfigMap with a configuration of prometheus-adapter",
        "values of the prometheus-adapter Helm chart",
        "an Application of Argo CD",
        "a HelmRelease",
        "rules outside of a configuration",
        "a HorizontalPodAutoscaler",
        "the settings of a scenario",
    ];
    let mut files = report["files"].as_array().unwrap().iter().filter(|file| file["file"] == name.as_str());
    let marks = ["seriesQuery", "metricsQuery", "scaleTargetRef", "HorizontalPodAutoscaler"];
    !files.any(|file| file["used"] == true && ours.contains(&file["holds"].as_str().unwrap()))
        && !marks.iter().any(|mark| text.contains(mark))
}

/// Opens every file of YAML under a folder, and compares what is shown of it with what `check` tells; gives how many findings.
fn compare(folder: &Path) -> usize {
    let report = checked(folder);
    let mut client = Client::of(folder);
    let texts: BTreeMap<PathBuf, String> = documents(folder)
        .into_iter()
        .filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
        .collect();
    for (path, text) in &texts {
        client.open(path, text);
    }
    let mut count = 0;
    for (path, text) in &texts {
        let shown = told(&client.findings(path));
        let expected = match is_of_others(&report, path, text) {
            true => Vec::new(),
            false => expected(&report, path, text),
        };
        assert_eq!(shown, expected, "{}", path.display());
        count += shown.len();
    }
    count
}

#[test]
fn findings_of_the_scenarios_are_those_of_check() {
    let count = compare(&paths::root().join("examples").canonicalize().unwrap());
    assert!(count >= 10, "{count}");
}

/// The files of every finding's page, each pair in a folder.
fn pages(folder: &Folder, side: &str) {
    let examples = paths::root().join("core/src/error/codes/examples");
    for path in paths::files(&examples, "yaml").unwrap() {
        let codes: Value = counterpoise::kube::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for (code, example) in codes.as_object().into_iter().flatten() {
            for (file, text) in example[side].as_object().into_iter().flatten() {
                folder.write(&format!("{code}/{file}"), text.as_str().unwrap());
            }
        }
    }
}

#[test]
fn findings_of_every_page_are_those_of_check() {
    let folder = Folder::new("pages");
    pages(&folder, "wrong");
    assert!(compare(&folder.0) > 40);
}

/// What `check --fix` makes is what an editor makes that asks for all mends as long as there are some.
#[test]
fn mends_are_those_of_check() {
    let folder = Folder::new("mends");
    pages(&folder, "wrong");
    let paths = documents(&folder.0);
    let mut client = Client::of(&folder.0);
    let mut mended = BTreeMap::new();
    let mut count = 0;
    for path in &paths {
        let mut text = std::fs::read_to_string(path).unwrap();
        client.open(path, &text);
        for _ in 0..8 {
            let actions = client.actions(path);
            let actions = actions.as_array().unwrap();
            let Some(all) = actions.iter().find(|action| action["kind"] == "source.fixAll.counterpoise")
            else {
                break;
            };
            let quick = actions.iter().filter(|action| action["kind"] == "quickfix");
            for action in quick {
                let [diagnostic] = &action["diagnostics"].as_array().unwrap()[..] else { panic!("{action}") };
                assert!(client.findings(path).contains(diagnostic), "{action}");
                count += 1;
            }
            let edits = &all["edit"]["changes"][uri(path)];
            text = edited(&text, edits);
            client.change(path, json!([{ "text": text }]));
        }
        mended.insert(path, text);
    }
    assert!(count > 3, "{count}");
    run(surface::command().unwrap().args(["check", "--fix"]).arg(&folder.0));
    for (path, mended) in mended {
        assert_eq!(mended, std::fs::read_to_string(path).unwrap(), "{}", path.display());
    }
}

/// With a name, a name by a pattern, one of the series' own, and what is wrong between.
const RULES: &str = "\
# größe 🦀
rules:
- seriesQuery: http_requests_total{namespace!=\"\",pod!=\"\"}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {as: \"requests\"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: '{__name__=~\"^queue_.*\",namespace!=\"\"}'
  resources: {template: <<.Resource>>}
  name: {matches: ^queue_(.*)$, as: of_$1}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
- seriesQuery: jobs_waiting
  resources: {namespaced: false}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
";

const HPA: &str = "\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 4
  metrics:
  - type: Pods
    pods:
      metric: {name: requests}
      target: {type: AverageValue, averageValue: 1}
  - type: Pods
    pods:
      metric: {name: of_mails}
      target: {type: AverageValue, averageValue: 1}
  - type: External
    external:
      metric: {name: jobs_waiting}
      target: {type: Value, value: 1}
";

/// Rules in one folder, an HPA in another, both open.
fn shop(name: &str) -> (Folder, Client, PathBuf, PathBuf) {
    let folder = Folder::new(name);
    let rules = folder.write("monitoring/config.yaml", RULES);
    let hpa = folder.write("apps/web/hpa.yaml", HPA);
    let mut client = Client::of(&folder.0);
    client.open(&rules, RULES);
    client.open(&hpa, HPA);
    (folder, client, rules, hpa)
}

/// The line and the column of the first byte of a word, as positions count.
fn of(text: &str, word: &str) -> (u64, u64) {
    let at = position(text, text.find(word).unwrap_or_else(|| panic!("{word}")));
    (at["line"].as_u64().unwrap(), at["character"].as_u64().unwrap())
}

/// What stands in a text at the range of a location.
fn at<'t>(text: &'t str, location: &Value) -> &'t str {
    &text[offset(text, &location["range"]["start"])..offset(text, &location["range"]["end"])]
}

#[test]
fn a_metric_leads_to_its_rule_and_the_rule_to_who_asks() {
    let (_folder, mut client, rules, hpa) = shop("definition");
    let definition = |client: &mut Client, path: &Path, text: &str, word: &str| {
        client.at("textDocument/definition", path, of(text, word)).unwrap()
    };
    let found = definition(&mut client, &hpa, HPA, "requests");
    assert_eq!((found[0]["uri"].as_str(), at(RULES, &found[0])), (Some(&*uri(&rules)), "requests"));
    let found = definition(&mut client, &hpa, HPA, "of_mails");
    assert_eq!(at(RULES, &found[0]), "of_$1");
    let found = definition(&mut client, &hpa, HPA, "jobs_waiting");
    assert_eq!(at(RULES, &found[0]), "jobs_waiting");
    let found = definition(&mut client, &rules, RULES, "requests\"");
    assert_eq!((found[0]["uri"].as_str(), at(HPA, &found[0])), (Some(&*uri(&hpa)), "requests"));
    let found = definition(&mut client, &rules, RULES, "of_$1");
    assert_eq!(at(HPA, &found[0]), "of_mails");
    assert_eq!(definition(&mut client, &rules, RULES, "metricsQuery"), json!([]));
    let symbols =
        client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&rules) } }));
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["requests", "{__name__=~\"^queue_.*\",namespace!=\"\"}", "jobs_waiting"]);
}

#[test]
fn what_stands_there_is_told() {
    let (_folder, mut client, rules, hpa) = shop("hover");
    let mut hover = |path: &Path, text: &str, word: &str| {
        let hover = client.at("textDocument/hover", path, of(text, word)).unwrap();
        let value = hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
        let about = if hover.is_null() { String::new() } else { at(text, &hover).to_owned() };
        (value, about)
    };
    let (told, about) = hover(&rules, RULES, "seriesQuery");
    assert!(told.contains("a selector, such as"), "{told}");
    assert_eq!(about, "seriesQuery");
    let (told, about) = hover(&rules, RULES, "rate(");
    assert!(told.contains("How fast a counter grows"), "{told}");
    assert_eq!(about, "rate");
    let (told, about) = hover(&rules, RULES, ".LabelMatchers");
    assert!(told.contains("Matchers for namespace"), "{told}");
    assert_eq!(about, ".LabelMatchers");
    let (told, about) = hover(&rules, RULES, "resource: pod");
    assert!(told.contains("singular or plural"), "{told}");
    assert_eq!(about, "resource");
    let (told, _) = hover(&rules, RULES, "requests\"");
    assert!(told.contains("`rules[0]` gives `requests`") && told.contains("`shop/web`"), "{told}");
    let (told, about) = hover(&hpa, HPA, "requests");
    assert!(told.contains("`rules[0]` of config.yaml") && told.contains("sum(rate(<<.Series>>"), "{told}");
    assert_eq!(about, "requests");
    let (told, _) = hover(&hpa, HPA, "averageValue");
    assert!(told.contains("for each pod"), "{told}");
    let (told, _) = hover(&hpa, HPA, "AverageValue");
    assert!(told.contains("Divided by the number of pods"), "{told}");
    assert_eq!(hover(&rules, RULES, "größe").0, "");
}

/// With series beside the rules, the query of an HPA is told as Prometheus gets it.
#[test]
fn a_query_is_told_as_prometheus_gets_it() {
    let folder = Folder::new("promql");
    folder.write("config.yaml", RULES);
    folder.write(
        "series.json",
        r#"[{"__name__": "http_requests_total", "namespace": "shop", "pod": "web-0"}]"#,
    );
    let hpa = folder.write("hpa.yaml", HPA);
    let mut client = Client::of(&folder.0);
    client.open(&hpa, HPA);
    let hover = client.at("textDocument/hover", &hpa, of(HPA, "requests")).unwrap();
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(
        told.contains("sum(rate(http_requests_total{namespace=\"shop\",pod=\"POD\"}[2m])) by (pod)"),
        "{told}"
    );
}

/// The labels of what is offered where `|` stands in a text, and the first of them put in.
fn offered(client: &mut Client, folder: &Folder, file: &str, marked: &str) -> (Vec<String>, String) {
    let at = marked.find('|').unwrap();
    let text = format!("{}{}", &marked[..at], &marked[at + 1..]);
    let path = folder.0.join(file);
    client.open(&path, &text);
    let (line, character) = {
        let place = position(&text, at);
        (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap())
    };
    let offered = client.at("textDocument/completion", &path, (line, character)).unwrap();
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&path) } }));
    let items = offered.as_array().cloned().unwrap_or_default();
    let labels = items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect();
    let first = items.first().map_or_else(String::new, |item| edited(&text, &json!([item["textEdit"]])));
    (labels, first)
}

#[test]
fn a_half_written_text_is_completed() {
    let folder = Folder::new("completion");
    folder.write("config.yaml", RULES);
    folder.write(
        "series.json",
        r#"[{"__name__": "http_requests_total", "namespace": "shop", "pod": "web-0"}]"#,
    );
    let mut client = Client::of(&folder.0);
    let mut offer = |marked: &str| offered(&mut client, &folder, "new.yaml", marked);
    let rule = "rules:\n- seriesQuery: up{pod!=\"\"}\n  metricsQuery: x\n";

    let (labels, first) = offer(&format!("{rule}  na|"));
    assert_eq!(labels, ["name", "resources", "seriesFilters"]);
    assert_eq!(first, format!("{rule}  name:"));
    let (labels, _) = offer(&format!("{rule}  name:\n    |"));
    assert_eq!(labels, ["as", "matches"]);
    let (labels, _) = offer("rules:\n- |\n  metricsQuery: x");
    assert!(
        labels.contains(&"seriesQuery".to_owned()) && !labels.contains(&"metricsQuery".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = offer("rules:\n- seriesQuery: htt|\n  metricsQuery: x");
    assert_eq!(labels, ["http_requests_total"]);
    let (labels, _) = offer("rules:\n- seriesQuery: http_requests_total{na|}\n  metricsQuery: x");
    assert_eq!(labels, ["namespace", "pod"]);
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  metricsQuery: sum(ra|(x");
    assert!(labels.contains(&"rate".to_owned()) && labels.contains(&"<<.Series>>".to_owned()), "{labels:?}");
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  metricsQuery: sum(<<.|");
    assert!(labels.contains(&".GroupBy".to_owned()), "{labels:?}");
    let (labels, first) = offer("rules:\n- seriesQuery: up\n  metricsQuery: x\n  resources: {over|");
    assert_eq!(labels, ["namespaced", "overrides", "template"]);
    assert!(first.ends_with("resources: {namespaced: "), "{first}");
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  resources: {overrides: {pod: {resource: p|}}}");
    assert!(labels.contains(&"pod".to_owned()), "{labels:?}");
    let (labels, _) = offer(
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |-\n    rules:\n    - seriesQuery: up\n      re~"
            .replace('|', "\u{1}").replace('~', "|").replace('\u{1}', ">").as_str(),
    );
    assert!(labels.contains(&"resources".to_owned()), "{labels:?}");

    let start = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n";
    let (labels, _) = offer(&format!("{start}  scaleTargetRef: {{kind: Deployment, name: web}}\n  m|"));
    assert_eq!(labels, ["behavior", "maxReplicas", "metrics", "minReplicas"]);
    let (labels, _) = offer(&format!("{start}  metrics:\n  - type: |"));
    assert!(labels.contains(&"External".to_owned()), "{labels:?}");
    let (labels, _) =
        offer(&format!("{start}  metrics:\n  - type: Pods\n    pods:\n      metric: {{name: |}}"));
    assert!(
        labels.contains(&"requests".to_owned()) && labels.contains(&"jobs_waiting".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = offer("# nothing of ours\nsteps:\n- |");
    assert_eq!(labels, [""; 0]);
}

#[test]
fn a_metric_is_renamed_where_it_is_made_and_where_it_is_asked_for() {
    let (folder, mut client, rules, hpa) = shop("rename");
    let (line, character) = of(HPA, "requests");
    let prepared = client.at("textDocument/prepareRename", &hpa, (line, character)).unwrap();
    assert_eq!((prepared["placeholder"].as_str(), at(HPA, &prepared)), (Some("requests"), "requests"));
    let mut rename = |path: &Path, (line, character): (u64, u64), new: &str| {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri(path) }, "position": position, "newName": new });
        client.try_ask("textDocument/rename", params)
    };
    for (path, at) in [(&hpa, (line, character)), (&rules, of(RULES, "requests\""))] {
        let edit = rename(path, at, "http_requests_per_second").unwrap();
        let changed = |path: &Path, text: &str| edited(text, &edit["changes"][uri(path)]);
        let new_rules = changed(&rules, RULES);
        assert_eq!(new_rules, RULES.replace("\"requests\"", "\"http_requests_per_second\""));
        assert_eq!(changed(&hpa, HPA), HPA.replace("name: requests", "name: http_requests_per_second"));
    }
    let mut refused = |path: &Path, text: &str, word: &str, new: &str| {
        let error = rename(path, of(text, word), new).unwrap_err();
        assert_eq!(error["code"], -32803);
        error["message"].as_str().unwrap().to_owned()
    };
    assert!(refused(&hpa, HPA, "of_mails", "mails").contains("whose groups are filled"));
    assert!(refused(&rules, RULES, "of_$1", "mails").contains("change the rule by hand"));
    assert!(refused(&hpa, HPA, "jobs_waiting", "jobs").contains("give the rule a `name.as` first"));
    assert!(refused(&hpa, HPA, "requests", "no name").contains("is no name of a metric"));
    assert!(refused(&hpa, HPA, "maxReplicas", "x").contains("here is no name of a metric"));
    drop(folder);
}

#[test]
fn a_file_that_changes_on_the_disk_is_read_again() {
    let folder = Folder::new("watched");
    let rules = folder.write("monitoring/config.yaml", RULES);
    let hpa = folder.write("hpa.yaml", HPA);
    let mut client = Client::start();
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    client.initialize(&folder.0, capabilities);
    client.open(&hpa, HPA);
    assert!(client.findings(&hpa).is_empty());
    let asked = client.told.iter().find(|told| told["method"] == "client/registerCapability").unwrap();
    let id = asked["id"].clone();
    client.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));

    let config = folder.write("config.yaml", &RULES.replace("\"requests\"", "others"));
    std::fs::remove_file(&rules).unwrap();
    let changes = json!([{ "uri": uri(&config), "type": 1 }, { "uri": uri(&rules), "type": 3 }]);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let codes: Vec<Value> = client.findings(&hpa).iter().map(|found| found["code"].clone()).collect();
    assert_eq!(codes, ["metrics.hpa-metric"]);
    let found = client.at("textDocument/definition", &hpa, of(HPA, "of_mails")).unwrap();
    assert_eq!(found[0]["uri"], uri(&config));
}

#[test]
fn what_is_wrong_with_a_message_is_answered() {
    let folder = Folder::new("errors");
    let mut client = Client::start();
    let error = client.try_ask("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(error["code"], -32002);
    let error = client.try_ask("initialize", json!({ "capabilities": 1 })).unwrap_err();
    assert_eq!(error["code"], -32602);
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let result = client.initialize(&folder.0, capabilities);
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(client.try_ask("initialize", json!({ "capabilities": {} })).unwrap_err()["code"], -32600);
    let error = client.try_ask("textDocument/foldingRange", json!({})).unwrap_err();
    assert_eq!(error["code"], -32601);
    assert!(error["message"].as_str().unwrap().contains("textDocument/foldingRange"));
    let error = client.try_ask("textDocument/hover", json!({ "position": {} })).unwrap_err();
    assert_eq!(error["code"], -32602);
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    // Of a document that nobody opened there is nothing.
    let path = folder.0.join("config.yaml");
    assert_eq!(client.at("textDocument/hover", &path, (0, 0)).unwrap(), Value::Null);
    assert_eq!(client.actions(&path), Value::Null);
    assert!(client.told.iter().any(|told| told["method"] == "window/logMessage"));
    // Columns are bytes for who can have them so.
    client.open(&path, RULES);
    client.change(&path, json!([{
        "range": { "start": { "line": 0, "character": 2 }, "end": { "line": 0, "character": 14 } }, "text": "ok",
    }]));
    client.change(&path, json!([{ "text": "rules: [{seriesQuery: x" }]));
    assert_eq!(client.findings(&path)[0]["code"], "yaml.syntax");
    client.change(&path, json!([{ "text": format!("rules: #{}", "x".repeat(17 << 20)) }]));
    let found = client.findings(&path);
    assert_eq!((found.len(), &found[0]["code"]), (1, &json!("limit.size")));
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap(), Value::Null);
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap_err()["code"], -32600);
    assert_eq!(client.end(|client| client.tell("exit", Value::Null)), (0, String::new()));
}

#[test]
fn a_request_is_taken_back() {
    let (_folder, mut client, rules, _) = shop("cancel");
    let position = json!({ "line": 0, "character": 0 });
    let params = json!({ "textDocument": { "uri": uri(&rules) }, "position": position });
    let request = json!({ "jsonrpc": "2.0", "id": "x", "method": "textDocument/hover", "params": params });
    let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "x" } });
    // Whether it is answered first is up to who is faster; answered it is, once.
    client.send(&request);
    client.send(&cancel);
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&rules) } }));
    let answers: Vec<&Value> = client.told.iter().filter(|told| told["id"] == "x").collect();
    assert_eq!(answers.len(), 1);
    assert!(answers[0].get("result").is_some() || answers[0]["error"]["code"] == -32800, "{}", answers[0]);
}

#[test]
fn how_it_ends_is_told_by_its_status() {
    let folder = Folder::new("end");
    assert_eq!(Client::of(&folder.0).end(|client| client.tell("exit", Value::Null)).0, 1);
    assert_eq!(Client::of(&folder.0).end(|_| {}).0, 1);
    let (status, said) = Client::of(&folder.0).end(|client| client.send_text("{"));
    assert_eq!(status, 2);
    assert!(said.contains("what the editor sends is no message"), "{said}");
    let mut command = surface::command().unwrap();
    let (_, said) = run(command.args(["lsp", "--profile", "1.1"]));
    assert!(said.contains("hpa.profile"), "{said}");
}

#[test]
fn a_file_that_is_closed_shows_nothing() {
    let folder = Folder::new("closed");
    let path = folder.write("config.yaml", "rules: [{seriesQuery: up}]\n");
    let mut client = Client::of(&folder.0);
    client.open(&path, "rules: [{seriesQuery: up}]\n");
    assert!(!client.findings(&path).is_empty());
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&path) } }));
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } }));
    assert_eq!(client.shown[&uri(&path)]["diagnostics"], json!([]));
    // A text that lies nowhere is checked alone.
    client.open_uri("untitled:Untitled-1", "rules: [{seriesQuery: up}]\n");
    let params = json!({
        "textDocument": { "uri": "untitled:Untitled-1" },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        "context": { "diagnostics": [] },
    });
    client.ask("textDocument/codeAction", params);
    assert!(!client.shown["untitled:Untitled-1"]["diagnostics"].as_array().unwrap().is_empty());
}

/// An edit: where it begins and ends, as shares of the text, and what is put in.
fn edits() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    let new = prop_oneof![
        Just(String::new()),
        "[a-z: {}\\[\\]<>\"'é🦀\n]{0,12}",
        Just("\r\n".to_owned()),
        Just("  name: {as: ß}\n".to_owned()),
        Just("---\n".to_owned()),
        Just("namespaced: false\r\n".to_owned()),
    ];
    prop::collection::vec((0.0..=1.0f64, 0.0..0.05f64, new), 1..8)
}

/// The nearest beginning of a character that no pair of line ends is cut at.
fn near(text: &str, share: f64) -> usize {
    let mut at = ((text.len() as f64) * share) as usize;
    while !text.is_char_boundary(at) || (at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    {
        at -= 1;
    }
    at
}

#[test]
fn edits_one_by_one_come_to_what_the_whole_text_comes_to() {
    let folder = Folder::new("edits");
    let [one, whole] = ["one", "whole"].map(|name| folder.write(&format!("{name}/config.yaml"), ""));
    let mut client = Client::of(&folder.0);
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    let client = std::cell::RefCell::new(&mut client);
    let starts = [RULES.to_owned(), RULES.replace('\n', "\r\n"), format!("{HPA}---\n{RULES}")];
    proptest!(config, |(start in 0..starts.len(), edits in edits())| {
        let mut client = client.borrow_mut();
        let mut text = starts[start].clone();
        client.open(&one, &text);
        for (from, length, new) in edits {
            let (from, to) = (near(&text, from), near(&text, (from + length).min(1.0)));
            let range = json!({ "start": position(&text, from), "end": position(&text, to) });
            client.change(&one, json!([{ "range": range, "text": new }]));
            text.replace_range(from..to, &new);
        }
        client.open(&whole, &text);
        let [left, right] = [&one, &whole].map(|path| {
            let found = told(&client.findings(path));
            let params = json!({ "textDocument": { "uri": uri(path) } });
            (found, client.ask("textDocument/documentSymbol", params))
        });
        prop_assert_eq!(left, right, "{}", text);
        for path in [&one, &whole] {
            client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
        }
    });
}
