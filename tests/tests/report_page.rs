//! `counterpoise explain --report`: a page that says what the explanation says, in both forms.

use std::fs;
use std::path::{Path, PathBuf};

use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::Value;

/// What the command prints, and how it ends.
fn explain(arguments: &[&str]) -> Option<(i32, String, String)> {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    let output = command.arg("explain").args(arguments).current_dir(paths::root()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Some((output.status.code().unwrap(), text(output.stdout), text(output.stderr)))
}

/// The examples that have an HPA, and those that go wrong.
fn examples() -> Vec<String> {
    let inside =
        |folder: &str| fs::read_dir(paths::root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let folders = inside("examples").chain(inside("examples/broken"));
    let with_hpa =
        folders.filter(|folder| folder.join("hpa.yaml").exists() && folder.join("config.yaml").exists());
    with_hpa.map(|folder| folder.to_string_lossy().into_owned()).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-page").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn every_page_has_what_the_explanation_has() {
    let examples = examples();
    assert!(examples.len() >= 16, "{examples:?}");
    for example in examples {
        let Some((_, json, _)) = explain(&[&example, "--output", "json"]) else { return };
        let explained: Value = serde_json::from_str(&json).unwrap();
        let (status, html, errors) = explain(&[&example, "--report", "html"]).unwrap();
        assert_eq!(status, 0, "{example}: {errors}");
        let (status, markdown, errors) = explain(&[&example, "--report", "markdown"]).unwrap();
        assert_eq!(status, 0, "{example}: {errors}");
        for section in explained["sections"].as_array().unwrap() {
            for row in section["rows"].as_array().unwrap() {
                let text = row["text"].as_str().unwrap();
                // An apostrophe and an equals sign have more than one spelling.
                if !text.contains(['\'', '=', '`']) {
                    assert!(html.contains(&escaped(text)), "{example}: {text} is not in {html}");
                }
                let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
                for word in words {
                    assert!(markdown.contains(word), "{example}: {word} of {text} is not in {markdown}");
                }
            }
        }
        assert_eq!(html.matches("<svg").count(), html.matches("</svg>").count());
    }
}

/// The rows of the last table of a page in Markdown.
fn rows(markdown: &str) -> Vec<Vec<&str>> {
    let rows = markdown
        .lines()
        .rev()
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.starts_with("|--:"));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn the_table_of_a_step_function_is_what_the_values_give() {
    let Some((_, markdown, _)) = explain(&["examples/pods-metric", "--report", "markdown"]) else { return };
    let table = rows(&markdown);
    assert!(table.len() >= 3, "{markdown}");
    // A value in the middle of each row, for both pods, gives the row's replicas.
    let to = folder("steps");
    for file in fs::read_dir(paths::root().join("examples/pods-metric")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let response = fs::read_to_string(to.join("response.json")).unwrap();
    for row in table {
        let [from, end, replicas] = row[..] else { panic!("{row:?}") };
        let value = (from.parse::<f64>().unwrap() + end.parse::<f64>().unwrap()) / 2.0;
        let changed = response
            .replace("\"0.85\"", &format!("\"{value}\""))
            .replace("\"0.95\"", &format!("\"{value}\""));
        assert_ne!(changed, response);
        fs::write(to.join("response.json"), changed).unwrap();
        let (_, json, _) = explain(&[&to.to_string_lossy(), "--output", "json"]).unwrap();
        let explained: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(explained["decision"]["desiredReplicas"].to_string(), replicas, "{value}");
    }
}

#[test]
fn what_a_value_says_is_no_html() {
    let to = folder("html");
    for file in fs::read_dir(paths::root().join("examples/external-queue")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let config = fs::read_to_string(to.join("config.yaml")).unwrap();
    let hostile = config.replace("<<.LabelMatchers>>", "<<.LabelMatchers>>,a!=\"<script>alert(1)</script>\"");
    assert_ne!(config, hostile);
    fs::write(to.join("config.yaml"), hostile).unwrap();
    let Some((status, html, errors)) = explain(&[&to.to_string_lossy(), "--report", "html"]) else { return };
    assert_eq!(status, 0, "{errors}");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
}

#[test]
fn a_template_of_a_user_stands_in_for_ours() {
    let template = folder("template").join("ticket.hbs");
    fs::write(&template, "HPA: {{title}}{{#each functions}}, {{metric}} is {{present}}{{/each}}\n").unwrap();
    let name = template.to_string_lossy();
    let arguments = ["examples/pods-metric", "--report", "markdown", "--template", &name];
    let Some((status, page, _)) = explain(&arguments) else { return };
    let wanted = "HPA: HorizontalPodAutoscaler default/sample-app, pods metric http\\_requests is 0.9\n";
    assert_eq!((status, page.as_str()), (0, wanted));
    fs::write(&template, "{{nothing}}").unwrap();
    let (status, _, errors) = explain(&arguments).unwrap();
    assert_eq!((status, errors.contains("cannot be rendered")), (2, true), "{errors}");
}
