//! What Prometheus scrapes: series whose samples carry times of their own, so that five minutes pass in a second and
//! every rate is exact.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Seconds between two samples.
const STEP: u32 = 15;
/// Scrapes that bring new samples: five minutes and the one that starts them.
const SCRAPES: u32 = 5 * 60 / STEP + 1;
const PATIENCE: Duration = Duration::from_secs(60);

/// A series and how it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its labels, `__name__` among them.
    pub labels: BTreeMap<String, String>,
    /// How its value goes.
    pub shape: Shape,
}

/// How the value of a series goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A counter that rises by so much a second.
    Rate(f64),
    /// A gauge that stands still.
    Value(f64),
}

/// The page that Prometheus scrapes.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) address: String,
    /// The time of the last samples, Unix seconds.
    pub(super) now: i64,
    done: Receiver<()>,
}

impl Target {
    pub(super) fn serve(series: Vec<Series>) -> Result<Self, String> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(|e| e.to_string())?;
        let address = listener.local_addr().map_err(|e| e.to_string())?.to_string();
        let now = unix_seconds()?;
        let (sender, done) = channel();
        std::thread::spawn(move || answer_scrapes(&listener, &series, now, &sender));
        Ok(Self { address, now, done })
    }

    pub(super) fn wait_until_scraped(&self) -> Result<(), String> {
        self.done.recv_timeout(PATIENCE).map_err(|_| "the series are not scraped".to_owned())
    }
}

/// Prometheus refuses samples that are far from its own clock, so the samples end now.
#[allow(clippy::disallowed_types, reason = "a real Prometheus has a real clock")]
fn unix_seconds() -> Result<i64, String> {
    let since =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_err(|e| e.to_string())?;
    i64::try_from(since.as_secs()).map_err(|e| e.to_string())
}

fn answer_scrapes(listener: &TcpListener, series: &[Series], now: i64, done: &Sender<()>) {
    let mut scrapes = 0;
    for stream in listener.incoming().flatten() {
        // Prometheus keeps its connection, and one after the other is all it needs.
        if !answer_connection(stream, series, now, &mut scrapes, done) {
            return;
        }
    }
}

/// False when nobody waits any longer.
fn answer_connection(
    stream: TcpStream,
    series: &[Series],
    now: i64,
    scrapes: &mut u32,
    done: &Sender<()>,
) -> bool {
    let Ok(mut writer) = stream.try_clone() else { return true };
    let mut lines = BufReader::new(stream).lines();
    // One request is the lines up to an empty one.
    while lines.by_ref().map_while(Result::ok).find(|line| line.is_empty()).is_some() {
        // This scrape starts after the one before was stored: once the last has been, all is there.
        if *scrapes == SCRAPES && done.send(()).is_err() {
            return false;
        }
        let page = page(series, (*scrapes).min(SCRAPES - 1), now);
        *scrapes = scrapes.saturating_add(1);
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n", page.len());
        if writer.write_all((head + &page).as_bytes()).is_err() {
            break;
        }
    }
    true
}

fn page(series: &[Series], scrape: u32, now: i64) -> String {
    let milliseconds = (now - i64::from((SCRAPES - 1 - scrape) * STEP)) * 1000;
    let mut page = String::new();
    for Series { labels, shape } in series {
        let name = labels.get("__name__").map_or("", String::as_str);
        let others: Vec<_> = labels
            .iter()
            .filter(|(key, _)| *key != "__name__")
            .map(|(key, value)| format!("{key}={value:?}"))
            .collect();
        let value = match shape {
            Shape::Rate(rate) => rate * f64::from(scrape * STEP),
            Shape::Value(value) => *value,
        };
        let _ = writeln!(page, "{name}{{{}}} {value} {milliseconds}", others.join(","));
    }
    page
}
