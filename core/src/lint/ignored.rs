//! Comments that silence findings: `# counterpoise: ignore CODE reason`.
//!
//! Behind a value it is for that line, on a line of its own for what begins on the next one, and before anything else for the
//! whole file.

use super::finding::Finding;
use super::gather::File;

const WORDS: &str = "counterpoise: ignore ";

/// A comment: the codes that it names, and the lines that it is for.
#[derive(Debug, PartialEq, Eq)]
struct Ignored {
    codes: Vec<String>,
    first: u32,
    last: u32,
}

/// The findings that no comment silences.
pub(super) fn without(found: Vec<Finding>, files: &[File<'_>]) -> Vec<Finding> {
    let with_comments: Vec<_> = files
        .iter()
        .filter(|file| file.text.contains(WORDS))
        .map(|file| (file.name, comments(file.text)))
        .collect();
    if with_comments.is_empty() {
        return found;
    }
    let is_ignored = |finding: &Finding| {
        let error = &finding.diagnostic.error;
        let line = error.span().map_or(0, |span| span.line);
        let of_file = with_comments.iter().filter(|(name, _)| *name == finding.file);
        of_file.flat_map(|(_, comments)| comments).any(|comment| {
            (comment.first == 0 || (comment.first..=comment.last).contains(&line))
                && comment.codes.iter().any(|code| code == error.code())
        })
    };
    found.into_iter().filter(|finding| !is_ignored(finding)).collect()
}

/// The comments of a text; one for the whole file begins at line 0.
fn comments(text: &str) -> Vec<Ignored> {
    let lines: Vec<&str> = text.lines().collect();
    let mut comments = Vec::new();
    let mut is_top = true;
    for (index, line) in lines.iter().enumerate() {
        let number = |index: usize| u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
        let content = line.trim();
        let comment = line.split_once('#').and_then(|(_, comment)| comment.split_once(WORDS));
        if let Some((_, rest)) = comment {
            let codes: Vec<String> = rest
                .split_whitespace()
                .take_while(|word| word.contains('.') && !word.ends_with('.'))
                .map(|word| word.trim_end_matches(',').to_owned())
                .collect();
            let (first, last) = if !content.starts_with('#') {
                (number(index), number(index))
            } else if is_top {
                (0, 0)
            } else {
                let rest = lines.iter().enumerate().skip(index.saturating_add(1));
                block(rest)
                    .map_or((number(index), number(index)), |(first, last)| (number(first), number(last)))
            };
            comments.push(Ignored { codes, first, last });
        }
        is_top &= content.is_empty() || content.starts_with('#') || content == "---";
    }
    comments
}

/// The lines of what begins on the first of these that has content: up to the next that is indented as little.
fn block<'l>(lines: impl Iterator<Item = (usize, &'l &'l str)>) -> Option<(usize, usize)> {
    let mut lines = lines.filter(|(_, line)| {
        let content = line.trim();
        !content.is_empty() && !content.starts_with('#')
    });
    let indent = |line: &str| line.len().saturating_sub(line.trim_start().len());
    let (first, line) = lines.next()?;
    let outer = indent(line);
    let last = lines.take_while(|(_, line)| indent(line) > outer).last();
    Some((first, last.map_or(first, |(last, _)| last)))
}

#[cfg(test)]
mod tests {
    use super::{Ignored, comments};

    #[test]
    fn a_comment_is_for_a_file_a_block_or_a_line() {
        let text = "# counterpoise: ignore rules.no-query we ask nothing\n\
                    rules:\n\
                    # counterpoise: ignore rules.may-be-nan, rules.no-group-by wanted\n\
                    - seriesQuery: up\n\
                    \x20 metricsQuery: up # counterpoise: ignore rules.no-matchers\n\
                    - seriesQuery: down\n";
        let ignored = |codes: &[&str], first, last| Ignored {
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
            first,
            last,
        };
        assert_eq!(
            comments(text),
            [
                ignored(&["rules.no-query"], 0, 0),
                ignored(&["rules.may-be-nan", "rules.no-group-by"], 4, 5),
                ignored(&["rules.no-matchers"], 5, 5),
            ]
        );
    }
}
