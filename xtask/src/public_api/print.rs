//! Rust tokens as a person would write them, on one line.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The text of a piece of code.
pub(super) fn text(code: &impl ToTokens) -> String {
    let mut out = String::new();
    write(code.to_token_stream(), &mut out);
    out
}

fn write(tokens: TokenStream, out: &mut String) {
    let mut before: Option<TokenTree> = None;
    // The last punctuation with all that is joined to it, `->` or `::`.
    let mut joined = String::new();
    for token in tokens {
        if before.as_ref().is_some_and(|before| is_apart(before, &joined, &token)) {
            out.push(' ');
        }
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let mut inner = String::new();
                write(group.stream(), &mut inner);
                let inner = inner.trim_end_matches(',');
                out.push_str(if inner.is_empty() { open.trim_end() } else { open });
                out.push_str(inner);
                out.push_str(if inner.is_empty() { close.trim_start() } else { close });
            }
            TokenTree::Punct(punct) => {
                if !matches!(&before, Some(TokenTree::Punct(last)) if last.spacing() == Spacing::Joint) {
                    joined.clear();
                }
                joined.push(punct.as_char());
                out.push(punct.as_char());
            }
            token => out.push_str(&token.to_string()),
        }
        before = Some(token);
    }
}

/// Whether a space stands between two tokens; `joined` is the punctuation that ends with the first.
fn is_apart(first: &TokenTree, joined: &str, second: &TokenTree) -> bool {
    let binary = |punct: &str| matches!(punct, "->" | "=" | "+" | "|" | "=>");
    match (first, second) {
        (TokenTree::Punct(punct), _) if punct.spacing() == Spacing::Joint => false,
        (TokenTree::Punct(_), TokenTree::Punct(next)) if joined == ">" && next.as_char() == '-' => true,
        (TokenTree::Punct(_), TokenTree::Punct(next)) if matches!(next.as_char(), '=' | '+' | '|') => true,
        (TokenTree::Punct(_), TokenTree::Ident(_)) if joined.ends_with('>') => true,
        (TokenTree::Punct(_), _) => binary(joined) || matches!(joined, "," | ";" | ":"),
        (_, TokenTree::Punct(next)) => {
            matches!(next.as_char(), '=' | '+' | '|' | '-')
                || matches!(first, TokenTree::Ident(_)) && matches!(next.as_char(), '&' | '\'' | '*')
        }
        (TokenTree::Ident(word), TokenTree::Group(group)) => {
            group.delimiter() == Delimiter::Brace
                || matches!(word.to_string().as_str(), "mut" | "for" | "dyn" | "where" | "const" | "in")
        }
        (TokenTree::Group(_), TokenTree::Group(_)) => false,
        _ => true,
    }
}
