//! A `kubectl` that answers from a file, for tests of what asks a cluster through it. It takes no argument that kubectl
//! v1.37 does not take, and words its errors as that does.

use std::process::ExitCode;

use serde_json::{Map, Value};

/// The options of every command that take a value; of `k8s.io/cli-runtime/pkg/genericclioptions`.
const GLOBAL: [&str; 17] = [
    "--as",
    "--as-group",
    "--as-uid",
    "--cache-dir",
    "--certificate-authority",
    "--client-certificate",
    "--client-key",
    "--cluster",
    "--context",
    "--kubeconfig",
    "--namespace",
    "-n",
    "--request-timeout",
    "--server",
    "-s",
    "--tls-server-name",
    "--user",
];

/// Those of `get` and of `config view` that take a value, as far as they are used.
const OF_GET: [&str; 3] = ["--raw", "--output", "-o"];
const OF_VIEW: [&str; 2] = ["--output", "-o"];

/// Those of `config view` that take none.
const SWITCHES_OF_VIEW: [&str; 2] = ["--minify", "--flatten"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = script().and_then(|script| {
        let path = request(&arguments)?;
        Ok((answer(&script, &path).cloned(), path))
    });
    match answer {
        Ok((Some(Value::String(text)), _)) if text == "hang" => loop {
            std::thread::park();
        },
        // The namespace of the context and broken answers are texts.
        Ok((Some(Value::String(text)), _)) => print(&text),
        Ok((Some(answer), path)) => match answer.get("refused").and_then(Value::as_str) {
            Some(message) => fail(message),
            None if path.is_empty() => fail("error: no answer"),
            None => print(&answer.to_string()),
        },
        Ok((None, path)) if path.starts_with("/apis/custom.metrics.k8s.io/") => {
            fail(&format!("Error from server (NotFound): the script has no {path}"))
        }
        Ok((None, _)) => {
            fail("Error from server (NotFound): the server could not find the requested resource")
        }
        Err(message) => fail(&message),
    }
}

fn print(text: &str) -> ExitCode {
    print!("{text}");
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

/// The answers by path.
fn script() -> Result<Map<String, Value>, String> {
    let file = std::env::var("SCRIPTED_ANSWERS").map_err(|_| "error: there is no script".to_owned())?;
    let text = std::fs::read_to_string(file).map_err(|error| format!("error: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("error: {error}"))
}

/// The answer at a path; a key that ends with an asterisk is that of all paths which begin so.
fn answer<'a>(script: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let begins = |key: &str| key.strip_suffix('*').is_some_and(|begin| path.starts_with(begin));
    script.get(path).or_else(|| script.iter().find(|(key, _)| begins(key)).map(|(_, answer)| answer))
}

/// The path that is asked for; `namespace` for that of the context.
fn request(arguments: &[String]) -> Result<String, String> {
    let mut words = arguments.iter();
    let (mut commands, mut raw, mut output) = (Vec::new(), None, None);
    let mut is_minified = false;
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            commands.push(word.as_str());
            continue;
        }
        let (name, inline) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let is_view = commands.first() == Some(&"config");
        if is_view && SWITCHES_OF_VIEW.contains(&name) {
            is_minified |= name == "--minify";
            continue;
        }
        let own: &[&str] = if is_view { &OF_VIEW } else { &OF_GET };
        if !own.contains(&name) && !GLOBAL.contains(&name) {
            return Err(format!("error: unknown flag: {name}"));
        }
        let value = inline.or_else(|| words.next().cloned());
        let value = value.ok_or_else(|| format!("error: flag needs an argument: {name}"))?;
        match name {
            "--raw" => raw = Some(value),
            "--output" | "-o" => output = Some(value),
            _ => {}
        }
    }
    match (commands.as_slice(), raw, output) {
        (["get"], Some(path), None) if path.starts_with('/') => Ok(path),
        (["get"], Some(_), Some(_)) => Err("error: --raw and --output are mutually exclusive".to_owned()),
        (["get", ..], Some(_), _) => {
            Err("error: arguments may not be passed when --raw is specified".to_owned())
        }
        (["config", "view"], None, Some(output)) if is_minified && output == "jsonpath={..namespace}" => {
            Ok("namespace".to_owned())
        }
        _ => Err(format!("error: the script does not know {arguments:?}")),
    }
}
