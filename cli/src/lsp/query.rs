//! What stands at a position of a query, which may be the template of one.

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot<'q> {
    /// Between << and >>.
    Template,
    /// A metric's name, a function, an aggregation.
    Name,
    /// A label of a metric.
    Label(&'q str),
    /// Anything else: a number, a text, a comment.
    Other,
}

/// The spot at a byte, and the word before it.
pub(super) fn spot(query: &str, at: usize) -> (Spot<'_>, &str) {
    let before = query.get(..at).unwrap_or_default();
    if let Some(open) = before.rfind("<<").filter(|open| !before[*open..].contains(">>")) {
        let inside = &before[open + 2..];
        return (Spot::Template, last_word(inside, |c| c.is_alphanumeric() || c == '_' || c == '.'));
    }
    let word = last_word(before, |c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return (Spot::Other, word);
    }
    // Brackets that are open, and whether a text is.
    let (mut open, mut quote): (Vec<(char, usize)>, Option<char>) = (Vec::new(), None);
    for (at, c) in before.char_indices() {
        match (quote, c) {
            (Some(own), c) if c == own => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{' | '(' | '[') => open.push((c, at)),
            (None, '}' | ')' | ']') => drop(open.pop()),
            _ => {}
        }
    }
    let spot = match (quote, open.last()) {
        (Some(_), _) | (None, Some(('[', _))) => Spot::Other,
        (None, Some(('{', brace))) => {
            let last = before[brace + 1..].rsplit(',').next().unwrap_or_default();
            // Behind an operator comes a value.
            match last.contains(['=', '!', '~']) {
                true => Spot::Other,
                false => Spot::Label(metric_before(&before[..*brace])),
            }
        }
        (None, Some(('(', bracket))) => {
            const GROUPS: [&str; 6] = ["by", "without", "on", "ignoring", "group_left", "group_right"];
            let outer = last_word(before[..*bracket].trim_end(), |c| c.is_ascii_alphanumeric() || c == '_');
            if GROUPS.contains(&outer) { Spot::Label("") } else { Spot::Name }
        }
        _ => Spot::Name,
    };
    (spot, word)
}

/// The whole word around a byte, with the dot of a field; where it begins.
pub(super) fn word_at(query: &str, at: usize) -> Option<(usize, &str)> {
    let before = last_word(query.get(..at)?, |c| c.is_ascii_alphanumeric() || "_.:".contains(c));
    let behind = query.get(at..)?;
    // Right before the dot of a field, too.
    let dot = usize::from(before.is_empty() && behind.starts_with('.'));
    let is_other = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':';
    let end = behind[dot..].find(is_other).map_or(behind.len(), |end| dot + end);
    let start = at - before.len();
    (start < at + end).then(|| (start, &query[start..at + end]))
}

/// Whether a byte is between << and >>.
pub(super) fn is_in_template(query: &str, at: usize) -> bool {
    let before = query.get(..at).unwrap_or_default();
    before.rfind("<<").is_some_and(|open| !before[open..].contains(">>"))
}

fn last_word(text: &str, is_of: impl Fn(char) -> bool) -> &str {
    text.rfind(|c| !is_of(c)).map_or(text, |end| {
        let next = text[end..].chars().next().map_or(0, char::len_utf8);
        &text[end + next..]
    })
}

fn metric_before(text: &str) -> &str {
    last_word(text, |c| c.is_ascii_alphanumeric() || c == '_' || c == ':')
}

#[cfg(test)]
mod tests {
    use super::{Spot, spot, word_at};

    #[test]
    fn a_position_is_at_a_name_a_label_or_a_template() {
        let at = |text: &'static str| spot(text, text.len());
        assert_eq!(at("sum(ra"), (Spot::Name, "ra"));
        assert_eq!(at("sum(rate(http_requests_total{po"), (Spot::Label("http_requests_total"), "po"));
        assert_eq!(at("up{a=\"b"), (Spot::Other, "b"));
        assert_eq!(at("up{a=\"b\", "), (Spot::Label("up"), ""));
        assert_eq!(at("sum(<<.Ser"), (Spot::Template, ".Ser"));
        assert_eq!(at("sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>, "), (Spot::Label(""), ""));
        assert_eq!(at("rate(up[5"), (Spot::Other, "5"));
        assert_eq!(word_at("sum(rate(x))", 6), Some((4, "rate")));
        assert_eq!(word_at("<<.Series>>", 4), Some((2, ".Series")));
        assert_eq!(word_at("<<.Series>>", 2), Some((2, ".Series")));
        assert_eq!(word_at("a + b", 2), None);
    }
}
