//! All upstream vectors on the library, against the committed counts.
//!
//! `UPDATE_RATCHET=1` writes the counts; `RATCHET_SHOW=quantity.jsonl` prints what does not agree in a file.

use counterpoise_tests::ratchet::{self, Count};
use counterpoise_tests::{paths, skip::say};

#[test]
fn no_fewer_vectors_agree_than_recorded() {
    let folder = paths::upstream_vectors();
    if !folder.is_dir() {
        say(&format!("skipped: all upstream vectors are not there ({})", folder.display()));
        return;
    }
    let recorded = ratchet::read().unwrap();
    let (counts, failures) = ratchet::count(&folder).unwrap();
    if let Some(failures) = std::env::var("RATCHET_SHOW").ok().and_then(|name| failures.get(&name)) {
        failures.iter().for_each(|failure| say(failure));
    }
    let mut lost = Vec::new();
    let mut gained = false;
    for (name, count) in &counts {
        let before = recorded.get(name).copied().unwrap_or(Count { agree: 0, of: count.of });
        let Count { agree, of } = count;
        if agree < &before.agree {
            let shown: Vec<_> = failures[name].iter().take(3).map(String::as_str).collect();
            lost.push(format!("{name}: {agree} of {of} agree, {} did\n{}", before.agree, shown.join("\n")));
        } else if before != *count {
            gained = true;
            say(&format!("raise the ratchet: {name}: {agree} of {of} agree, recorded are {}", before.agree));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    if (gained || recorded.len() != counts.len()) && std::env::var_os("UPDATE_RATCHET").is_some() {
        ratchet::write(&counts).unwrap();
    }
}
