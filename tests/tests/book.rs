//! Every block of the book's pages does what the page says: commands run and print what is shown, files are accepted, programs
//! are read by their compilers. What cannot be tried here says why by a word behind its language, and is counted.

#[path = "book/blocks.rs"]
mod blocks;
#[path = "book/commands.rs"]
mod commands;
#[path = "book/findings.rs"]
mod findings;
#[path = "book/languages.rs"]
mod languages;

use std::collections::BTreeMap;
use std::fs;
use std::thread;

use blocks::Block;
use commands::Folder;
use counterpoise_tests::paths;

/// Why a block is not tried here, and how many there are. One more is a decision, so the count is one, too.
const LEFT: [(&str, &str, usize); 7] = [
    ("build", "it installs, or builds for minutes: what it names are the suites and checks themselves", 12),
    ("cluster", "it asks a cluster, or shows what one answered: tests/tests/live and tests/e2e have one", 11),
    ("drawing", "a picture in letters", 3),
    ("editor", "it is for an editor: docs/editors.md says in which versions it was tried", 4),
    ("form", "a form whose words stand for others", 2),
    (
        "held",
        "it is held to what is printed by a test of its own: xtask/src/test/readme.rs, test_command/examples.rs",
        2,
    ),
    ("long", "half a minute where nothing is optimized; tests/tests/tune_command.rs has shorter ones", 1),
];

/// The one page that is checked as a whole, by the codes that its files have.
const FINDINGS: &str = "docs/findings.md";

/// The pages of the book, from the root of the repository on.
fn pages() -> Vec<String> {
    let summary = fs::read_to_string(paths::root().join("docs/SUMMARY.md")).unwrap();
    let links = summary.split("](").skip(1).map(|behind| behind.split_once(')').unwrap().0);
    links.map(|link| link.strip_prefix("../").map_or_else(|| format!("docs/{link}"), str::to_owned)).collect()
}

#[test]
fn every_block_does_what_it_says() {
    let pages = pages();
    assert!(pages.len() > 25, "{pages:?}");
    // A page is a story: what one command writes, a later one reads. Pages do not know each other.
    let told = thread::scope(|scope| {
        let running: Vec<_> = pages.iter().map(|page| scope.spawn(|| tell(page))).collect();
        running.into_iter().map(|page| page.join().unwrap()).collect::<Vec<_>>()
    });
    let mut left = BTreeMap::new();
    let mut wrong = Vec::new();
    for (words, messages) in told {
        wrong.extend(messages);
        for word in words {
            *left.entry(word).or_insert(0) += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let known: BTreeMap<_, _> = LEFT.iter().map(|(word, _, count)| ((*word).to_owned(), *count)).collect();
    assert_eq!(left, known, "blocks that are not tried here, by the word that says why: see LEFT");
}

/// The words of blocks that are left out, and what is wrong with the others.
fn tell(page: &str) -> (Vec<String>, Vec<String>) {
    let text = fs::read_to_string(paths::root().join(page)).unwrap();
    if page == FINDINGS {
        return (Vec::new(), findings::wrong(&text));
    }
    let folder = Folder::of(page);
    let (mut left, mut wrong, mut printed) = (Vec::new(), Vec::new(), String::new());
    for block in blocks::of(page, &text) {
        if let Some((word, _, _)) = LEFT.iter().find(|(word, _, _)| block.is(word)) {
            left.push((*word).to_owned());
            wrong.extend(commands::tasks_that_are_none(&block));
        } else if let Err(message) = tried(&block, &folder, &mut printed) {
            wrong.push(format!("{} ({}): {message}", block.at, block.language));
        }
    }
    (left, wrong)
}

/// Tries a block; `printed` is what the last command of the page printed.
fn tried(block: &Block, folder: &Folder, printed: &mut String) -> Result<(), String> {
    if block.is("output") {
        return commands::same(&block.text, printed);
    }
    if let Some(name) = block.file() {
        folder.has(name, &block.text)?;
    }
    match block.language.as_str() {
        "console" => folder.session(&block.text, printed),
        "sh" => folder.script(&block.text, printed),
        "python" => folder.program(&block.text, printed),
        language => languages::read(language, &block.text, folder),
    }
}

/// Rust's own tests of documentation compile and run these.
#[test]
fn pages_with_rust_are_tests_of_rust() {
    let library = fs::read_to_string(paths::root().join("tests/src/lib.rs")).unwrap();
    for page in pages() {
        let text = fs::read_to_string(paths::root().join(&page)).unwrap();
        let has_rust = blocks::of(&page, &text).iter().any(|block| block.language == "rust");
        assert_eq!(has_rust, library.contains(&format!("include_str!(\"../../{page}\")")), "{page}");
    }
}
