//! `docs/findings.md`: each code of a finding, with files that have it and files that do not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use counterpoise::error::codes;
use indexmap::IndexMap;
use serde::Deserialize;

use crate::shell::{self, Result};

const FOLDER: &str = "core/src/error/codes/examples";

const HEAD: &str = "\
<!-- Generated from core/src/error/codes by `cargo xtask generate`; edit those files, not this one. -->
# Findings

What `counterpoise check` finds in files, code by code: what brings it about, why it matters, what to change, and files that have it beside files that do
not. `counterpoise explain-code CODE` prints the same. The tests check every file of this page. Where the mend is an edit that changes nothing else,
`counterpoise check --fix` makes it.

A comment `# counterpoise: ignore CODE reason` silences a finding on its line, in what begins below it, or, above everything else, in the file.
[Errors](errors.md) has all codes, those of single operations among them.
";

/// What a file of examples has of one code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    why: String,
    wrong: IndexMap<String, String>,
    right: IndexMap<String, String>,
}

/// The page.
pub(crate) fn page() -> Result<String> {
    let examples = examples()?;
    let mut page = String::from(HEAD);
    let mut area = "";
    for code in codes::all() {
        let Some(example) = examples.get(code.name) else { continue };
        let of = code.name.split('.').next().unwrap_or_default();
        if of != area {
            area = of;
            // Writing to a String cannot fail.
            let _ = write!(page, "\n## {area}\n");
        }
        let _ = write!(page, "\n### {}\n\n{} {}\n\n{}\n", code.name, code.cause, example.why, code.mend);
        for (title, files) in [("Wrong", &example.wrong), ("Right", &example.right)] {
            for (name, text) in files {
                let language = if name.ends_with(".json") { "json" } else { "yaml" };
                let _ = write!(page, "\n{title}, `{name}`:\n\n```{language}\n{}\n```\n", text.trim_end());
            }
        }
    }
    Ok(page)
}

/// All examples, by code.
fn examples() -> Result<BTreeMap<String, Example>> {
    let mut all = BTreeMap::new();
    let folder =
        std::fs::read_dir(shell::root().join(FOLDER)).map_err(|error| format!("{FOLDER}: {error}"))?;
    for entry in folder {
        let path = entry.map_err(|error| format!("{FOLDER}: {error}"))?.path();
        // Which codes have none.
        if path.ends_with("none.yaml") {
            continue;
        }
        let text = shell::read_file(&path)?;
        let examples: BTreeMap<String, Example> =
            serde_saphyr::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        all.extend(examples);
    }
    if let Some(name) = all.keys().find(|name| codes::all().all(|code| code.name != name.as_str())) {
        return Err(format!("{FOLDER} has an example of {name}, which is no code"));
    }
    Ok(all)
}
