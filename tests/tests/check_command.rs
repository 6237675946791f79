//! `counterpoise check` as a user calls it: exit statuses, forms of output, edits, comments. `INSTA_UPDATE=always` takes what it
//! prints now.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Output, Stdio};

use counterpoise_tests::{paths, skip::skip, surface};
use insta::{Settings, assert_snapshot};
use serde_json::Value;

/// A folder of its own, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("counterpoise-check-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    /// Calls the command in the folder; `None` where it is not built.
    fn run(&self, arguments: &[&str], input: &str) -> Option<Ran> {
        let mut command = match surface::command() {
            Ok(command) => command,
            Err(missing) => {
                skip(&missing);
                return None;
            }
        };
        command.args(arguments).current_dir(&self.0).env("NO_COLOR", "1");
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that reads none has closed its end, perhaps.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Some(Ran::of(child.wait_with_output().unwrap()))
    }

    fn check(&self, arguments: &[&str]) -> Option<Ran> {
        self.run(&[&["check"], arguments].concat(), "")
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: i32,
    printed: String,
    said: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            printed: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.printed).unwrap_or_else(|error| panic!("{error}: {}", self.printed))
    }
}

/// One finding of each severity, two of them with edits, one with another place, in a file whose name needs care.
const RULES: &str = r#"rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {namespaced: false, overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {matches: "^(.*)_total$", as: "$1_per_second"}
  metricQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: queue_depth{namespace!=""}
  resources: {namespaced: false, overrides: {namespace: {resource: namespace}}}
  metricsQuery: |
    sum(
      rate(<<.Series>>{<<.LabelMatchers>>}[5s])) by (<<.GroupBy>>)
"#;
const SOUND: &str = r#"rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
"#;
/// A note: the range is short.
const NOTE: &str = r#"rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[5s])) by (<<.GroupBy>>)
"#;
/// A warning: the query is the same for every object.
const WARNING: &str = r#"rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: sum(rate(http_requests_total[2m])) by (<<.GroupBy>>)
"#;

#[test]
fn the_exit_status_is_that_of_the_worst_finding_that_counts() {
    let folder = Folder::with(
        "status",
        &[("sound.yaml", SOUND), ("note.yaml", NOTE), ("warning.yaml", WARNING), ("error.yaml", RULES)],
    );
    for (file, on_error, on_warning, on_note) in
        [("sound.yaml", 0, 0, 0), ("note.yaml", 0, 0, 1), ("warning.yaml", 0, 1, 1), ("error.yaml", 1, 1, 1)]
    {
        for (arguments, status) in [
            (vec![file], on_error),
            (vec![file, "--fail-on", "error"], on_error),
            (vec![file, "--fail-on", "warning"], on_warning),
            (vec![file, "--fail-on", "note"], on_note),
        ] {
            let Some(ran) = folder.check(&arguments) else { return };
            assert_eq!(ran.status, status, "{arguments:?}: {}{}", ran.printed, ran.said);
            assert_eq!(ran.said, "", "{arguments:?}");
        }
    }
}

#[test]
fn what_cannot_be_checked_is_no_finding() {
    let folder = Folder::with(
        "usage",
        &[("config.yaml", SOUND), ("empty/read.me", "text"), ("other/service.yaml", "kind: Service\n")],
    );
    for (arguments, said) in [
        (vec!["missing.yaml"], "cannot read missing.yaml"),
        (vec!["empty"], "there is nothing to check"),
        (vec!["other"], "service.yaml holds a Service"),
        (vec!["-", "-"], "standard input, `-`, can be read once only"),
        (vec!["--config", "-", "-"], "can be read once only"),
        (vec!["config.yaml", "--fail-on", "info"], "invalid value 'info'"),
        (vec!["config.yaml", "--output", "xml"], "invalid value 'xml'"),
        (vec!["config.yaml", "--fix", "--diff"], "cannot be used with"),
        (vec!["config.yaml", "--profile", "0.1"], "0.1"),
        (vec![], "required"),
    ] {
        let Some(ran) = folder.check(&arguments) else { return };
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.said);
        assert!(ran.said.contains(said), "{arguments:?}: {}", ran.said);
        assert_eq!(ran.printed, "", "{arguments:?}");
    }
    let Some(ran) = folder.run(&["explain-code", "rules.nogroup-by"], "") else { return };
    assert_eq!(ran.status, 2);
    assert!(ran.said.contains("did you mean rules.no-group-by"), "{}", ran.said);
}

