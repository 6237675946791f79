//! Binaryen's optimizer, which runs in Node: it makes the module smaller than the compiler alone can.

use std::path::Path;

use crate::npm;
use crate::shell::{self, Result};

/// Where `package-lock.json` pins the optimizer.
const FOLDER: &str = "wasm/tools";

/// For size, with what Rust's own target has: a module may not use more after it than before.
const ARGUMENTS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Optimizes a module in place. It takes a minute, so the last answer is kept beside its question and given again to the
/// same one.
pub(crate) fn run(module: &Path) -> Result {
    npm::install(FOLDER)?;
    let kept = shell::target().join("surfaces/wasm-opt");
    let (question, answer, how) = (kept.join("module.wasm"), kept.join("optimized.wasm"), kept.join("how"));
    let lock = shell::read_file(&shell::root().join(FOLDER).join("package-lock.json"))?;
    let asked = format!("{}\n{lock}", ARGUMENTS.join(" "));
    let same = shell::read_file(&how).ok() == Some(asked.clone())
        && shell::read_bytes(&question).ok() == Some(shell::read_bytes(module)?);
    if !same || !answer.exists() {
        // What is kept is whole only with `how`, which is written last.
        shell::clear(&kept)?;
        shell::copy_file(module, &question)?;
        let mut optimizer = npm::program(FOLDER, "wasm-opt");
        shell::run(optimizer.args(ARGUMENTS).arg(&question).arg("-o").arg(&answer))?;
        shell::write_file(&how, asked)?;
    }
    shell::copy_file(&answer, module)
}
