//! How far a command is, on standard error where that is a terminal, and nothing elsewhere.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Until it is dropped, which leaves nothing behind.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// That something goes on, of whose length nothing is known.
    pub(crate) fn waiting(what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, target());
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// That so many are to be done at most.
    pub(crate) fn of(most: usize, what: &'static str) -> Self {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(most), target());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        Self(bar)
    }

    /// One more is done.
    pub(crate) fn advance(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn target() -> ProgressDrawTarget {
    if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() }
}
