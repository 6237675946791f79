//! Whether the description hangs together.

use std::collections::BTreeSet;

use super::markdown::anchor;
use super::{Contract, Fields, LIMITS, Shape};
use crate::shell::Result;

impl Contract {
    /// Each name is that of one type, and each type is used. Each heading of the page has an anchor of its own.
    pub(super) fn check(&self) -> Result {
        let headings = self.areas.iter().map(|area| &area.title);
        let headings =
            headings.chain(self.operations().map(|(name, _)| name)).chain(self.types().map(|(name, _)| name));
        let mut anchors = BTreeSet::new();
        for heading in headings {
            if !anchors.insert(anchor(heading)) {
                return Err(format!("the contract has two headings {heading}"));
            }
        }
        let defined: BTreeSet<_> = self.types().map(|(name, _)| name.as_str()).collect();
        let mut used = BTreeSet::from([LIMITS[1].to_owned()]);
        for (_, operation) in self.operations() {
            used.extend(operation.extends.clone());
            for shape in [&operation.input, &operation.ok] {
                match shape {
                    Shape::Type(r#type) => used.extend(r#type.names().into_iter().map(str::to_owned)),
                    Shape::Fields(fields) => used.extend(names(fields)),
                }
            }
        }
        for (name, named) in self.types() {
            let forms = [named.is.is_some(), named.words.is_some(), named.fields.is_some()];
            if forms.into_iter().filter(|form| *form).count() != 1 {
                return Err(format!("the type {name} is one of an alias, words and an object"));
            }
            used.extend(named.extends.clone());
            used.extend(named.is.iter().flat_map(|is| is.names().into_iter().map(str::to_owned)));
            used.extend(named.fields.iter().flat_map(names));
        }
        let undefined: Vec<_> = used.iter().filter(|name| !defined.contains(name.as_str())).collect();
        let unused: Vec<_> = defined.into_iter().filter(|name| !used.contains(*name)).collect();
        if undefined.is_empty() && unused.is_empty() {
            return Ok(());
        }
        Err(format!("the contract does not define {undefined:?}, and does not use {unused:?}"))
    }
}

fn names(fields: &Fields) -> impl Iterator<Item = String> + '_ {
    fields.values().flat_map(|field| field.r#type.names().into_iter().map(str::to_owned))
}
