//! What Rust code uses of its own crate, read from its tokens: comments, texts and test code say nothing.

use std::iter::Peekable;
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

use crate::shell::Result;

/// A name of the crate's root that a file uses, and the line where it does.
#[derive(Debug, PartialEq, Eq, Clone)]
pub(super) struct Use {
    pub(super) line: usize,
    pub(super) name: String,
}

type Tokens = Peekable<token_stream::IntoIter>;

/// The names of the crate's root that a file uses through `crate::` or enough `super::`. `place` is the file's module
/// path.
pub(super) fn of(code: &str, place: &[String]) -> Result<Vec<Use>> {
    let mut uses = Vec::new();
    walk(lex(code)?, place.len(), &mut uses);
    Ok(uses)
}

/// The modules that `lib.rs` declares.
pub(super) fn modules(lib: &str) -> Result<Vec<String>> {
    let mut tokens = lex(lib)?.into_iter().peekable();
    let mut modules = Vec::new();
    while let Some(token) = tokens.next() {
        if is_ident(&token, "mod")
            && let Some(TokenTree::Ident(name)) = tokens.peek()
        {
            modules.push(name.to_string());
        }
    }
    Ok(modules)
}

/// What `lib.rs` exports under a name of its own: the name and the module that it comes from.
pub(super) fn exports(lib: &str) -> Result<Vec<(String, String)>> {
    let mut tokens = lex(lib)?.into_iter().peekable();
    let mut exports = Vec::new();
    while let Some(token) = tokens.next() {
        if !is_ident(&token, "use") {
            continue;
        }
        let path: TokenStream =
            std::iter::from_fn(|| tokens.next_if(|token| !is_punct(token, ';'))).collect();
        let mut path = path.into_iter().filter(|token| !is_ident(token, "crate") && !is_punct(token, ':'));
        if let Some(TokenTree::Ident(module)) = path.next() {
            leaves(path, &module.to_string(), &mut exports);
        }
    }
    Ok(exports)
}

/// Every name in the rest of a `use`: one too many (a module on the way) does no harm.
fn leaves(path: impl Iterator<Item = TokenTree>, module: &str, exports: &mut Vec<(String, String)>) {
    for token in path {
        match token {
            TokenTree::Ident(name) => exports.push((name.to_string(), module.to_owned())),
            TokenTree::Group(group) => leaves(group.stream().into_iter(), module, exports),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn lex(code: &str) -> Result<TokenStream> {
    TokenStream::from_str(code).map_err(|error| error.to_string())
}

/// Collects uses from tokens that stand `depth` modules below the crate's root.
fn walk(tokens: TokenStream, depth: usize, uses: &mut Vec<Use>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(ref punct) if punct.as_char() == '#' && is_test_attribute(tokens.peek()) => {
                skip_item(&mut tokens);
            }
            TokenTree::Ident(ref ident) if ident == "crate" => path(&mut tokens, uses),
            TokenTree::Ident(ref ident) if ident == "super" => {
                if climbs_to_root(&mut tokens, depth) {
                    path(&mut tokens, uses);
                }
            }
            TokenTree::Ident(ref ident) if ident == "mod" => {
                // A module in the file: what it writes as `super` is one step further from the root.
                tokens.next_if(|token| matches!(token, TokenTree::Ident(_)));
                if let Some(TokenTree::Group(body)) = tokens.next_if(is_braces) {
                    walk(body.stream(), depth + 1, uses);
                }
            }
            TokenTree::Group(group) => walk(group.stream(), depth, uses),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// After a `super`: consumes further `::super` and says whether they lead to the crate's root.
fn climbs_to_root(tokens: &mut Tokens, depth: usize) -> bool {
    let mut climbed = 1;
    loop {
        let mut ahead = tokens.clone();
        if !(skip_colons(&mut ahead) && ahead.next_if(|token| is_ident(token, "super")).is_some()) {
            return climbed == depth;
        }
        *tokens = ahead;
        climbed += 1;
    }
}

/// After the crate's root: the name behind `::`, or the first name of each branch of a `use` tree.
fn path(tokens: &mut Tokens, uses: &mut Vec<Use>) {
    if !skip_colons(tokens) {
        return;
    }
    match tokens.next() {
        Some(TokenTree::Ident(name)) => {
            uses.push(Use { line: name.span().start().line, name: name.to_string() });
        }
        Some(TokenTree::Group(tree)) => {
            let mut branch_starts = true;
            for token in tree.stream() {
                match token {
                    TokenTree::Ident(name) if branch_starts => {
                        uses.push(Use { line: name.span().start().line, name: name.to_string() });
                        branch_starts = false;
                    }
                    token => branch_starts = is_punct(&token, ','),
                }
            }
        }
        _ => {}
    }
}

fn skip_colons(tokens: &mut Tokens) -> bool {
    tokens.next_if(|token| is_punct(token, ':')).is_some()
        && tokens.next_if(|token| is_punct(token, ':')).is_some()
}

/// Whether the token after a `#` is `[cfg(test)]` or `[test]`.
fn is_test_attribute(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(attribute)) = token else { return false };
    let text: String = attribute.stream().to_string().split_whitespace().collect();
    text == "cfg(test)" || text == "test"
}

/// Consumes an attribute's group and the item behind it: to its `;`, or to its body in braces.
fn skip_item(tokens: &mut Tokens) {
    let mut in_use = false;
    for token in tokens.by_ref() {
        in_use |= is_ident(&token, "use");
        // The braces of a `use` tree are not a body.
        if is_punct(&token, ';') || (is_braces(&token) && !in_use) {
            return;
        }
    }
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
