//! The user's own `kubectl`: one process a request, each with a deadline.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use counterpoise::limits;

use super::arguments::ClusterArguments;

/// How often the end of a process is looked for that has closed its output already.
const PAUSE: Duration = Duration::from_millis(20);

/// How to call `kubectl`.
pub(crate) struct Kubectl {
    program: OsString,
    /// What every call begins with: which cluster.
    global: Vec<OsString>,
    deadline: Duration,
    is_shown: bool,
    /// What was answered already, by path: several HPAs ask for the same discovery and adapter, some at the same time.
    answers: Mutex<BTreeMap<String, Arc<OnceLock<Answer>>>>,
}

type Answer = Result<String, Refusal>;

/// Why a request gave nothing.
#[derive(Clone)]
pub(crate) enum Refusal {
    /// There is no `kubectl` to start.
    NoKubectl(String),
    /// The API server refused by its right management.
    Forbidden(String),
    /// The object, or the API, is not there.
    NotFound(String),
    /// `kubectl` was still at it when the time was over.
    TimedOut(Duration),
    /// The answer is longer than one may be.
    TooLong(String),
    /// Anything else that it said.
    Failed(String),
}

impl Refusal {
    /// What was said, without `kubectl`'s own words before it.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::NoKubectl(message)
            | Self::Forbidden(message)
            | Self::NotFound(message)
            | Self::TooLong(message)
            | Self::Failed(message) => message.clone(),
            Self::TimedOut(deadline) => {
                format!("no answer within {}s (--request-timeout)", deadline.as_secs_f64())
            }
        }
    }

    /// That of a process which failed, by what it wrote on standard error.
    fn of(stderr: &str) -> Self {
        let text = stderr.trim();
        // Warnings of the server and lines of plugins stand before the error, which is the last.
        let begins = ["Error from server", "error: ", "Unable to connect"];
        let error = text.lines().position(|line| begins.iter().any(|begin| line.starts_with(begin)));
        let text: String = match error {
            Some(line) => text.lines().skip(line).collect::<Vec<_>>().join("\n"),
            None => text.to_owned(),
        };
        let Some(rest) = text.strip_prefix("Error from server") else {
            let text = text.strip_prefix("error: ").unwrap_or(&text);
            let text = if text.is_empty() { "kubectl failed and said nothing" } else { text };
            return Self::Failed(text.to_owned());
        };
        let (reason, message) = match rest.strip_prefix(" (").and_then(|rest| rest.split_once("): ")) {
            Some((reason, message)) => (reason, message),
            None => ("", rest.trim_start_matches(": ")),
        };
        let message = message.to_owned();
        match reason {
            "Forbidden" => Self::Forbidden(message),
            "NotFound" => Self::NotFound(message),
            _ => Self::Failed(message),
        }
    }
}

impl Kubectl {
    /// That of the environment, for the cluster that the arguments name.
    pub(crate) fn new(cluster: &ClusterArguments) -> Self {
        let mut global = Vec::new();
        if let Some(file) = &cluster.kubeconfig {
            global.extend(["--kubeconfig".into(), file.into()]);
        }
        if let Some(context) = &cluster.context {
            global.extend(["--context".into(), context.into()]);
        }
        Self {
            program: std::env::var_os("KUBECTL").filter(|path| !path.is_empty()).unwrap_or("kubectl".into()),
            global,
            deadline: cluster.request_timeout.0,
            is_shown: cluster.show_requests,
            answers: Mutex::default(),
        }
    }

    /// What the API server answers at a path, which is asked once; lists by a selector, which are long and of one HPA, are not
    /// kept.
    pub(crate) fn raw(&self, path: &str) -> Answer {
        if path.contains('?') {
            return self.run(&["get", "--raw", path]);
        }
        let answer = {
            // Nothing panics while it is held.
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(answers.entry(path.to_owned()).or_default())
        };
        // Whoever asks meanwhile waits for the one answer.
        answer.get_or_init(|| self.run(&["get", "--raw", path])).clone()
    }

    /// The namespace of the context.
    pub(crate) fn namespace(&self) -> Result<String, Refusal> {
        self.run(&["config", "view", "--minify", "-o", "jsonpath={..namespace}"])
    }

    fn run(&self, arguments: &[&str]) -> Result<String, Refusal> {
        let mut command = Command::new(&self.program);
        command.args(arguments).args(&self.global);
        if self.is_shown {
            let words = std::iter::once(self.program.as_os_str()).chain(command.get_args());
            let words: Vec<_> = words.map(|word| quoted(&word.to_string_lossy())).collect();
            eprintln!("{}", words.join(" "));
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| {
            let program = self.program.to_string_lossy();
            Refusal::NoKubectl(format!(
                "cannot start {program}: {error}; KUBECTL in the environment names another"
            ))
        })?;
        finish(child, self.deadline)
    }
}

/// Waits for a process, and ends it when its time is over.
fn finish(mut child: Child, deadline: Duration) -> Result<String, Refusal> {
    let (send, receive) = mpsc::channel();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    // They end with the pipes; where something that kubectl started holds these, nobody waits for them.
    let said = thread::spawn(move || all(stderr));
    thread::spawn(move || {
        let read = all(stdout);
        let said = said.join().unwrap_or_else(|_| Ok(Vec::new()));
        // Whoever waited may be gone.
        let _ = send.send((read, said));
    });
    let received = receive.recv_timeout(deadline);
    let (read, said) = match received {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            end(&mut child);
            return Err(Refusal::TimedOut(deadline));
        }
    };
    let failed = |error: io::Error| Refusal::Failed(format!("cannot read what kubectl says: {error}"));
    let Some(status) = ended(&mut child, deadline).map_err(failed)? else {
        end(&mut child);
        return Err(Refusal::TimedOut(deadline));
    };
    let (read, said) = (read.map_err(failed)?, said.map_err(failed)?);
    if !status.success() {
        return Err(Refusal::of(&String::from_utf8_lossy(&said)));
    }
    if limits::check_size(&read).is_err() {
        return Err(Refusal::TooLong(format!("the answer has more than {} bytes", limits::INPUT_BYTES)));
    }
    String::from_utf8(read).map_err(|_| Refusal::Failed("the answer is no UTF-8".to_owned()))
}

/// How a process ended that has nothing more to say; `None` where it goes on for all that.
fn ended(child: &mut Child, deadline: Duration) -> io::Result<Option<std::process::ExitStatus>> {
    let mut waited = Duration::ZERO;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if waited >= deadline {
            return Ok(None);
        }
        thread::sleep(PAUSE);
        waited = waited.saturating_add(PAUSE);
    }
}

fn end(child: &mut Child) {
    // One that has ended by itself cannot be ended.
    let _ = child.kill();
    let _ = child.wait();
}

/// All that a pipe gives, up to the limit of one input; the rest is read and forgotten, so that nobody blocks.
fn all(pipe: Option<impl Read>) -> io::Result<Vec<u8>> {
    let Some(mut pipe) = pipe else { return Ok(Vec::new()) };
    let most = u64::try_from(limits::INPUT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    pipe.by_ref().take(most).read_to_end(&mut bytes)?;
    io::copy(&mut pipe, &mut io::sink())?;
    Ok(bytes)
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
