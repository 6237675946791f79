//! The features of the core: it builds with each of them alone, and without each of them.

use crate::shell::{self, Result};

const FEATURES: [&str; 10] = [
    "annotations",
    "explain",
    "flagger",
    "handlebars",
    "keda",
    "promql-eval",
    "regex-perf",
    "replay",
    "simulate",
    "yaml",
];

/// Checks the core with none of its features, with each, and with all but each, which finds what pairs would find in half of
/// the time. Only the core itself is compiled anew: a minute and a half of the processor, the first time.
pub(crate) fn check() -> Result {
    let mut sets = vec![String::new()];
    for feature in FEATURES {
        let others: Vec<_> = FEATURES.into_iter().filter(|other| *other != feature).collect();
        sets.extend([feature.to_owned(), others.join(",")]);
    }
    let failing: Vec<_> = sets.into_iter().filter(|set| !builds(set)).collect();
    if failing.is_empty() { Ok(()) } else { Err(format!("not without warnings: {}", failing.join("; "))) }
}

fn builds(features: &str) -> bool {
    let arguments =
        ["check", "--quiet", "--package", "counterpoise", "--lib", "--no-default-features", "--features"];
    // What the compiler says goes to standard error, where it may say nothing.
    let Ok(checked) = shell::cargo().args(arguments).arg(features).output() else { return false };
    let said = String::from_utf8_lossy(&checked.stderr);
    let clean = checked.status.success() && said.is_empty();
    if !clean {
        println!("--features {features:?}\n{said}");
    }
    clean
}
