//! The mends of findings as actions.

use counterpoise::error::Fix;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, TextEdit, Uri, WorkspaceEdit,
};

use super::check::Found;
use super::diagnostics;
use super::text::{Encoding, Text};

/// All mends of a file, which an editor may make whenever it saves.
pub(super) const FIX_ALL: &str = "source.fixAll.counterpoise";

/// The mends of what is found at a stretch of a document, and all of them together.
pub(super) fn at(
    params: &CodeActionParams,
    found: &[Found],
    (uri, text, encoding): (&Uri, &Text, Encoding),
) -> Vec<CodeActionResponse> {
    let wants = |kind: &str| {
        let only = params.context.only.as_deref();
        only.is_none_or(|only| only.iter().any(|only| is_within(kind, &kind_of(only))))
    };
    let start = text.offset(params.range.start, encoding);
    let end = text.offset(params.range.end, encoding);
    let is_there = |found: &&Found| {
        let span = found.span.or(found.fix.as_ref().map(|fix| fix.span));
        let bytes = span.map_or(0..0, |span| text.bytes(span));
        bytes.start <= end && start <= bytes.end
    };
    let edits = |fixes: &[&Fix]| {
        let edits = fixes.iter().map(|fix| edit(fix, text, encoding)).collect();
        let changes = [(uri.clone(), edits)].into_iter().collect();
        WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
    };
    let mut actions = Vec::new();
    if wants("quickfix") {
        for found in found.iter().filter(is_there) {
            let Some(fix) = &found.fix else { continue };
            actions.push(CodeAction {
                title: title(fix, text),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![diagnostics::one(found, uri, text, encoding)]),
                is_preferred: Some(true),
                edit: Some(edits(&[fix])),
                ..CodeAction::default()
            });
        }
    }
    let all = apart(found.iter().filter_map(|found| found.fix.as_ref()));
    if !all.is_empty() && wants(FIX_ALL) {
        actions.push(CodeAction {
            title: "Make all edits that `counterpoise check --fix` makes in this file".to_owned(),
            kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
            edit: Some(edits(&all)),
            ..CodeAction::default()
        });
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

/// Whether a kind is one that is asked for: it, or one within it.
fn is_within(kind: &str, asked: &str) -> bool {
    kind.strip_prefix(asked).is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// A kind by its name.
fn kind_of(kind: &CodeActionKind) -> String {
    serde_json::to_value(kind).ok().and_then(|kind| Some(kind.as_str()?.to_owned())).unwrap_or_default()
}

/// Edits that do not overlap, as `fixed` makes them: of two that do the one that begins first.
fn apart<'f>(fixes: impl Iterator<Item = &'f Fix>) -> Vec<&'f Fix> {
    let mut fixes: Vec<&Fix> = fixes.collect();
    let start = |fix: &Fix| (fix.span.line, fix.span.column);
    let end = |fix: &Fix| (fix.span.end_line, fix.span.end_column);
    fixes.sort_by_key(|fix| (start(fix), end(fix)));
    fixes.dedup();
    let mut done = (0, 0);
    fixes.retain(|fix| {
        let is_free = start(fix) >= done;
        if is_free {
            done = end(fix);
        }
        is_free
    });
    fixes
}

fn edit(fix: &Fix, text: &Text, encoding: Encoding) -> TextEdit {
    TextEdit { range: text.stretch(text.bytes(fix.span), encoding), new_text: fix.text.clone() }
}

/// What an edit does, in the words of the file.
fn title(fix: &Fix, text: &Text) -> String {
    let old = text.as_str().get(text.bytes(fix.span)).unwrap_or_default().trim();
    match (old, fix.text.trim()) {
        (old, "") => format!("Take `{}` out", short(old)),
        ("", new) => format!("Write `{}`", short(new)),
        (old, new) => format!("Write `{}` in the place of `{}`", short(new), short(old)),
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}
