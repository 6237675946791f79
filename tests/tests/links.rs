//! Every link within the repository's pages leads somewhere, to its heading, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use counterpoise_tests::paths;

/// Folders whose pages are not ours, or are made.
const OTHERS: [&str; 6] = ["target", "node_modules", ".git", "pkg", "dist", "corpus"];

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !OTHERS.contains(&name.as_str()) {
            pages(&path, found);
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

/// A page without what stands between fences, and without code in a line.
fn prose(page: &str) -> String {
    let mut is_code = false;
    let lines = page.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        is_code ^= fence;
        !is_code && !fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What links of a page lead to.
fn links(page: &str) -> Vec<String> {
    let prose = prose(page);
    let mut links = Vec::new();
    let mut rest = prose.as_str();
    while let Some((_, behind)) = rest.split_once("](") {
        let (link, left) = behind.split_once(')').unwrap_or((behind, ""));
        links.push(link.split(' ').next().unwrap_or_default().to_owned());
        rest = left;
    }
    links
}

/// The anchors of a page's headings, as code hosts make them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut is_code = false;
    for line in page.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let Some(heading) = line.strip_prefix('#').filter(|_| !is_code) else { continue };
        let heading = heading.trim_start_matches('#').trim();
        // Of a link in a heading its text counts.
        let mut text = String::new();
        let mut left = heading;
        while let Some((before, behind)) = left.split_once('[') {
            let (inner, after) = behind.split_once(']').unwrap_or((behind, ""));
            text += before;
            text += inner;
            left = after.strip_prefix('(').and_then(|after| Some(after.split_once(')')?.1)).unwrap_or(after);
        }
        text += left;
        let text = text.to_lowercase();
        let kept = text.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        });
        let anchor: String = kept.collect();
        let same = anchors.iter().filter(|known: &&String| {
            known
                .strip_prefix(anchor.as_str())
                .is_some_and(|end| end.is_empty() || end.starts_with('-') && end[1..].parse::<u32>().is_ok())
        });
        let same = same.count();
        anchors.insert(if same == 0 { anchor } else { format!("{anchor}-{same}") });
    }
    anchors
}

#[test]
fn every_link_leads_somewhere() {
    let root = paths::root();
    let mut all = Vec::new();
    pages(&root, &mut all);
    assert!(all.len() > 30, "{all:?}");
    let (mut dead, mut followed) = (Vec::new(), 0);
    for page in &all {
        let text = fs::read_to_string(page).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") || link.is_empty() {
                continue;
            }
            followed += 1;
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let to = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            let leads = to.exists()
                && anchor.is_none_or(|anchor| {
                    to.extension().is_none_or(|end| end != "md")
                        || anchors(&fs::read_to_string(&to).unwrap()).contains(anchor)
                });
            if !leads {
                dead.push(format!("{}: {link}", page.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(followed > 150, "only {followed} links were found");
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}

/// `cargo xtask book` makes a book of what the summary names.
#[test]
fn every_page_of_the_docs_is_in_the_book() {
    let docs = paths::root().join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let (mut all, named) = (Vec::new(), links(&summary));
    pages(&docs, &mut all);
    let missing: Vec<_> = all
        .iter()
        .map(|page| page.strip_prefix(&docs).unwrap().to_string_lossy().into_owned())
        .filter(|page| page != "SUMMARY.md" && !named.contains(page))
        .collect();
    assert!(missing.is_empty(), "not in docs/SUMMARY.md: {missing:?}");
}
