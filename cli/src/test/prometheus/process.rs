use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::failure::Failure;

/// Tries to reach the server before it counts as broken, with a pause between them.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

/// A Prometheus on a port of this machine, with a folder that goes with it.
pub(super) struct Process {
    pub(super) address: SocketAddr,
    child: Child,
    folder: TempDir,
}

impl Process {
    /// Starts it without anything to scrape.
    pub(super) fn start() -> Result<Self, Failure> {
        let cannot = |error: std::io::Error| Failure::usage(format!("cannot start prometheus: {error}"));
        let folder = tempfile::Builder::new().prefix("counterpoise-test-").tempdir().map_err(cannot)?;
        let config = folder.path().join("prometheus.yml");
        fs::write(&config, "scrape_configs: []\n").map_err(cannot)?;
        let log = File::create(folder.path().join("log")).map_err(cannot)?;
        // The system names a port that is free; Prometheus takes it a moment later.
        let address = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(cannot)?;
        let child = Command::new("prometheus")
            .arg(format!("--config.file={}", config.display()))
            .arg(format!("--storage.tsdb.path={}", folder.path().join("data").display()))
            // The samples of a test may be of any time.
            .arg("--storage.tsdb.retention.time=100y")
            .arg(format!("--web.listen-address={address}"))
            .arg("--web.enable-remote-write-receiver")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Failure::usage(
                    "there is no prometheus on the PATH: install it, or leave --prometheus out",
                ),
                _ => cannot(error),
            })?;
        Ok(Self { address, child, folder })
    }

    /// Waits until it is ready, but not for ever.
    pub(super) fn wait_until(&mut self, is_ready: impl Fn(SocketAddr) -> bool) -> Result<(), Failure> {
        for _ in 0..TRIES {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::usage(format!("prometheus ends with {status}\n{}", self.log())));
            }
            if is_ready(self.address) {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        Err(Failure::usage(format!("prometheus does not become ready\n{}", self.log())))
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // What it holds is worth nothing once the test is over.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
