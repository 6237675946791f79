//! A Prometheus of a test's own: it runs for as long as the test does, has the test's series, and nothing else.

mod process;
mod remote_write;

use std::time::Duration;

use counterpoise::promql::eval::Series;
use serde_json::Value;
use ureq::Agent;

use crate::failure::Failure;
use process::Process;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often it is started before it counts as broken.
const STARTS: u32 = 3;

/// A running Prometheus with series.
pub(super) struct Server {
    process: Process,
    agent: Agent,
}

impl Server {
    /// Starts one, and hands it the series.
    pub(super) fn with(series: &[Series]) -> Result<Self, Failure> {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            // It is on this machine, whatever the environment says of others.
            .proxy(None)
            .build();
        let agent = Agent::new_with_config(config);
        let process = started(&agent)?;
        let server = Self { process, agent };
        for request in remote_write::requests(series)? {
            server.write(&request)?;
        }
        Ok(server)
    }

    fn write(&self, request: &[u8]) -> Result<(), Failure> {
        let sent = self
            .agent
            .post(self.url("/api/v1/write"))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .send(request);
        let mut answer = sent.map_err(|error| failed("take the series", &error))?;
        if answer.status().is_success() {
            return Ok(());
        }
        let said = answer.body_mut().read_to_string().unwrap_or_default();
        Err(failed("take the series", &said.trim()))
    }

    /// The answer of `/api/v1/query`; one that refuses the query is an answer, too.
    pub(super) fn query(&self, query: &str, millis: i64) -> Result<Value, Failure> {
        let asked =
            self.agent.get(self.url("/api/v1/query")).query("query", query).query("time", seconds(millis));
        let mut answer = asked.call().map_err(|error| failed("answer", &error))?;
        let body = answer.body_mut().read_to_string().map_err(|error| failed("answer", &error))?;
        serde_json::from_str(&body).map_err(|error| failed("answer", &format_args!("{error}: {body}")))
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.process.address)
    }
}

/// A Prometheus that is ready. The port that is free may be taken by another before it has it, so it is tried again.
fn started(agent: &Agent) -> Result<Process, Failure> {
    let is_ready = |address| {
        let answer = agent.get(format!("http://{address}/-/ready")).call();
        answer.is_ok_and(|answer| answer.status() == 200)
    };
    for _ in 1..STARTS {
        let mut process = Process::start()?;
        if process.wait_until(is_ready).is_ok() {
            return Ok(process);
        }
    }
    let mut process = Process::start()?;
    process.wait_until(is_ready)?;
    Ok(process)
}

/// A time as the API takes it, to the millisecond.
fn seconds(millis: i64) -> String {
    let sign = if millis < 0 { "-" } else { "" };
    let millis = millis.unsigned_abs();
    format!("{sign}{}.{:03}", millis / 1000, millis % 1000)
}

fn failed(what: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::usage(format!("prometheus does not {what}: {why}"))
}
