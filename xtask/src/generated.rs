//! The content of the generated files.

use std::fmt::Write as _;

use cbindgen::{Braces, Builder, Config, DocumentationLength, DocumentationStyle, Language, SortKey, Style};
use counterpoise::error::codes;

use crate::shell::{self, Result};
use crate::{contract, findings, public_api};

/// Each generated file: its path in the repository and its content.
pub(crate) fn files() -> Result<Vec<(&'static str, String)>> {
    let mut files = vec![
        ("ffi/include/counterpoise.h", header()?),
        ("docs/errors.md", errors()?),
        ("docs/findings.md", findings::page()?),
        ("core/public-api.txt", public_api::listing()?),
    ];
    files.extend(contract::files()?);
    Ok(files)
}

const HEADER: &str = "\
/*
 * Counterpoise for C: the arithmetic between a Kubernetes metric and a replica count.
 *
 * Every fallible call returns a status, COUNTERPOISE_OK or another COUNTERPOISE_ constant. Its result comes through the
 * `out` parameter, written only on success; why it failed comes through the `error` parameter, written only on failure
 * and only if it is not NULL. Text goes in as a pointer and a length in bytes, and needs no NUL; text comes out as a
 * handle with a data and a len function. Each handle has one free function, which takes NULL too. Handles are
 * immutable, so threads may share them without a lock; free one when the last of them is done with it. A fault
 * inside Counterpoise becomes a status and never ends the process.
 *
 * Operations, their inputs and results are those of every Counterpoise surface; engine.version lists them.
 *
 * Generated from the counterpoise-ffi crate by `cargo xtask generate`; edit the crate, not this file.
 */";

/// The C header, from the crate that defines the functions.
fn header() -> Result<String> {
    let mut config = Config {
        language: Language::C,
        header: Some(HEADER.to_owned()),
        include_guard: Some("COUNTERPOISE_H".to_owned()),
        cpp_compat: true,
        no_includes: true,
        sys_includes: ["stddef.h", "stdint.h"].map(str::to_owned).to_vec(),
        usize_is_size_t: true,
        style: Style::Type,
        braces: Braces::SameLine,
        line_length: 110,
        documentation_style: DocumentationStyle::Doxy,
        documentation_length: DocumentationLength::Full,
        ..Config::default()
    };
    config.function.sort_by = Some(SortKey::None);
    config.constant.sort_by = Some(SortKey::None);
    for (rust, c) in [
        ("CounterpoiseString", "counterpoise_string"),
        ("CounterpoiseError", "counterpoise_error"),
        ("CounterpoiseEngine", "counterpoise_engine"),
    ] {
        config.export.rename.insert(rust.to_owned(), c.to_owned());
    }
    let bindings = Builder::new()
        .with_config(config)
        .with_crate(shell::root().join("ffi"))
        .generate()
        .map_err(|error| format!("the header: {error}"))?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = String::from_utf8(text).map_err(|error| format!("the header: {error}"))?;
    Ok(without_safety_sections(&text))
}

/// What Rust's callers are told about safety, C's know from the parameters.
fn without_safety_sections(header: &str) -> String {
    let mut text = String::new();
    let mut in_safety = false;
    for line in header.lines() {
        if line.trim() == "* # Safety" {
            in_safety = true;
            let end = text.trim_end().strip_suffix('*').map_or(text.len(), |rest| rest.trim_end().len());
            text.truncate(end);
            text.push('\n');
        }
        in_safety &= line.trim() != "*/";
        if !in_safety {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The registry of error codes as a page.
fn errors() -> Result<String> {
    let mut page = String::from(
        "<!-- Generated from core/src/error/codes by `cargo xtask generate`; edit those files, not this one. -->\n\
         # Errors\n\n\
         Every error has one of these codes. A code keeps its meaning for ever; the message says what was found, in\n\
         the words of the input at hand. [Findings](findings.md) shows those of files with examples.\n",
    );
    let mut area = "";
    for code in codes::all() {
        let (of, _) = code.name.split_once('.').ok_or_else(|| format!("{:?} has no area", code.name))?;
        let written = if of == area {
            Ok(())
        } else {
            area = of;
            write!(page, "\n## {area}\n\n| code | cause | mend |\n|---|---|---|\n")
        };
        written
            .and_then(|()| writeln!(page, "| `{}` | {} | {} |", code.name, cell(code.cause), cell(code.mend)))
            .map_err(|error| error.to_string())?;
    }
    Ok(page)
}

/// Text as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
