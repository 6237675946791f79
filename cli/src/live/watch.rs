//! One HPA again and again, as `kubectl get --watch` does it: a line when something is another.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::gather::gather;
use super::standing::Standing;
use super::{ClusterArguments, Gathered};
use crate::clock;
use crate::failure::Failure;

/// Prints a line at first, and then one whenever the next sync comes to something else, until the process is ended.
///
/// # Errors
/// Where standard output cannot be written to; where nobody reads any longer it ends.
pub(crate) fn watch(
    name: &str,
    cluster: &ClusterArguments,
    interval: Duration,
    explain: impl Fn(&Gathered) -> Result<Value, Failure>,
) -> Result<(), Failure> {
    let mut last = None;
    let mut goes_on = print("TIME", "STATE", "REPLICAS", "REASON")?;
    while goes_on {
        let standing = Standing::of(gather(name, cluster), &explain);
        let Standing { state, current, desired, cause, missing } = standing;
        let reason = [cause].into_iter().chain(missing).filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let now = (state, current, desired, reason.join("; "));
        if last.as_ref() != Some(&now) {
            let at = clock::now();
            // To the second.
            let at = at.split_once('.').map_or(at.clone(), |(seconds, _)| format!("{seconds}Z"));
            goes_on = print(&at, state.name(), &format!("{current} → {desired}"), &now.3)?;
            last = Some(now);
        }
        thread::sleep(interval);
    }
    Ok(())
}

/// Prints a line at once; false where nobody reads it.
fn print(time: &str, state: &str, replicas: &str, reason: &str) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{time:<23}{state:<15}{replicas:<11}{reason}").and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::usage(format!("cannot write: {error}"))),
    }
}
