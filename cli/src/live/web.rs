//! Prometheus by its own address, over HTTP.

use std::io::Read;

use counterpoise::limits;
use ureq::{Agent, Body};

use super::arguments::Timeout;
use super::kubectl::Refusal;

/// A Prometheus that is reached without the API server.
pub(crate) struct Web {
    agent: Agent,
    /// Without a slash at its end.
    url: String,
    deadline: Timeout,
}

impl Web {
    pub(crate) fn new(url: &str, deadline: Timeout) -> Self {
        let config =
            Agent::config_builder().timeout_global(Some(deadline.0)).http_status_as_error(false).build();
        Self { agent: Agent::new_with_config(config), url: url.trim_end_matches('/').to_owned(), deadline }
    }

    /// What it answers at a path.
    pub(crate) fn get(&self, path: &str) -> Result<String, Refusal> {
        let refused = |error: ureq::Error| match error {
            ureq::Error::Timeout(_) => Refusal::TimedOut(self.deadline.0),
            other => Refusal::Failed(format!("{}: {other}", self.url)),
        };
        let mut answer = self.agent.get(format!("{}{path}", self.url)).call().map_err(refused)?;
        let status = answer.status();
        let text = read(answer.body_mut())?;
        if status.is_success() {
            return Ok(text);
        }
        // Prometheus says in JSON why it refuses; a proxy before it says anything.
        let told = serde_json::from_str::<serde_json::Value>(&text).ok();
        let told = told.as_ref().and_then(|told| told.get("error")?.as_str()).map(str::to_owned);
        let said = told.unwrap_or_else(|| text.lines().next().unwrap_or_default().trim().to_owned());
        Err(Refusal::Failed(format!("{} answers {}: {said}", self.url, status.as_u16())))
    }
}

fn read(body: &mut Body) -> Result<String, Refusal> {
    let most = u64::try_from(limits::INPUT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = body.as_reader().take(most).read_to_end(&mut bytes);
    read.map_err(|error| Refusal::Failed(format!("the answer breaks off: {error}")))?;
    if limits::check_size(&bytes).is_err() {
        return Err(Refusal::TooLong(format!("the answer has more than {} bytes", limits::INPUT_BYTES)));
    }
    String::from_utf8(bytes).map_err(|_| Refusal::Failed("the answer is no UTF-8".to_owned()))
}
