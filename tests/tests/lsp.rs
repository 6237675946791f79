//! `counterpoise lsp` as an editor has it: what it shows is what `counterpoise check` tells, whatever way the text came about, and
//! what it offers is what the other commands do.

#[path = "lsp/across.rs"]
mod across;
#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/completion.rs"]
mod completion;
#[path = "lsp/edits.rs"]
mod edits;
#[path = "lsp/files.rs"]
mod files;
#[path = "lsp/findings.rs"]
mod findings;
#[path = "lsp/folder.rs"]
mod folder;
#[path = "lsp/half.rs"]
mod half;
#[path = "lsp/metrics.rs"]
mod metrics;
#[path = "lsp/protocol.rs"]
mod protocol;
#[path = "lsp/shop.rs"]
mod shop;
