//! Findings as editors show them.

use counterpoise::error::Severity;
use lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message,
    Uri,
};

use super::check::Found;
use super::text::{Encoding, Text};
use crate::codes;

/// Who says so.
pub(super) const SOURCE: &str = "counterpoise";

/// The findings of a document.
pub(super) fn of(found: &[Found], uri: &Uri, text: &Text, encoding: Encoding) -> Vec<Diagnostic> {
    found.iter().map(|found| one(found, uri, text, encoding)).collect()
}

/// One finding. What has no place stands at the beginning.
pub(super) fn one(found: &Found, uri: &Uri, text: &Text, encoding: Encoding) -> Diagnostic {
    let range = text.stretch(found.span.map_or(0..0, |span| text.bytes(span)), encoding);
    let related: Vec<_> = found
        .also
        .iter()
        .map(|span| DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range: text.stretch(text.bytes(*span), encoding) },
            message: "The same shows here.".to_owned(),
        })
        .collect();
    let joint = if found.hint.is_empty() { "" } else { "\n" };
    Diagnostic {
        range,
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(found.code.clone())),
        code_description: Some(CodeDescription { href: Uri(codes::address(&found.code)) }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(format!("{}{joint}{}", found.message, found.hint)),
        tags: None,
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}
