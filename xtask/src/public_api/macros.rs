//! The items that the core's own macros declare, as far as they are seen from outside.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use syn::{Item, ItemMacro};

use crate::shell::Result;

/// The items of a macro's call; an error for a macro that is not known here.
pub(super) fn items(called: &ItemMacro) -> Result<Vec<Item>> {
    let Some(name) = called.mac.path.get_ident().map(ToString::to_string) else { return Ok(Vec::new()) };
    let tokens = without_docs(called.mac.tokens.clone());
    let items = match name.as_str() {
        // Declarations of macros, and macros that only implement traits.
        "macro_rules" | "thread_local" | "source" | "deserialize_any" | "numbers" => TokenStream::new(),
        "word" => word(tokens),
        "switches" => {
            let names = constants(tokens);
            quote! {
                #[derive(Debug, Clone, Copy, PartialEq, Eq)] #[non_exhaustive]
                pub enum Switch { #(#names,)* }
                impl Switch { pub const ALL: &[Self] = &[]; pub const fn name(self) -> &'static str { "" } }
            }
        }
        "codes" => {
            let names = constants(tokens);
            quote! { #(pub const #names: &crate::error::Code = &CODE;)* }
        }
        _ => return Err(format!("xtask/src/public_api/macros.rs does not know what {name}! declares")),
    };
    syn::parse2::<syn::File>(items)
        .map(|file| file.items)
        .map_err(|error| format!("what {name}! declares: {error}"))
}

/// `Name { A, B, }`.
fn word(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let (Some(name), Some(TokenTree::Group(words))) = (tokens.next(), tokens.next()) else {
        return TokenStream::new();
    };
    let words = words.stream();
    quote! {
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)] #[non_exhaustive]
        pub enum #name { #words Other(String) }
        impl #name { pub fn as_str(&self) -> &str { "" } }
        impl Default for #name {}
        impl From<&str> for #name {}
        impl std::fmt::Display for #name {}
        impl serde::Serialize for #name {}
        impl<'de> serde::Deserialize<'de> for #name {}
    }
}

/// The names before an `=`.
fn constants(tokens: TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let is_equals = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=');
    tokens.windows(2).filter(|pair| is_equals(&pair[1])).map(|pair| pair[0].clone()).collect()
}

/// Tokens without `#[…]`, at every level.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                let attribute =
                    matches!(kept.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
                if attribute {
                    kept.pop();
                }
            }
            TokenTree::Group(group) => {
                kept.push(proc_macro2::Group::new(group.delimiter(), without_docs(group.stream())).into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}
