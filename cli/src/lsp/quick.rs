//! What an edit of a large file changes, found at once: what it touches is checked alone, and the findings around it are those that
//! were there. What only all files together show comes when the whole of them is checked, which is under way then.

use std::ops::Range;

use counterpoise::error::Span;

use super::check::{self, Found, Named, Settings};

/// Bytes of a group from which on an edit is answered in this way first.
pub(super) const FROM: usize = 1 << 15;

/// The lists of rules, by their keys.
const LISTS: [&str; 4] = ["rules:", "externalRules:", "custom:", "external:"];

/// What was checked anew for an edit.
pub(super) struct Quick {
    pub(super) found: Vec<Found>,
    /// The lines that were looked at.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests count by it what an edit costs"))]
    pub(super) lines: usize,
}

/// The findings of a text, of which those were `found` when it was `old`.
pub(super) fn check(name: &str, old: &str, new: &str, found: &[Found], settings: Settings) -> Quick {
    let (before, after) = (lines(old), lines(new));
    // What is the same at both ends.
    let same =
        |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(old, new)| old == new).count();
    let head = same(&mut before.iter().zip(&after));
    let most = before.len().min(after.len()) - head;
    let tail = same(&mut before.iter().rev().zip(after.iter().rev())).min(most);
    let unit = unit(&after, head..(after.len() - tail).max(head + 1));
    // A unit begins and ends where it did: what differs is within it.
    let behind = after.len() - unit.whole.end;
    let kept = |span: &Span| {
        let line = usize::try_from(span.line).unwrap_or(usize::MAX).saturating_sub(1);
        match line {
            line if line < unit.whole.start => Some(*span),
            line if line >= before.len().saturating_sub(behind) => {
                Some(moved(*span, before.len(), after.len()))
            }
            _ => None,
        }
    };
    let mut all: Vec<Found> = found
        .iter()
        .filter_map(|found| {
            let span = match &found.span {
                Some(span) => Some(kept(span)?),
                None => None,
            };
            let fix = found.fix.clone().and_then(|mut fix| {
                fix.span = kept(&fix.span)?;
                Some(fix)
            });
            Some(Found { span, fix, also: found.also.iter().filter_map(kept).collect(), ..found.clone() })
        })
        .collect();
    let text: String = unit.lines.iter().filter_map(|line| after.get(*line).copied()).collect();
    let given: Vec<Named> = vec![(name.to_owned(), text.as_str().into())];
    let alone = check::check(&given, settings).remove(name).unwrap_or_default();
    let placed = |span: Span| {
        let line = |line: u32| {
            let index = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
            // Behind the last line comes the one behind it.
            let place = unit.lines.get(index).copied().or_else(|| Some(unit.lines.last()? + 1));
            u32::try_from(place.unwrap_or_default() + 1).unwrap_or(u32::MAX)
        };
        Span { line: line(span.line), end_line: line(span.end_line), ..span }
    };
    all.extend(alone.into_iter().map(|mut found| {
        found.span = found.span.map(placed);
        found.also = found.also.into_iter().map(placed).collect();
        if let Some(fix) = &mut found.fix {
            fix.span = placed(fix.span);
        }
        found
    }));
    all.sort_by_key(|found| found.span.map(|span| (span.line, span.column)));
    Quick { found: all, lines: unit.lines.len() }
}

/// What is checked alone.
struct Unit {
    /// The lines that it stands for.
    whole: Range<usize>,
    /// The lines that are read for it: it, and what encloses it.
    lines: Vec<usize>,
}

/// The unit that changed lines are in: the documents, or of one document with rules the rules.
fn unit(lines: &[&str], changed: Range<usize>) -> Unit {
    let is_mark = |line: &&str| line.trim_end() == "---" || line.starts_with("--- ");
    let start = lines.iter().take(changed.start).rposition(is_mark).unwrap_or(0);
    let end = changed.end.min(lines.len());
    let end = lines.iter().skip(end).position(is_mark).map_or(lines.len(), |next| end + next);
    let whole = start..end;
    let lists = lists(lines, whole.clone());
    let Some(list) = lists.iter().find(|list| list.first() <= changed.start && changed.end <= list.end)
    else {
        return Unit { lines: whole.clone().collect(), whole };
    };
    let first = list.items.partition_point(|item| *item < changed.start).saturating_sub(1);
    let last = list.items.partition_point(|item| *item < changed.end);
    let own = list.items[first]..list.items.get(last).copied().unwrap_or(list.end);
    // All of the document but other rules.
    let is_other = |line: &usize| lists.iter().any(|list| list.first() <= *line && *line < list.end);
    let read = whole.filter(|line| own.contains(line) || !is_other(line)).collect();
    Unit { whole: own, lines: read }
}

