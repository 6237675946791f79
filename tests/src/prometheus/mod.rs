//! A real Prometheus that scrapes series of ours, asked over HTTP.

pub mod configuration;
pub mod example;
mod http;
mod quantity;
mod target;

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;

pub use target::{Series, Shape};

/// Tries to reach the server before it counts as broken, with a pause between them.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

/// A running Prometheus that has scraped all there is.
#[derive(Debug)]
pub struct Prometheus {
    process: Child,
    address: String,
    folder: PathBuf,
    /// The time of the last samples, Unix seconds.
    pub now: i64,
}

/// Whether there is a Prometheus on this machine.
#[must_use]
pub fn installed() -> bool {
    let run =
        Command::new("prometheus").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

impl Prometheus {
    /// Starts a Prometheus of its own that scrapes the series, and waits until it has them.
    ///
    /// # Errors
    /// It does not start or does not scrape.
    pub fn scraping(series: Vec<Series>) -> Result<Self, String> {
        let target = target::Target::serve(series)?;
        let folder = temporary_folder()?;
        let config = format!(
            "global: {{scrape_interval: 50ms, scrape_timeout: 50ms}}\n\
             scrape_configs:\n- job_name: scripted\n  honor_labels: true\n  honor_timestamps: true\n  \
             static_configs: [{{targets: ['{0}']}}]\n  metric_relabel_configs:\n  \
             - {{source_labels: [job], regex: scripted, target_label: job, replacement: ''}}\n  \
             - {{source_labels: [instance], regex: '{0}', target_label: instance, replacement: ''}}\n",
            target.address
        );
        let started = Self::start(folder, &config, target.now)?;
        target.wait_until_scraped().map_err(|e| format!("{e}\n{}", started.log()))?;
        Ok(started)
    }

    /// Starts a Prometheus of its own that has samples of the past, a page of OpenMetrics with timestamps.
    ///
    /// # Errors
    /// It does not start, or `promtool` refuses the page.
    pub fn storing(page: &str, now: i64) -> Result<Self, String> {
        let folder = temporary_folder()?;
        let file = folder.join("page");
        std::fs::write(&file, page).map_err(|e| format!("{}: {e}", file.display()))?;
        let output = Command::new("promtool")
            .args(["tsdb", "create-blocks-from", "openmetrics"])
            .args([file, folder.join("data")])
            .output()
            .map_err(|e| format!("promtool does not start: {e}"))?;
        if !output.status.success() {
            return Err(format!("promtool: {}", String::from_utf8_lossy(&output.stderr)));
        }
        Self::start(folder, "global: {}\n", now)
    }

    fn start(folder: PathBuf, config: &str, now: i64) -> Result<Self, String> {
        let file = folder.join("prometheus.yml");
        std::fs::write(&file, config).map_err(|e| format!("{}: {e}", file.display()))?;
        // Asking the system for a free port; Prometheus binds it a moment later.
        let address =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(|e| e.to_string())?;
        let log = std::fs::File::create(folder.join("log")).map_err(|e| e.to_string())?;
        let process = Command::new("prometheus")
            .arg(format!("--config.file={}", file.display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .arg(format!("--web.listen-address={address}"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|e| format!("prometheus does not start: {e}"))?;
        let mut started = Self { process, address: address.to_string(), folder, now };
        started.wait_until_ready()?;
        Ok(started)
    }

    /// Where it is, as `host:port`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The answer of `/api/v1/query` at the time of the last samples.
    ///
    /// # Errors
    /// Prometheus refuses the query, or does not answer.
    pub fn query(&self, promql: &str) -> Result<Value, String> {
        let path = format!("/api/v1/query?query={}&time={}", http::escape(promql), self.now);
        self.get(&path).map_err(|error| format!("Prometheus refuses {promql}: {error}"))
    }

    /// The answer to a path of the HTTP API.
    ///
    /// # Errors
    /// Prometheus refuses, or does not answer.
    pub fn get(&self, path: &str) -> Result<Value, String> {
        let (status, body) = http::get(&self.address, path)?;
        let answer: Value = serde_json::from_str(&body).map_err(|e| format!("{e}: {body}"))?;
        if status != 200 || answer["status"] != "success" {
            return Err(answer["error"].to_string());
        }
        Ok(answer)
    }

    /// The answer of `/api/v1/series` for all series of ours, in the form that the adapter gets it.
    ///
    /// # Errors
    /// Prometheus does not answer.
    pub fn series(&self) -> Result<Value, String> {
        let window = format!("start={}&end={}", self.now - 600, self.now);
        let path = format!(
            "/api/v1/series?match[]={}&{window}",
            http::escape(r#"{__name__!="",__name__!~"up|scrape_.*"}"#)
        );
        let (_, body) = http::get(&self.address, &path)?;
        serde_json::from_str(&body).map_err(|e| format!("{e}: {body}"))
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        for _ in 0..TRIES {
            if let Some(status) = self.process.try_wait().map_err(|e| e.to_string())? {
                return Err(format!("prometheus ends with {status}\n{}", self.log()));
            }
            if http::get(&self.address, "/-/ready").is_ok_and(|(status, _)| status == 200) {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        Err(format!("prometheus does not become ready\n{}", self.log()))
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        // The data is worth nothing once the test is over.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn temporary_folder() -> Result<PathBuf, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name =
        format!("counterpoise-prometheus-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}
