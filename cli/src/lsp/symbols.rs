//! The rules and the HPAs' metrics of a text, for an outline.

use std::ops::Range;

use lsp_types::{DocumentSymbol, SymbolKind};

use super::known::Known;
use super::text::Encoding;

pub(super) fn of(known: &Known, encoding: Encoding) -> Vec<DocumentSymbol> {
    let symbol = |name: String, detail: String, kind, all: &Range<usize>, own: &Range<usize>| {
        let own = if all.start <= own.start && own.end <= all.end { own } else { all };
        let [range, selection] = [all, own].map(|bytes| known.text.stretch(bytes.clone(), encoding));
        DocumentSymbol::new(name, Some(detail), kind, None, None, range, selection, None)
    };
    let made = known.metrics.made.iter().map(|made| {
        let name = made.only.clone().unwrap_or_else(|| made.series.0.clone());
        let own = made.name.as_ref().map_or(&made.series.1, |(_, bytes)| bytes);
        symbol(name, made.place.clone(), SymbolKind::Function, &made.bytes, own)
    });
    let asked = known.metrics.asked.iter().map(|asked| {
        symbol(asked.metric.clone(), asked.hpa.clone(), SymbolKind::Variable, &asked.bytes, &asked.bytes)
    });
    let mut all: Vec<DocumentSymbol> = made.chain(asked).collect();
    all.sort_by_key(|symbol| (symbol.range.start.line, symbol.range.start.character));
    all
}
