//! One engine under many threads, by ThreadSanitizer: through Rust and through C.

use crate::shell::{self, Result};

use super::tools;

/// Runs `tests/tests/threads.rs` with its standard library and everything else compiled for ThreadSanitizer.
///
/// # Errors
/// Where there is no nightly compiler, or two threads touch one thing at once.
pub(crate) fn run() -> Result {
    tools::nightly()?;
    let host = tools::host()?;
    shell::step("64 threads on one engine, by ThreadSanitizer");
    let mut cargo = shell::program("cargo");
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    cargo.args([
        "+nightly",
        "test",
        "-Zbuild-std",
        "--target",
        &host,
        "--package",
        "counterpoise-tests",
        "--test",
        "threads",
    ]);
    cargo.args(["--profile", "oracle", "--", "--nocapture"]);
    cargo.env("RUSTFLAGS", "-Zsanitizer=thread").env("CARGO_TARGET_DIR", shell::target().join("threads"));
    cargo.env("THREADS_CALLS", "1000000");
    shell::run(&mut cargo).map_err(|error| format!("{error}; where the standard library's sources are missing: rustup +nightly component add rust-src"))
}
