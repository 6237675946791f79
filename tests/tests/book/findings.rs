//! The page of the findings: the files of each code that are wrong have it, and those that are right have not.

use counterpoise::ops;
use serde_json::{Value, json};

/// What is not as the page says.
pub(crate) fn wrong(page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut blocks = 0;
    for part in page.split("\n### ").skip(1) {
        let (code, shown) = part.split_once('\n').unwrap();
        for (title, is_wrong) in [("Wrong", true), ("Right", false)] {
            let files = files(shown, title);
            blocks += files.len();
            let checked = ops::call_value(None, "files.check", json!({ "files": files })).unwrap();
            let found = checked["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == code);
            if found != is_wrong {
                wrong.push(format!("docs/findings.md: {code}, {title}: {}", checked["findings"]));
            }
        }
    }
    let all = page.lines().filter(|line| line.starts_with("```") && *line != "```").count();
    if blocks != all {
        wrong.push(format!("docs/findings.md: {blocks} of {all} blocks are files of a code"));
    }
    wrong
}

/// The files below `Wrong, NAME:` or `Right, NAME:`.
fn files(shown: &str, title: &str) -> Vec<Value> {
    let title = format!("\n{title}, `");
    let named = shown.split(&title).skip(1).map(|part| {
        let (name, behind) = part.split_once("`:\n\n```").unwrap();
        let (_, text) = behind.split_once('\n').unwrap();
        json!({ "name": name, "text": text.split_once("\n```\n").map_or(text, |(text, _)| text) })
    });
    named.collect()
}