#[test]
fn standard_input_is_one_of_the_files() {
    let folder = Folder::with("stdin", &[("config.yaml", SOUND)]);
    let Some(ran) = folder.run(&["check", "config.yaml", "-", "-o", "json"], WARNING) else { return };
    assert_eq!(ran.status, 0, "{}", ran.said);
    assert_eq!(ran.json()["findings"][0]["file"], "<stdin>");
    // It cannot be written back.
    let Some(ran) = folder.run(&["check", "-", "--fix"], RULES) else { return };
    assert_eq!(ran.status, 1);
    assert!(
        ran.said.starts_with("<stdin>: cannot be changed, rules.namespaced-ignored (2 times)"),
        "{}",
        ran.said
    );
}

#[test]
fn every_form_of_output() {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(paths::root().join("tests/snapshots"));
    let folder = Folder::with("forms", &[("rules & more/config.yaml", RULES), ("sound/config.yaml", SOUND)]);
    for form in ["text", "json", "yaml", "sarif", "github", "junit"] {
        let Some(ran) = folder.check(&[".", "-o", form]) else { return };
        assert_eq!((ran.status, &*ran.said), (1, ""), "{form}");
        settings.set_description(format!("counterpoise check . -o {form}"));
        settings.bind(|| assert_snapshot!(format!("check-{form}"), ran.printed));
    }
    let Some(ran) = folder.check(&[".", "--diff"]) else { return };
    assert_eq!((ran.status, &*ran.said), (1, ""));
    settings.set_description("counterpoise check . --diff");
    settings.bind(|| assert_snapshot!("check-diff", ran.printed));
}

/// What a URI of a file and JUnit's and GitHub's texts must not hold.
#[test]
fn forms_for_programs_escape_what_means_something_there() {
    let name = "a, b:50%é<1>.yaml";
    let folder = Folder::with("escapes", &[(name, WARNING)]);
    let Some(sarif) = folder.check(&[name, "-o", "sarif"]) else { return };
    let uri = sarif.json()["runs"][0]["artifacts"][0]["location"]["uri"].clone();
    assert_eq!(uri, "a,%20b%3A50%25%C3%A9%3C1%3E.yaml");
    let Some(github) = folder.check(&[name, "-o", "github"]) else { return };
    assert!(
        github.printed.starts_with("::warning file=a%2C b%3A50%25é<1>.yaml,line=4,"),
        "{}",
        github.printed
    );
    let Some(junit) = folder.check(&[name, "-o", "junit"]) else { return };
    assert!(junit.printed.contains("<testsuite name=\"a, b:50%é&lt;1&gt;.yaml\""), "{}", junit.printed);
}

