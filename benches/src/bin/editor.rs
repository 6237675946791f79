//! How long `counterpoise lsp` takes to answer an edit of a file of 500 KB: the command is the first argument. It is a file with one long
//! list of rules and many HPAs, and each edit types a character into a rule or into an HPA.
//! `docs/editors.md` has its figures.

#![expect(clippy::disallowed_types, reason = "a bench reads the clock")]

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const URI: &str = "untitled:large.yaml";
/// Edits that are timed in each place.
const EDITS: usize = 30;

fn main() -> io::Result<()> {
    let command = std::env::args().nth(1).unwrap_or_else(|| "counterpoise".to_owned());
    let text = text();
    let mut editor = Editor::start(&command)?;
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    editor.ask("initialize", &params)?;
    editor.tell("initialized", &json!({}))?;
    let item = json!({ "uri": URI, "languageId": "yaml", "version": 1, "text": text });
    let opened =
        editor.timed(|editor| editor.tell("textDocument/didOpen", &json!({ "textDocument": item })))?;
    println!("{} bytes, {} lines", text.len(), text.lines().count());
    println!("opened: {}", shown(opened.1));
    let of = |mark: &str| text.lines().position(|line| line.contains(mark)).unwrap_or(0);
    for (what, line) in [("a rule", of("of_150\"")), ("an HPA", of("name: web-300"))] {
        let (mut first, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..EDITS {
            let (quick, all) = editor.edit(line)?;
            first.push(quick);
            whole.push(all);
        }
        println!(
            "an edit of {what}: {} to its findings, {} until all are checked",
            median(first),
            median(whole)
        );
    }
    let mut hovers = Vec::new();
    let mut completions = Vec::new();
    for _ in 0..EDITS {
        let position = json!({ "line": of("name: web-300") + 3, "character": 4 });
        let params = json!({ "textDocument": { "uri": URI }, "position": position });
        for (method, times) in
            [("textDocument/hover", &mut hovers), ("textDocument/completion", &mut completions)]
        {
            editor.edit(0)?;
            let start = Instant::now();
            editor.ask(method, &params)?;
            times.push(start.elapsed());
        }
    }
    println!("hover after an edit: {}, completion: {}", median(hovers), median(completions));
    Ok(())
}

/// Some 250 KB of rules in one document, and as much of HPAs in one each.
fn text() -> String {
    let mut text = "# large\nrules:\n".to_owned();
    // Writing to a String cannot fail.
    for rule in 0..900 {
        // Some have something to be found.
        let by = if rule % 100 == 0 { "" } else { " by (<<.GroupBy>>)" };
        let _ = write!(
            text,
            "- seriesQuery: 'requests_{rule}_total{{namespace!=\"\",pod!=\"\"}}'\n  resources:\n    overrides:\n      \
             namespace: {{resource: namespace}}\n      pod: {{resource: pod}}\n  name: {{as: \"of_{rule}\"}}\n  metricsQuery: \
             sum(rate(<<.Series>>{{<<.LabelMatchers>>,job=\"a\"}}[2m])){by}\n"
        );
    }
    for hpa in 0..800 {
        let _ = write!(
            text,
            "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web-{hpa}\n  namespace: shop\n\
             spec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web-{hpa}\n  minReplicas: 2\n  \
             maxReplicas: 20\n  metrics:\n  - type: Pods\n    pods:\n      metric:\n        name: of_{hpa}\n      target:\n        \
             type: AverageValue\n        averageValue: 50\n"
        );
    }
    text
}

struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    asked: i64,
    version: i64,
}

impl Editor {
    fn start(command: &str) -> io::Result<Self> {
        let mut child =
            Command::new(command).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let missing = || io::Error::other("no stream");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Self { child, input, output, asked: 0, version: 1 })
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.input.flush()
    }

    fn tell(&mut self, method: &str, params: &Value) -> io::Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn ask(&mut self, method: &str, params: &Value) -> io::Result<Value> {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let message = self.read()?;
            if message["id"] == id {
                return Ok(message["result"].clone());
            }
        }
    }

    fn read(&mut self) -> io::Result<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err(io::Error::other("it went"));
            }
            if line.trim().is_empty() {
                break;
            }
            if let Some(given) = line.strip_prefix("Content-Length: ") {
                length = given.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body)?)
    }

    /// The time until the findings of the newest version are shown, and until all is checked.
    fn timed(&mut self, say: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<(Duration, Duration)> {
        let start = Instant::now();
        say(self)?;
        let end = json!({ "line": 0, "character": 0 });
        let params = json!({
            "textDocument": { "uri": URI }, "range": { "start": end, "end": end }, "context": { "diagnostics": [] },
        });
        self.asked += 1;
        let id = self.asked;
        self.send(
            &json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/codeAction", "params": params }),
        )?;
        let mut first = None;
        loop {
            let message = self.read()?;
            if message["params"]["version"] == self.version {
                first.get_or_insert_with(|| start.elapsed());
            }
            if message["id"] == id {
                let whole = start.elapsed();
                return Ok((first.unwrap_or(whole), whole));
            }
        }
    }

    /// Types a character at the end of a line.
    fn edit(&mut self, line: usize) -> io::Result<(Duration, Duration)> {
        self.version += 1;
        let version = self.version;
        let at = json!({ "line": line, "character": 1_000 });
        let change = json!({ "range": { "start": at, "end": at }, "text": " " });
        let document = json!({ "uri": URI, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.timed(|editor| editor.tell("textDocument/didChange", &params))
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn median(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    let most = times.last().copied().unwrap_or_default();
    format!("{} (at most {})", shown(middle), shown(most))
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
