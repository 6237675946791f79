//! The lines of the listing.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Attribute, Fields, Generics, ImplItem, Item, Meta, Signature, TraitItem};

use super::print::text;
use super::tree::{Place, Tree, exported, ident, is_public, is_shown};
use crate::shell::Result;

/// The lines, and the name under which each item that is not public where it stands has been told.
#[derive(Default)]
pub(super) struct Lines {
    lines: BTreeSet<String>,
    told: BTreeMap<(Place, String), String>,
}

impl Lines {
    fn insert(&mut self, line: String) {
        self.lines.insert(line);
    }

    /// In their order.
    pub(super) fn into_text(self) -> String {
        self.lines.into_iter().map(|line| line + "\n").collect()
    }
}

/// Everything that a module shows, under a name.
pub(super) fn module(tree: &Tree, place: &[String], name: &str, lines: &mut Lines) -> Result {
    // What is deepest is told first, and a shorter name is one for it.
    let (modules, others): (Vec<_>, Vec<_>) =
        tree.items(place).iter().partition(|item| matches!(item, Item::Mod(_)));
    for item in modules.into_iter().chain(others) {
        match item {
            Item::Use(used) if is_public(&used.vis) => {
                for (alias, path) in exported(&used.tree) {
                    export(tree, place, &format!("{name}::{alias}"), &path, lines)?;
                }
            }
            Item::Mod(inner) if is_public(&inner.vis) => {
                let inside: Place = place.iter().cloned().chain([inner.ident.to_string()]).collect();
                let name = format!("{name}::{}", inner.ident);
                lines.insert(format!("{name}: mod"));
                module(tree, &inside, &name, lines)?;
            }
            item => declared(tree, place, item, name, None, lines),
        }
    }
    Ok(())
}

/// A `pub use`: the name of what is public where it is declared, else all of it.
fn export(tree: &Tree, place: &[String], name: &str, path: &[String], lines: &mut Lines) -> Result {
    let Some((at, declared_as)) = tree.resolve(place, path) else {
        return Err(format!("{name}: {} is not an item of the crate", path.join("::")));
    };
    if tree.is_public(&at) {
        lines.insert(format!(
            "{name}: use crate::{}",
            at.iter().chain([&declared_as]).cloned().collect::<Vec<_>>().join("::")
        ));
        return Ok(());
    }
    if let Some(told) = lines.told.get(&(at.clone(), declared_as.clone())) {
        let line = format!("{name}: use {told}");
        lines.insert(line);
        return Ok(());
    }
    lines.told.insert((at.clone(), declared_as.clone()), name.to_owned());
    let (outer, alias) = name.rsplit_once("::").unwrap_or(("", name));
    for item in tree.items(&at).iter().filter(|item| ident(item).is_some_and(|ident| *ident == declared_as)) {
        declared(tree, &at, item, outer, Some(alias), lines);
    }
    Ok(())
}

/// An item under a name, or under its own.
fn declared(tree: &Tree, place: &[String], item: &Item, outer: &str, alias: Option<&str>, lines: &mut Lines) {
    let Some(own) = ident(item).map(ToString::to_string) else { return };
    let name = format!("{outer}::{}", alias.unwrap_or(&own));
    match item {
        Item::Const(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: const {}", text(&item.ty)));
        }
        Item::Static(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: static {}", text(&item.ty)));
        }
        Item::Type(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: type{} = {}", generics(&item.generics), text(&item.ty)));
        }
        Item::Fn(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: {}", signature(&item.sig)));
        }
        Item::Struct(item) if is_public(&item.vis) => {
            let kind = head("struct", &item.generics, &item.attrs);
            lines.insert(format!("{name}: {kind}{}", private(&item.fields)));
            fields(&name, &item.fields, false, lines);
            implemented(tree, place, &own, &name, &item.attrs, lines);
        }
        Item::Enum(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: {}", head("enum", &item.generics, &item.attrs)));
            for variant in &item.variants {
                let name = format!("{name}::{}", variant.ident);
                lines.insert(format!("{name}: {}", head("variant", &Generics::default(), &variant.attrs)));
                fields(&name, &variant.fields, true, lines);
            }
            implemented(tree, place, &own, &name, &item.attrs, lines);
        }
        Item::Trait(item) if is_public(&item.vis) => {
            lines.insert(format!("{name}: trait{}", generics(&item.generics)));
            for item in &item.items {
                if let TraitItem::Fn(function) = item {
                    let provided = if function.default.is_some() { " { … }" } else { "" };
                    lines.insert(format!(
                        "{name}::{}: {}{provided}",
                        function.sig.ident,
                        signature(&function.sig)
                    ));
                }
            }
        }
        _ => {}
    }
}

/// What a type can do: derived and written traits, functions and constants.
fn implemented(
    tree: &Tree,
    place: &[String],
    own: &str,
    name: &str,
    attributes: &[Attribute],
    lines: &mut Lines,
) {
    for derived in derives(attributes) {
        lines.insert(format!("{name}: impl {derived}"));
    }
    let of = (place.to_vec(), own.to_owned());
    for (_, found) in tree.impls(&of) {
        if let Some((_, implemented, _)) = &found.trait_ {
            lines.insert(format!("{name}: impl{} {}", generics(&found.generics), text(implemented)));
            continue;
        }
        for item in found.items.iter().filter(|item| is_shown(item)) {
            match item {
                ImplItem::Fn(function) => {
                    lines.insert(format!("{name}::{}: {}", function.sig.ident, signature(&function.sig)));
                }
                ImplItem::Const(constant) => {
                    lines.insert(format!("{name}::{}: const {}", constant.ident, text(&constant.ty)));
                }
                _ => {}
            }
        }
    }
}

fn fields(name: &str, fields: &Fields, all: bool, lines: &mut Lines) {
    for (index, field) in fields.iter().enumerate() {
        if all || is_public(&field.vis) {
            let field_name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            lines.insert(format!("{name}.{field_name}: {}", text(&field.ty)));
        }
    }
}

/// Whether a struct has fields that are not seen, and so no literal outside of the crate.
fn private(fields: &Fields) -> &'static str {
    if fields.iter().any(|field| !is_public(&field.vis)) { " (private fields)" } else { "" }
}

fn head(kind: &str, of: &Generics, attributes: &[Attribute]) -> String {
    let open = attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    format!("{}{kind}{}", if open { "#[non_exhaustive] " } else { "" }, generics(of))
}

fn generics(generics: &Generics) -> String {
    let bounds =
        generics.where_clause.as_ref().map(|bounds| format!(" {}", text(bounds))).unwrap_or_default();
    format!("{}{bounds}", text(generics))
}

fn signature(signature: &Signature) -> String {
    let constant = if signature.constness.is_some() { "const " } else { "" };
    let inputs = text(&signature.inputs);
    let inputs = inputs.trim_end_matches(',');
    format!("{constant}fn{}({}){}{}", text(&signature.generics), inputs, output(signature), bounds(signature))
}

fn output(signature: &Signature) -> String {
    let output = text(&signature.output);
    if output.is_empty() { output } else { format!(" {output}") }
}

fn bounds(signature: &Signature) -> String {
    signature.generics.where_clause.as_ref().map(|bounds| format!(" {}", text(bounds))).unwrap_or_default()
}

fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let names = lists.filter_map(|attribute| match &attribute.meta {
        Meta::List(list) => Some(text(&list.tokens)),
        _ => None,
    });
    names.flat_map(|names| names.split(", ").map(str::to_owned).collect::<Vec<_>>()).collect()
}
