//! What can be written at a position.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, MarkupContent, MarkupKind,
    Range, TextEdit,
};

use super::given::Given;
use super::place::{Part, Place};
use super::query::{Spot, spot};
use super::shape::Shape;
use super::words::{Word, words};

/// One choice.
struct Choice {
    label: String,
    /// What is written, where that is not the label.
    written: Option<String>,
    kind: CompletionItemKind,
    detail: Option<String>,
    about: String,
}

impl Choice {
    fn new(label: &str, kind: CompletionItemKind) -> Self {
        Self { label: label.to_owned(), written: None, kind, detail: None, about: String::new() }
    }

    fn of_word(word: &Word, kind: CompletionItemKind) -> Self {
        let detail = word.form.clone().filter(|form| *form != word.name);
        Self { detail, about: word.about.en.clone(), ..Self::new(&word.name, kind) }
    }
}

/// Whether metrics that rules give are among the choices.
pub(super) fn wants_metrics(place: &Place, root: &Shape) -> bool {
    root.follow(&place.path).is_some_and(|own| own.of == "served")
}

/// The choices at a place, and how many bytes before it they take the place of.
pub(super) fn at(place: &Place, root: &Shape, given: &Given) -> Option<(usize, Vec<CompletionItem>)> {
    let (word, choices) = choices(place, root, given)?;
    Some((word, choices.into_iter().map(item).collect()))
}

fn choices(place: &Place, root: &Shape, given: &Given) -> Option<(usize, Vec<Choice>)> {
    let before = place.text.get(..place.at)?;
    if place.part == Part::Key {
        let parent = root.follow(&place.path)?;
        let mut choices = keys(parent, place, given);
        // Where a list may begin, or a value of its own line.
        if choices.is_empty() && !place.closed {
            choices = values_of(parent, given);
        }
        choices.retain(|choice| !place.keys.contains(&choice.label));
        return Some((before.len(), choices));
    }
    let own = root.follow(&place.path)?;
    if !own.values.is_empty() {
        return Some((before.len(), values_of(own, given)));
    }
    match own.of.as_str() {
        "served" | "label" => Some((before.len(), values_of(own, given))),
        "pattern" => Some((last_word(before).len(), series(given))),
        "labelTemplate" => Some(match spot(&place.text, place.at) {
            (Spot::Template, word) => (word.len(), in_template(&words().label_fields)),
            _ => (last_word(before).len(), actions(&words().label_fields, before)),
        }),
        of @ ("query" | "selector" | "promql") => of_query(of, place, given),
        _ => None,
    }
}

fn keys(parent: &Shape, place: &Place, given: &Given) -> Vec<Choice> {
    let fields = parent.fields.iter().map(|(name, field)| {
        let after = match (place.closed, field.is_deep()) {
            (true, _) => "",
            (false, true) => ":",
            (false, false) => ": ",
        };
        Choice {
            written: Some(format!("{name}{after}")),
            detail: Some(field.term.clone()).filter(|term| !term.is_empty()),
            about: told(field),
            ..Choice::new(name, CompletionItemKind::Property)
        }
    });
    let labels = if parent.keys == "label" { given.labels_of("") } else { Default::default() };
    let after = if place.closed { "" } else { ": " };
    let labels = labels.into_iter().map(|label| Choice {
        written: Some(format!("{label}{after}")),
        ..Choice::new(label, CompletionItemKind::Variable)
    });
    fields.chain(labels).collect()
}

fn values_of(own: &Shape, given: &Given) -> Vec<Choice> {
    match own.of.as_str() {
        "served" => {
            let served = given.served.iter();
            let choice = |(name, place): (&String, &String)| Choice {
                about: format!("Given by `{place}`."),
                ..Choice::new(name, CompletionItemKind::Constant)
            };
            served.map(choice).collect()
        }
        "label" => given
            .labels_of("")
            .into_iter()
            .map(|label| Choice::new(label, CompletionItemKind::Variable))
            .collect(),
        _ => {
            let choice = |(value, about): &(String, String)| Choice {
                about: about.clone(),
                ..Choice::new(value, CompletionItemKind::EnumMember)
            };
            own.values.iter().map(choice).collect()
        }
    }
}

fn of_query(of: &str, place: &Place, given: &Given) -> Option<(usize, Vec<Choice>)> {
    let (spot, word) = spot(&place.text, place.at);
    let before = place.text.get(..place.at)?;
    let table = words();
    let templates = || if of == "query" { actions(&table.query_fields, before) } else { Vec::new() };
    let choices = match spot {
        Spot::Template if of == "query" => in_template(&table.query_fields),
        Spot::Label(metric) => {
            let labels = given.labels_of(metric).into_iter();
            labels.map(|label| Choice::new(label, CompletionItemKind::Variable)).chain(templates()).collect()
        }
        Spot::Name if of == "selector" => series(given),
        Spot::Name => {
            let functions = table.functions.iter().chain(&table.aggregations);
            let functions = functions.map(|word| Choice::of_word(word, CompletionItemKind::Function));
            let modifiers =
                table.modifiers.iter().map(|word| Choice::of_word(word, CompletionItemKind::Keyword));
            functions.chain(modifiers).chain(series(given)).chain(templates()).collect()
        }
        Spot::Template | Spot::Other => return None,
    };
    Some((word.len(), choices))
}

fn series(given: &Given) -> Vec<Choice> {
    let names = given.series.keys().filter(|name| !name.is_empty());
    names.map(|name| Choice::new(name, CompletionItemKind::Constant)).collect()
}

fn in_template(fields: &[Word]) -> Vec<Choice> {
    let fields = fields.iter().map(|word| Choice::of_word(word, CompletionItemKind::Field));
    let others = words().template_words.iter().map(|word| Choice::of_word(word, CompletionItemKind::Keyword));
    fields.chain(others).collect()
}

/// Whole actions; of the brackets those are not written again that stand there.
fn actions(fields: &[Word], before: &str) -> Vec<Choice> {
    let is_open = before.ends_with('<') && !before.ends_with("<<");
    let action = |word: &Word| {
        let label = format!("<<{}>>", word.name);
        let written = is_open.then(|| label[1..].to_owned());
        Choice { label, written, ..Choice::of_word(word, CompletionItemKind::Snippet) }
    };
    fields.iter().map(action).collect()
}

/// What there is to say of a field.
pub(super) fn told(field: &Shape) -> String {
    let values: Vec<String> = field.values.iter().map(|(value, _)| format!("`{value}`")).collect();
    let kind = match (values.is_empty(), field.scalar.is_empty()) {
        (false, _) => format!("One of {}.", values.join(", ")),
        (true, false) => format!("{}.", field.scalar),
        (true, true) => String::new(),
    };
    [field.about.as_str(), &kind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn last_word(text: &str) -> &str {
    let start = text.rfind(|c: char| !c.is_ascii_alphanumeric() && !"_:.-".contains(c));
    start.map_or(text, |at| &text[at + text[at..].chars().next().map_or(0, char::len_utf8)..])
}

fn item(choice: Choice) -> CompletionItem {
    let Choice { label, written, kind, detail, about } = choice;
    let is_told = !about.is_empty();
    let about = is_told
        .then_some(Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: about }));
    CompletionItem {
        label,
        kind: Some(kind),
        detail,
        documentation: about,
        insert_text: written,
        ..CompletionItem::default()
    }
}

/// An item that takes the place of a stretch.
pub(super) fn placed(mut item: CompletionItem, range: Range) -> CompletionItem {
    let new_text = item.insert_text.take().unwrap_or_else(|| item.label.clone());
    item.text_edit = Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text }));
    item
}
