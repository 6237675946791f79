//! The kind that a text says it is, without reading all of it as a tree.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::json;

/// What stands under `kind` in the first document of a text.
pub(crate) fn declared(text: &str) -> Option<String> {
    let start = text.trim_start();
    if start.starts_with('{') {
        let fields: BTreeMap<String, &RawValue> = json::read(start, json::API).ok()?;
        return json::read(fields.get("kind")?.get(), json::OURS).ok();
    }
    let mut lines = start.lines().take_while(|line| !line.starts_with("---"));
    let kind = lines.find_map(|line| line.strip_prefix("kind:"))?.split(" #").next()?;
    Some(kind.trim().trim_matches(['"', '\'']).to_owned())
}
