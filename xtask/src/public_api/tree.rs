//! The modules of a crate with their items, and what a name means in one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::{Attribute, Ident, ImplItem, Item, ItemImpl, Type, UseTree, Visibility};

use super::macros;
use crate::shell::{self, Result};

/// A module's place: the names from the crate's root.
pub(super) type Place = Vec<String>;

pub(super) struct Tree {
    modules: BTreeMap<Place, Vec<Item>>,
    /// Modules that are reached by `pub mod` alone.
    public: BTreeSet<Place>,
}

/// A name that a `use` brings into a module, and the path that it stands for.
struct Imported {
    name: String,
    path: Vec<String>,
}

impl Tree {
    pub(super) fn read(sources: &Path) -> Result<Self> {
        let mut tree = Self { modules: BTreeMap::new(), public: BTreeSet::new() };
        tree.load(&sources.join("lib.rs"), sources, Vec::new(), true)?;
        Ok(tree)
    }

    /// Reads a file; `folder` holds those of its modules.
    fn load(&mut self, file: &Path, folder: &Path, place: Place, public: bool) -> Result {
        let parsed = syn::parse_file(&shell::read_file(file)?);
        let parsed = parsed.map_err(|error| format!("{}: {error}", file.display()))?;
        let mut items = Vec::new();
        for item in parsed.items {
            match item {
                Item::Macro(called) => items.extend(macros::items(&called)?),
                item if is_hidden(attributes(&item)) => {}
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    if module.content.is_none() {
                        let beside = folder.join(format!("{name}.rs"));
                        let inside = folder.join(&name);
                        let file = if beside.exists() { beside } else { inside.join("mod.rs") };
                        let place: Place = place.iter().chain([&name]).cloned().collect();
                        self.load(&file, &inside, place, public && is_public(&module.vis))?;
                    }
                    items.push(Item::Mod(module));
                }
                item => items.push(item),
            }
        }
        if public {
            self.public.insert(place.clone());
        }
        self.modules.insert(place, items);
        Ok(())
    }

    pub(super) fn items(&self, place: &[String]) -> &[Item] {
        self.modules.get(place).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_module(&self, place: &[String]) -> bool {
        self.modules.contains_key(place)
    }

    pub(super) fn is_public(&self, place: &[String]) -> bool {
        self.public.contains(place)
    }

    /// Every `impl` of a type, with the place where it stands.
    pub(super) fn impls<'a>(
        &'a self,
        of: &'a (Place, String),
    ) -> impl Iterator<Item = (&'a Place, &'a ItemImpl)> {
        self.modules.iter().flat_map(move |(place, items)| {
            items.iter().filter_map(move |item| match item {
                Item::Impl(found) => match &*found.self_ty {
                    Type::Path(path) => {
                        let path: Vec<_> =
                            path.path.segments.iter().map(|part| part.ident.to_string()).collect();
                        (self.resolve(place, &path)? == *of).then_some((place, found))
                    }
                    _ => None,
                },
                _ => None,
            })
        })
    }

    /// Where the item that a path means in a module is declared, and its name there; `None` for another crate's.
    pub(super) fn resolve(&self, place: &[String], path: &[String]) -> Option<(Place, String)> {
        self.resolve_within(place, path, 16)
    }

    fn resolve_within(&self, place: &[String], path: &[String], depth: usize) -> Option<(Place, String)> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let above = || place.split_last().map(|(_, above)| above.to_vec());
        let module = match first.as_str() {
            "crate" => Some(Vec::new()),
            "self" => Some(place.to_vec()),
            "super" => Some(above()?),
            name => {
                let inside: Place =
                    place.iter().map(String::as_str).chain([name]).map(str::to_owned).collect();
                Some(inside).filter(|inside| !rest.is_empty() && self.is_module(inside))
            }
        };
        if let Some(module) = module
            && !rest.is_empty()
        {
            return self.resolve_within(&module, rest, depth);
        }
        if rest.is_empty() && self.declares(place, first) {
            return Some((place.to_vec(), first.clone()));
        }
        let imported = self
            .imports(place)
            .into_iter()
            .find(|imported| imported.name == *first && imported.path != *path)?;
        let full: Vec<_> = imported.path.iter().chain(rest).cloned().collect();
        self.resolve_within(place, &full, depth)
    }

    fn declares(&self, place: &[String], name: &str) -> bool {
        self.items(place).iter().any(|item| ident(item).is_some_and(|ident| ident == name))
    }

    fn imports(&self, place: &[String]) -> Vec<Imported> {
        let mut found = Vec::new();
        for item in self.items(place) {
            if let Item::Use(used) = item {
                leaves(&used.tree, &mut Vec::new(), &mut found);
            }
        }
        found
    }
}

/// The names that a `pub use` gives, each with its path.
pub(super) fn exported(tree: &UseTree) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    leaves(tree, &mut Vec::new(), &mut found);
    found.into_iter().map(|Imported { name, path }| (name, path)).collect()
}

fn leaves(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<Imported>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, found)),
        UseTree::Name(name) if name.ident == "self" => {
            found.extend(before.last().map(|last| Imported { name: last.clone(), path: before.clone() }));
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            found.push(Imported { path: before.iter().cloned().chain([name.clone()]).collect(), name });
        }
        UseTree::Rename(rename) => {
            let path = before.iter().cloned().chain([rename.ident.to_string()]).collect();
            found.push(Imported { name: rename.rename.to_string(), path });
        }
        UseTree::Glob(_) => {}
    }
}

/// The name that an item declares.
pub(super) fn ident(item: &Item) -> Option<&Ident> {
    Some(match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is for tests or documentation alone, or says itself that it is no part of the interface.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = super::print::text(&attribute.meta);
        text.starts_with("cfg(test")
            || text.starts_with("cfg(all(test")
            || text.starts_with("cfg(any(doc")
            || text == "doc(hidden)"
    })
}

/// Whether a method of an `impl` is seen.
pub(super) fn is_shown(item: &ImplItem) -> bool {
    match item {
        ImplItem::Fn(item) => is_public(&item.vis) && !is_hidden(&item.attrs),
        ImplItem::Const(item) => is_public(&item.vis) && !is_hidden(&item.attrs),
        _ => false,
    }
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
