//! `cargo xtask playground`: the rule playground, a static site that uses the npm package.

use crate::npm;
use crate::shell::{self, Result};
use crate::size;
use crate::wasm::{self, Module};

/// Where its sources are; the site is built into `dist/`.
pub(crate) const FOLDER: &str = "js-demo";

/// Builds the npm package, and then the site; with `open`, serves the sources in its place and opens a browser.
pub(crate) fn run(open: bool) -> Result {
    wasm::build(if open { Module::Tried } else { Module::Shipped })?;
    npm::install(FOLDER)?;
    if open {
        return shell::run(npm::program(FOLDER, "vite").arg("--open"));
    }
    build()?;
    println!("{FOLDER}/dist: any static file server can serve it");
    Ok(())
}

/// Checks the types and builds the site, of packages that are there; fails where its scripts are too large.
pub(crate) fn build() -> Result {
    shell::run(&mut npm::program(FOLDER, "tsc"))?;
    shell::run(npm::program(FOLDER, "vite").arg("build"))?;
    size::page(&shell::root().join(FOLDER).join("dist/assets"))
}
