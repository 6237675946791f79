//! What a document told when it could last be read, for as long as it is half written: its names are still there, and those who write
//! elsewhere are still offered them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::metrics::{Metrics, documents};

/// A document of a text, and what it tells.
pub(super) struct Document {
    text: Box<str>,
    /// Where it begins in the text.
    pub(super) start: usize,
    pub(super) now: Rc<Metrics>,
    /// What it told before it was broken.
    pub(super) good: Option<Rc<Good>>,
}

/// A document as it could be read.
pub(super) struct Good {
    text: Box<str>,
    metrics: Rc<Metrics>,
}

/// Reads the documents of a text, of which these were read when it was another. One that is as it was is not read again.
pub(super) fn read(text: &str, old: &[Document]) -> Vec<Document> {
    let texts = documents(text);
    let known: BTreeMap<&str, &Document> = old.iter().map(|document| (&*document.text, document)).collect();
    // What is the same at both ends; between them one stands for the other where there are as many.
    let is_same = |((_, text), document): &(&(usize, &str), &Document)| *text == &*document.text;
    let head = texts.iter().zip(old).take_while(is_same).count();
    let most = texts.len().min(old.len()) - head;
    let tail = texts.iter().rev().zip(old.iter().rev()).take_while(is_same).count().min(most);
    let is_paired = texts.len() == old.len();
    let one = |(index, (start, text)): (usize, &(usize, &str))| {
        let start = *start;
        if let Some(held) = known.get(text) {
            return Document {
                text: (*text).into(),
                start,
                now: Rc::clone(&held.now),
                good: held.good.clone(),
            };
        }
        let now = Rc::new(Metrics::of(text));
        let is_between = head <= index && index < texts.len() - tail;
        let before = old.get(index).filter(|_| now.is_broken && is_paired && is_between);
        let good = before.and_then(|before| match before.now.is_broken {
            true => before.good.clone(),
            false => Some(Rc::new(Good { text: before.text.clone(), metrics: Rc::clone(&before.now) })),
        });
        Document { text: (*text).into(), start, now, good }
    };
    texts.iter().enumerate().map(one).collect()
}

impl Document {
    /// What it tells, and what it told before where that cannot be read now, at the places where it is now.
    pub(super) fn last(&self) -> Cow<'_, Metrics> {
        let Some(good) = &self.good else { return Cow::Borrowed(&self.now) };
        let moved = moved(&good.text, &self.text);
        let mut last = good.metrics.placed(moved);
        if !self.now.made.is_empty() {
            last.made.clone_from(&self.now.made);
        }
        // Of an HPA what stands before the break is read as it is.
        let is_read = |metric: &str| self.now.asked.iter().any(|asked| asked.metric == metric);
        last.asked.retain(|asked| !is_read(&asked.metric));
        last.asked.extend(self.now.asked.iter().cloned());
        Cow::Owned(last)
    }
}

/// Where a stretch of a text is after an edit.
fn moved(old: &str, new: &str) -> impl Fn(&Range<usize>) -> Range<usize> {
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(old, new)| old == new).count();
    let mut head = same(&mut old.bytes().zip(new.bytes()));
    while !old.is_char_boundary(head) {
        head -= 1;
    }
    let most = old.len().min(new.len()) - head;
    let mut tail = same(&mut old.bytes().rev().zip(new.bytes().rev())).min(most);
    while !old.is_char_boundary(old.len() - tail) {
        tail -= 1;
    }
    let (behind, end) = (old.len() - tail, new.len() - tail);
    move |bytes: &Range<usize>| {
        // What was edited away is where the edit is.
        let start = if bytes.start >= behind { bytes.start - behind + end } else { bytes.start.min(head) };
        let stop = if bytes.end >= behind { bytes.end - behind + end } else { bytes.end.min(head) };
        start..stop.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::{moved, read};

    const RULES: &str = "rules:\n- seriesQuery: up{pod!=\"\"}\n  resources: {template: <<.Resource>>}\n  name: {as: ready}\n  \
                         metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})\n";

    #[test]
    fn a_broken_document_tells_what_it_told() {
        let first = read(RULES, &[]);
        assert!(first[0].good.is_none() && first[0].last().made.len() == 1);
        let half = RULES.replace("rules:\n", "rules:\n- series: [ä\n");
        let second = read(&half, &first);
        assert!(second[0].now.made.is_empty());
        let (name, bytes) = second[0].last().made[0].name.clone().unwrap();
        assert_eq!((name.as_str(), &half[bytes]), ("ready", "ready"));
        // Broken again, and by another edit.
        let other = half.replace("[ä", "[[ö");
        let third = read(&other, &second);
        let (name, bytes) = third[0].last().made[0].name.clone().unwrap();
        assert_eq!((name.as_str(), &other[bytes]), ("ready", "ready"));
        // Mended, and gone.
        assert!(read(RULES, &third)[0].good.is_none());
        assert!(read("a: b\n", &third)[0].last().made.is_empty());
    }

    #[test]
    fn a_place_is_where_it_is_after_an_edit() {
        let of = |old: &str, new: &str, word: &str| {
            let at = old.find(word).unwrap();
            new[moved(old, new)(&(at..at + word.len()))].to_owned()
        };
        assert_eq!(of("a: one\nb: two", "a: ones\nb: two", "two"), "two");
        assert_eq!(of("a: one\nb: two", "a: one\nb: t", "two"), "t");
        assert_eq!(of("a: one\nb: two", "\nb: two", "one"), "");
        assert_eq!(of("é: é", "è: é", ": é"), ": é");
        assert_eq!(of("aé", "aè", "é"), "è");
    }
}