/// A list of rules in block style.
struct List {
    /// Where each begins.
    items: Vec<usize>,
    end: usize,
}

impl List {
    fn first(&self) -> usize {
        self.items.first().copied().unwrap_or(self.end)
    }
}

fn lists(lines: &[&str], document: Range<usize>) -> Vec<List> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_empty = |line: &str| matches!(line.trim_start().chars().next(), None | Some('#'));
    let mut lists = Vec::new();
    let mut at = document.start;
    while at < document.end {
        let key = lines[at];
        at += 1;
        let content = key.trim();
        let is_list = LISTS.iter().any(|list| {
            content
                .strip_prefix(list)
                .is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with('#'))
        });
        if !is_list {
            continue;
        }
        let Some(first) = (at..document.end).find(|line| !is_empty(lines[*line])) else { break };
        let margin = indent(lines[first]);
        let is_item = |line: &str| {
            indent(line) == margin
                && line[margin..].strip_prefix('-').is_some_and(|rest| rest.starts_with([' ', '\n', '\r']))
        };
        if margin < indent(key) || !is_item(lines[first]) {
            continue;
        }
        let mut items = Vec::new();
        let mut end = first;
        while end < document.end
            && (is_empty(lines[end]) || indent(lines[end]) > margin || is_item(lines[end]))
        {
            if is_item(lines[end]) && !is_empty(lines[end]) {
                items.push(end);
            }
            end += 1;
        }
        lists.push(List { items, end });
        at = end;
    }
    lists
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// A span by as many lines further as a text became longer.
fn moved(span: Span, before: usize, after: usize) -> Span {
    let line = |line: u32| {
        let line = i64::from(line) + i64::try_from(after).unwrap_or(0) - i64::try_from(before).unwrap_or(0);
        u32::try_from(line).unwrap_or(1)
    };
    Span { line: line(span.line), end_line: line(span.end_line), ..span }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::check;
    use crate::lsp::check::{self as whole, Found, Settings};

    /// Rules and HPAs; each has something to be found.
    fn text(rules: usize, hpas: usize) -> String {
        let mut text = "rules:\n".to_owned();
        for rule in 0..rules {
            let _ = write!(
                text,
                "- seriesQuery: requests_{rule}_total{{namespace!=\"\",pod!=\"\"}}\n  resources: {{template: <<.Resource>>}}\n  \
                 metricsQuery: sum(rate(<<.Series>>{{<<.LabelMatchers>>}}[2m]))\n"
            );
        }
        for hpa in 0..hpas {
            let _ = write!(
                text,
                "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web-{hpa}}}\nspec:\n  \
                 scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web-{hpa}}}\n  maxReplicas: 0\n"
            );
        }
        text
    }

    fn found(text: &str) -> Vec<Found> {
        let files = [("a.yaml".to_owned(), text.into())];
        whole::check(&files, Settings::default()).remove("a.yaml").unwrap_or_default()
    }

    /// In the order of their places, and without what differs with how they are put together.
    fn told(mut found: Vec<Found>) -> Vec<(Option<counterpoise::error::Span>, String, String)> {
        found.sort_by_key(|found| found.span.map(|span| (span.line, span.column)));
        found.into_iter().map(|found| (found.span, found.code, found.message)).collect()
    }

    #[test]
    fn an_edit_costs_what_it_touches_and_comes_to_the_same() {
        let old = text(200, 200);
        let before = found(&old);
        assert!(before.len() >= 400);
        let edits = [
            // A field of one rule, with lines before it that were not there.
            ("- seriesQuery: requests_7_total", "# seven\n\n- seriesQuery: requests_seven_total"),
            ("requests_199_total{", "requests_199_total{a=\"b\","),
            ("requests_0_total", "requests_total"),
            // An HPA, and its end.
            ("name: web-7}\n  maxReplicas: 0", "name: web-7}\n  maxReplicas: 3"),
            ("name: web-199}\n  maxReplicas: 0\n", "name: web-199}\n  maxReplicas: 0\n  minReplicas: 0"),
        ];
        for (from, to) in edits {
            let new = old.replacen(from, to, 1);
            assert_ne!(old, new);
            let quick = check("a.yaml", &old, &new, &before, Settings::default());
            assert_eq!(told(quick.found), told(found(&new)), "{to}");
            assert!(quick.lines < 20, "{} lines for {to}", quick.lines);
        }
    }

    #[test]
    fn a_document_that_is_cut_in_two_is_checked_as_two() {
        let old = text(3, 3);
        let new = old.replacen("spec:\n", "---\nspec:\n", 1);
        let quick = check("a.yaml", &old, &new, &found(&old), Settings::default());
        assert_eq!(told(quick.found), told(found(&new)));
    }
}
