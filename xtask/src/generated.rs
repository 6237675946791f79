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
        ("wasm/npm/codes.js", module_codes()),
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
 * and only if it is not NULL.
 *
 * Text goes in as a pointer and a length in bytes, and needs no NUL; NULL and 0 are the empty text. A list of texts is
 * the bytes of all, one after another, and an array that says where each ends. But for series a text has at most 16 MiB
 * and an array as many values, and a longer one is refused unread. Nothing that goes in is kept. Text comes out as a handle with a data and a len
 * function, or into a buffer of the caller's: `needed` says how much there is, and COUNTERPOISE_BUFFER_TOO_SMALL that
 * nothing was written, so that a capacity of 0 asks for the length. Arrays of structs come out the same way.
 *
 * Each handle has one free function, which takes NULL too. But for the builder a handle may be shared by threads without
 * a lock; free it when the last of them is done with it. To use a handle that was freed, to free it twice, or to give one
 * of another kind is undefined; a debug build of the library finds it out, with COUNTERPOISE_BAD_HANDLE or a line on
 * standard error. A fault inside Counterpoise becomes a status and never ends the process.
 *
 * Any operation runs on JSON by counterpoise_call; its inputs and results are those of every Counterpoise surface, and
 * engine.version lists them. What a host does often has typed calls, which give the same: an engine of series that come in
 * pieces (counterpoise_builder_new), queries, values, quantities, replica counts, and syncs of the HPA controller.
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
    for kind in [
        "Builder",
        "Controller",
        "Engine",
        "Error",
        "Pod",
        "Proposal",
        "Quantity",
        "Request",
        "Scope",
        "String",
        "Text",
        "Value",
    ] {
        let c = format!("counterpoise_{}", kind.to_lowercase());
        config.export.rename.insert(format!("Counterpoise{kind}"), c);
    }
    // A host of WebAssembly has no other way to hand a text in; one of C needs none.
    config.export.exclude =
        ["counterpoise_buffer_new", "counterpoise_buffer_free"].map(str::to_owned).to_vec();
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

/// What the npm package says itself, where its module cannot.
fn module_codes() -> String {
    let mut script = String::from(
        "// Generated from core/src/error/codes/module.rs by `cargo xtask generate`; edit that file, not this one.\n",
    );
    for code in codes::all() {
        let Some(problem) = code.name.strip_prefix("module.") else { continue };
        let fields = serde_json::json!({ "code": code.name, "message": code.cause, "hint": code.mend });
        let name = problem.replace('-', "_").to_uppercase();
        script.push_str(&format!("export const {name} = {fields};\n"));
    }
    script
}

/// Text as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
