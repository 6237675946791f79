//! Requests about a position, answered from the texts as they are.

use std::rc::Rc;

use counterpoise::kinds::{self, Kind};
use lsp_types::{
    CompletionItem, Contents, DocumentSymbol, Hover, Location, MarkupContent, MarkupKind,
    PrepareRenamePlaceholder, TextDocumentPositionParams, Uri, WorkspaceEdit,
};

use super::check::Named;
use super::given::Given;
use super::known::{Known, Library};
use super::place::{self, Part, Place};
use super::shape::Shape;
use super::text::Encoding;
use super::workspace::{Document, Workspace};
use super::{completion, definition, hover, language, rename, symbols};

pub(super) const HOVER: &str = "textDocument/hover";
pub(super) const COMPLETION: &str = "textDocument/completion";
pub(super) const DEFINITION: &str = "textDocument/definition";
pub(super) const SYMBOLS: &str = "textDocument/documentSymbol";
pub(super) const PREPARE_RENAME: &str = "textDocument/prepareRename";
pub(super) const RENAME: &str = "textDocument/rename";
pub(super) const KNOWN: [&str; 6] = [HOVER, COMPLETION, DEFINITION, SYMBOLS, PREPARE_RENAME, RENAME];

/// Who asks, of what.
pub(super) struct Questions<'s> {
    pub(super) workspace: &'s Workspace,
    pub(super) library: &'s mut Library,
    pub(super) encoding: Encoding,
}

impl Questions<'_> {
    /// The document of a position, and its byte there.
    fn at(&self, params: &TextDocumentPositionParams) -> Option<(&Document, usize)> {
        let document = self.workspace.get(&params.text_document.uri)?;
        Some((document, document.text.offset(params.position, self.encoding)))
    }

    /// What is known of metrics, and the one text among it.
    fn known(&mut self, uri: &Uri) -> (Vec<Rc<Known>>, Option<Rc<Known>>) {
        among(self.library.of(self.workspace), uri)
    }

    /// As [`known`](Self::known), with what half-written texts told before.
    fn last_known(&mut self, uri: &Uri) -> (Vec<Rc<Known>>, Option<Rc<Known>>) {
        among(self.library.last_of(self.workspace), uri)
    }

    /// That nothing of what is known is missing: what is edited by it would be half of what is meant.
    fn is_whole(&self) -> Result<(), String> {
        self.library.broken().map_or(Ok(()), |broken| {
            Err(format!("{broken} is half written, so its metrics are not known: mend it first"))
        })
    }

    pub(super) fn hover(&mut self, params: &TextDocumentPositionParams) -> Option<Hover> {
        let (document, offset) = self.at(params)?;
        let place = place_at(document.text.as_str(), offset);
        // Where there is no name of a metric, rules and HPAs need not be known.
        let may_name = place.as_ref().is_none_or(|(place, _)| place.part == Part::Value);
        let told = place.and_then(|(place, shape)| hover::of_place(&place, shape));
        let told = match told {
            None if may_name => {
                let (known, here) = self.last_known(&params.text_document.uri);
                let files = self.workspace.files_of(&self.at(params)?.0.group());
                here.and_then(|here| hover::of_metric(&here, offset, &known, series(&files)))
            }
            told => told,
        };
        let (document, _) = self.at(params)?;
        let (value, bytes) = told?;
        Some(Hover {
            contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }),
            range: Some(document.text.stretch(bytes, self.encoding)),
        })
    }

    pub(super) fn completion(&mut self, params: &TextDocumentPositionParams) -> Option<Vec<CompletionItem>> {
        let (document, offset) = self.at(params)?;
        let (place, shape) = place_at(document.text.as_str(), offset)?;
        let files = self.workspace.files_of(&document.group());
        let known = match completion::wants_metrics(&place, shape) {
            true => self.last_known(&params.text_document.uri).0,
            false => Vec::new(),
        };
        let given = Given::of(&files, &known);
        let (document, _) = self.at(params)?;
        let (word, items) = completion::at(&place, shape, &given)?;
        let range = document.text.stretch(offset.saturating_sub(word)..offset, self.encoding);
        Some(items.into_iter().map(|item| completion::placed(item, range)).collect())
    }

    pub(super) fn definition(&mut self, params: &TextDocumentPositionParams) -> Option<Vec<Location>> {
        let (known, here) = self.last_known(&params.text_document.uri);
        let (_, offset) = self.at(params)?;
        Some(definition::of(&*here?, offset, &known, self.encoding))
    }

    pub(super) fn symbols(&mut self, uri: &Uri) -> Option<Vec<DocumentSymbol>> {
        let (_, here) = self.known(uri);
        Some(symbols::of(&*here?, self.encoding))
    }

    pub(super) fn prepare_rename(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Result<PrepareRenamePlaceholder, String> {
        let (known, here) = self.known(&params.text_document.uri);
        self.is_whole()?;
        let (document, offset) = self.at(params).ok_or(NOT_OPEN)?;
        let renamed = rename::at(&*here.ok_or(NOT_OURS)?, offset, &known)?;
        let range = document.text.stretch(renamed.bytes, self.encoding);
        Ok(PrepareRenamePlaceholder { range, placeholder: renamed.metric })
    }

    pub(super) fn rename(
        &mut self,
        params: &TextDocumentPositionParams,
        new: &str,
    ) -> Result<WorkspaceEdit, String> {
        let (known, here) = self.known(&params.text_document.uri);
        self.is_whole()?;
        let (_, offset) = self.at(params).ok_or(NOT_OPEN)?;
        let renamed = rename::at(&*here.ok_or(NOT_OURS)?, offset, &known)?;
        rename::edits(&renamed, new, &known, self.encoding)
    }
}

/// All that is known, and the one of a text.
fn among(known: Vec<Rc<Known>>, uri: &Uri) -> (Vec<Rc<Known>>, Option<Rc<Known>>) {
    let here = known.iter().find(|known| known.uri == *uri).map(Rc::clone);
    (known, here)
}

const NOT_OPEN: &str = "the document is not open";
const NOT_OURS: &str = "the document has neither rules nor HPAs";

/// The place of a byte, and the table of what may stand there.
fn place_at(text: &str, offset: usize) -> Option<(Place, &'static Shape)> {
    let (start, document) = place::document_at(text, offset);
    let (shape, prefix) = language::of(document)?;
    let mut place = place::at(document, offset - start, shape)?;
    place.start += start;
    let is_within =
        place.path.len() >= prefix.len() && place.path.iter().zip(prefix).all(|(step, own)| step == own);
    if is_within {
        place.path.drain(..prefix.len());
    }
    Some((place, shape))
}

/// The series of a group, as the first file that has some has them.
fn series(files: &[Named]) -> Option<&str> {
    const MOST: usize = 1 << 20;
    let may_be = |text: &str| {
        text.len() <= MOST
            && ["[", "{", "# HELP", "# TYPE"].iter().any(|start| text.trim_start().starts_with(start))
    };
    let mut texts = files.iter().map(|(_, text)| &**text).filter(|text| may_be(text));
    texts.find(|text| matches!(kinds::of_text(text), Some(Kind::Series | Kind::MetricsPage)))
}
