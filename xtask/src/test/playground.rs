//! The playground: its parts in Node, and the built site in a browser.

use super::{must, tap};
use crate::playground::{self, FOLDER};
use crate::tally::Tally;
use crate::{npm, shell};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Builds the site of the npm package that is there, and tries it.
pub(super) fn test(tally: &mut Tally) {
    shell::step("the playground");
    if shell::installed(&["node"]).is_none() {
        return tally.skip("the playground", "install Node 20 or newer");
    }
    if let Err(message) = npm::install(FOLDER) {
        println!("{message}");
        return tally.skip("the playground", npm::REMEDY);
    }
    let mut prettier = npm::program(FOLDER, "prettier");
    prettier.args(["--check", "--log-level=warn", "."]);
    must(tally, "the playground's formatting", shell::run(&mut prettier));
    if !must(tally, "the playground", playground::build()) {
        return;
    }
    suite(tally, "unit");
    shell::step("the playground in a browser");
    match shell::installed(&BROWSERS) {
        None => tally.skip("the playground in a browser", "install chromium"),
        Some(_) => suite(tally, "browser"),
    }
}

/// Runs a project of `vite.config.ts`.
fn suite(tally: &mut Tally, project: &str) {
    let mut vitest = npm::program(FOLDER, "vitest");
    vitest.args(["run", "--reporter=tap-flat", "--project", project]);
    tap(tally, &format!("playground, {project}"), &mut vitest);
}
