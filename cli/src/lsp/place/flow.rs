//! Collections in brackets.

use super::{ITEM, Part, Place};

/// An open bracket of a flow collection.
struct Open {
    is_mapping: bool,
    /// The key whose value is being written.
    key: Option<String>,
    keys: Vec<String>,
}

/// The place in a collection in brackets that begins at a byte.
pub(super) fn flow(text: &str, begin: usize, offset: usize, mut path: Vec<String>) -> Option<Place> {
    let mut open: Vec<Open> = Vec::new();
    let mut token = begin;
    let mut chars = text.char_indices().skip_while(|(at, _)| *at < begin).peekable();
    let mut quote: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        if at >= offset {
            break;
        }
        if let Some(own) = quote {
            match c {
                '\\' if own == '"' => drop(chars.next()),
                c if c == own => quote = None,
                _ => {}
            }
            continue;
        }
        let word = text.get(token..at).unwrap_or_default().trim();
        match c {
            '"' | '\'' if word.is_empty() => quote = Some(c),
            '{' | '[' if word.is_empty() => {
                open.push(Open { is_mapping: c == '{', key: None, keys: Vec::new() });
                token = at + 1;
            }
            '}' | ']' => {
                open.pop();
                token = at + 1;
                if open.is_empty() {
                    return None;
                }
            }
            ',' => {
                if let Some(last) = open.last_mut() {
                    last.key = None;
                }
                token = at + 1;
            }
            ':' => {
                let ends =
                    chars.peek().is_none_or(|(_, next)| next.is_whitespace() || ",{[}]\"'".contains(*next));
                if let Some(last) =
                    open.last_mut().filter(|last| last.is_mapping && last.key.is_none() && ends)
                {
                    let key = word.trim_matches(['"', '\'']).to_owned();
                    last.keys.push(key.clone());
                    last.key = Some(key);
                    token = at + 1;
                }
            }
            '#' if word.is_empty() && text[..at].ends_with([' ', '\n']) => {
                let rest = text[at..].find('\n').map_or(text.len(), |end| at + end);
                if offset <= rest {
                    return None;
                }
                while chars.next_if(|(next, _)| *next <= rest).is_some() {}
                token = rest;
            }
            _ => {}
        }
    }
    let last = open.last()?;
    // The last mapping without a key is the one that has its key being written.
    path.extend(open.iter().filter_map(|open| match open.is_mapping {
        true => open.key.clone(),
        false => Some(ITEM.to_owned()),
    }));
    let lead = text.get(token..offset)?;
    let mut start = token + (lead.len() - lead.trim_start().len());
    let quoted = text[start..].starts_with(['"', '\'']);
    let rest = text.get(offset..).unwrap_or_default();
    let stop = match quote {
        Some(own) => rest.find([own, '\n']),
        None => rest.find([',', '}', ']', '\n', ':']),
    };
    let end = offset + stop.unwrap_or(rest.len());
    start += usize::from(quoted && start < offset);
    let inner = text.get(start..end.max(start)).unwrap_or_default().trim_end();
    let inner = if quoted { inner.trim_end_matches(['"', '\'']) } else { inner };
    let is_key = last.is_mapping && last.key.is_none();
    let behind = text.get(end..).unwrap_or_default().trim_start_matches(['"', '\'']);
    Some(Place {
        path,
        part: if is_key { Part::Key } else { Part::Value },
        at: offset.saturating_sub(start).min(inner.len()),
        text: inner.to_owned(),
        start,
        keys: last.keys.clone(),
        closed: !is_key || behind.starts_with(':'),
    })
}
