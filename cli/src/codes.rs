//! What each code is about: its cause, its mend, and files that show it. The files are those of `docs/findings.md`.

use std::fmt::Write;

use counterpoise::error::{Code, codes};
use serde_json::Value;

/// Where the project lives.
pub(crate) const REPOSITORY: &str = "https://github.com/counterpoise/counterpoise";

/// The examples by area. They stand here and not in the library, whose WebAssembly module would carry them.
const EXAMPLES: [(&str, &str); 8] = [
    ("files", include_str!("../../core/src/error/codes/examples/files.yaml")),
    ("hpa", include_str!("../../core/src/error/codes/examples/hpa.yaml")),
    ("metrics", include_str!("../../core/src/error/codes/examples/metrics.yaml")),
    ("promql", include_str!("../../core/src/error/codes/examples/promql.yaml")),
    ("resources", include_str!("../../core/src/error/codes/examples/resources.yaml")),
    ("rules", include_str!("../../core/src/error/codes/examples/rules.yaml")),
    ("template", include_str!("../../core/src/error/codes/examples/template.yaml")),
    ("yaml", include_str!("../../core/src/error/codes/examples/yaml.yaml")),
];

/// A code's entry in the registry.
pub(crate) fn find(name: &str) -> Option<&'static Code> {
    codes::all().find(|code| code.name == name)
}

/// What `examples/<area>.yaml` has of a code: `why`, and the files of `wrong` and `right`.
pub(crate) fn example(name: &str) -> Option<Value> {
    let (area, _) = name.split_once('.')?;
    let (_, text) = EXAMPLES.iter().find(|(held, _)| *held == area)?;
    let examples: Value = counterpoise::kube::from_str(text).ok()?;
    examples.get(name).cloned()
}

/// The page of the documentation, with the place in it.
pub(crate) fn page(name: &str) -> String {
    match example(name) {
        Some(_) => format!("findings.md#{}", name.replace('.', "")),
        None => {
            let area = name.split('.').next().unwrap_or_default();
            format!("errors.md#{area}")
        }
    }
}

/// Where the documentation of a code stands on the web.
pub(crate) fn address(name: &str) -> String {
    format!("{REPOSITORY}/blob/main/docs/{}", page(name))
}

/// The files of an example, by name.
pub(crate) fn files<'e>(example: &'e Value, side: &str) -> impl Iterator<Item = (&'e str, &'e str)> {
    let files = example.get(side).and_then(Value::as_object).into_iter().flatten();
    files.filter_map(|(name, text)| Some((name.as_str(), text.as_str()?)))
}

/// Mend and examples for who reads Markdown.
pub(crate) fn markdown(name: &str, mend: &str) -> String {
    let mut out = mend.to_owned();
    let Some(example) = example(name) else { return out };
    // Writing to a String cannot fail.
    let _ = write!(out, "\n\n{}", example.get("why").and_then(Value::as_str).unwrap_or_default());
    for (side, title) in [("wrong", "Wrong"), ("right", "Right")] {
        for (file, text) in files(&example, side) {
            let _ = write!(out, "\n\n{title}, `{file}`:\n\n```yaml\n{}\n```", text.trim_end());
        }
    }
    out
}

/// Codes that may have been meant by a name that is none, the nearest first.
pub(crate) fn near(name: &str) -> Vec<&'static str> {
    const SHOWN: usize = 3;
    const NEAR: f64 = 0.75;
    let given = name.to_ascii_lowercase().replace(['_', ' ', '/'], "-");
    let likeness = |code: &str| {
        let problem = code.split_once('.').map_or(code, |(_, problem)| problem);
        strsim::jaro_winkler(&given, code).max(strsim::jaro_winkler(&given, problem))
    };
    let mut near: Vec<_> =
        codes::all().map(|code| (likeness(code.name), code.name)).filter(|(like, _)| *like >= NEAR).collect();
    near.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    near.into_iter().take(SHOWN).map(|(_, name)| name).collect()
}