#[test]
fn what_a_diff_shows_is_what_fix_does() {
    let folder = Folder::with("fix", &[("a/config.yaml", RULES), ("b/config.yaml", SOUND)]);
    let Some(diff) = folder.check(&[".", "--diff"]) else { return };
    assert_eq!(folder.read("a/config.yaml"), RULES, "--diff changes nothing");
    let Some(fixed) = folder.check(&[".", "--fix"]) else { return };
    let after = folder.read("a/config.yaml");
    assert_eq!(folder.read("b/config.yaml"), SOUND);
    assert_eq!(
        after,
        RULES
            .replace("namespaced: false, ", "")
            .replace("$1_per", "${1}_per")
            .replace("metricQuery", "metricsQuery")
    );
    for line in diff.printed.lines().filter(|line| !line.starts_with("---") && !line.starts_with("+++")) {
        if let Some(gone) = line.strip_prefix('-') {
            assert!(!after.lines().any(|line| line == gone), "{gone}");
        } else if let Some(new) = line.strip_prefix('+') {
            assert!(after.lines().any(|line| line == new), "{new}");
        }
    }
    assert_eq!(
        fixed.said,
        "a/config.yaml: mended rules.namespaced-ignored (2 times), rules.unknown-field, rules.unknown-group\n"
    );
    assert_eq!(fixed.status, 0, "what is left is a note: {}", fixed.printed);
    assert!(fixed.printed.ends_with("\n0 errors, 0 warnings, 1 note\n"), "{}", fixed.printed);
    let Some(again) = folder.check(&[".", "--fix"]) else { return };
    assert_eq!((&*again.said, again.status), ("", 0));
    let Some(diff) = folder.check(&[".", "--diff"]) else { return };
    assert_eq!((&*diff.printed, diff.status), ("", 0));
}

/// A field whose name is mended is read, and may have an edit, too.
#[test]
fn an_edit_that_shows_the_next_is_followed() {
    let rules = "externalRules:\n- seriesQuery: q\n  resources: {namespaced: false}\n  \
                 metricQuery: 'sum(<<.Series>>{<<.LabelMatchers>>,job=\"x\"})'\r\n";
    let folder = Folder::with("passes", &[("config.yaml", rules)]);
    let Some(ran) = folder.check(&["config.yaml", "--config", "config.yaml", "--fix"]) else { return };
    assert_eq!(ran.status, 0, "{}", ran.printed);
    let mended = rules
        .replace("metricQuery", "metricsQuery")
        .replace("<<.LabelMatchers>>,job=\"x\"", "job=\"x\",<<.LabelMatchers>>");
    assert_eq!(folder.read("config.yaml"), mended);
}

#[test]
fn a_comment_silences_a_finding_on_a_line_in_a_rule_or_in_a_file() {
    let line = WARNING.replace(
        "by (<<.GroupBy>>)",
        "by (<<.GroupBy>>) # counterpoise: ignore rules.no-matchers one shop is all there is",
    );
    let rule = WARNING.replace("- series", "# counterpoise: ignore rules.no-matchers one shop\n- series");
    let file = format!("# counterpoise: ignore rules.no-matchers one shop\n{WARNING}");
    let other = format!("# counterpoise: ignore rules.no-group-by one shop\n{WARNING}");
    for (text, status) in [(&*line, 0), (&*rule, 0), (&*file, 0), (&*other, 1), (WARNING, 1)] {
        let folder = Folder::with("ignore", &[("config.yaml", text)]);
        let Some(ran) = folder.check(&["config.yaml", "--fail-on", "note"]) else { return };
        assert_eq!(ran.status, status, "{text}{}", ran.printed);
    }
}

/// As many rules as one list may have, each with a finding and an edit of its own.
#[test]
fn ten_thousand_findings_are_cut_with_a_count() {
    let rules: String = (0..9_999)
        .map(|index| {
            format!(
                "- {{seriesQuery: s{index}, resources: {{overrides: {{namespace: {{resource: namespace}}}}}}, name: {{as: \
                 \"$0_{index}\"}}, metricsQuery: 'sum(<<.Series>>{{<<.LabelMatchers>>}}) by (<<.GroupBy>>)'}}\n"
            )
        })
        .collect();
    // An error behind all of them is told.
    let text = format!("rules:\n{rules}- seriesQuery: '{{'\n  metricsQuery: up\n");
    let folder = Folder::with("many", &[("config.yaml", &text)]);
    let Some(ran) = folder.check(&["config.yaml"]) else { return };
    let summary = ran.printed.lines().last().unwrap();
    assert_eq!(summary, "1 error, 999 warnings, 0 notes, and 9002 more findings that are not shown");
    assert!(ran.printed.len() < 2 << 20, "{}", ran.printed.len());
}
