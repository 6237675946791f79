//! What is wrong with an HPA: what no API server takes, and what the controller makes of the rest that its author is not
//! likely to expect.

mod context;
mod kind;
mod refused;
mod requests;
mod selected;
mod shared;
mod target;

#[cfg(test)]
mod tests;

pub use context::CheckContext;

use super::{AnyHorizontalPodAutoscaler, HpaDocument, strict};
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::json::{Place, place_of};
use crate::kube::HorizontalPodAutoscaler;

/// Findings whose place in the text is looked for.
const PLACED: usize = 100;

/// Finds what is wrong with an HPA of any version, with paths in the HPA and, where it is a text, positions there.
///
/// Errors are what strict decoding refuses (see [`strict`](crate::hpa::strict())) and what validation does (see
/// [`validate`](crate::hpa::validate())), an HPA that cannot be read, and what the controller can never compute. Warnings
/// are what works in another way than it reads. Paths are those of `autoscaling/v2` where an older version has another.
///
/// ```
/// use counterpoise::hpa::{self, CheckContext};
///
/// let text = "
/// apiVersion: autoscaling/v2
/// kind: HorizontalPodAutoscaler
/// metadata: {name: worker}
/// spec:
///   scaleTargetRef: {apiVersion: apps/v1, kind: deployment, name: worker}
///   maxReplicas: 5
/// ";
/// let found = hpa::check(&text.into(), &CheckContext::default());
/// assert_eq!(found[0].error.code(), "hpa.kind");
/// assert_eq!(found[0].error.hint(), "Write kind: Deployment.");
/// assert_eq!(found[0].error.span().map(|span| span.line), Some(6));
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[must_use]
pub fn check(document: &HpaDocument, context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let found = document.with_json(&|text, place| of_text(text, place, context));
    found.unwrap_or_else(|error| vec![Diagnostic::new(Severity::Error, error)])
}

/// As [`check`], of JSON text of whose bytes `place` knows where they stand.
pub(crate) fn check_text(text: &str, place: Place<'_>, context: &CheckContext<'_>) -> Vec<Diagnostic> {
    of_text(text, place, context).unwrap_or_else(|error| vec![Diagnostic::new(Severity::Error, error)])
}

fn of_text(text: &str, place: Place<'_>, context: &CheckContext<'_>) -> Result<Vec<Diagnostic>> {
    let hpa = AnyHorizontalPodAutoscaler::read_text(text, place)?;
    let refused = strict::refused(text, hpa.version(), &context.profile, place);
    let mut of_object = findings(&hpa.into_v2(&context.profile)?, context);
    of_object.retain(|found| !refused.iter().any(|field| follows(field, &found.error)));
    let mut found: Vec<_> =
        refused.into_iter().map(|error| Diagnostic::new(Severity::Error, error)).collect();
    place_in(text, place, &mut of_object);
    found.append(&mut of_object);
    Ok(found)
}

/// What is wrong with the object, whatever its text was.
fn findings(hpa: &HorizontalPodAutoscaler, context: &CheckContext<'_>) -> Vec<Diagnostic> {
    let mut found = Findings(Vec::new());
    refused::find(hpa, context, &mut found);
    kind::find(hpa, context, &mut found);
    target::find(hpa, &mut found);
    shared::find(hpa, context, &mut found);
    selected::find(hpa, context, &mut found);
    requests::find(hpa, context, &mut found);
    found.0
}

/// Whether validation lacks something of a metric in whose source a field is misspelt: that is all there is to mend.
fn follows(field: &Error, refused: &Error) -> bool {
    let within = |path: &str| {
        let (source, _) = field.path()?.rsplit_once('.')?;
        Some(source.contains('[') && path.strip_prefix(source)?.starts_with('.'))
    };
    field.is(codes::hpa::UNKNOWN_FIELD)
        && refused.is(codes::hpa::REFUSED)
        && refused.path().and_then(within).unwrap_or(false)
}

fn place_in(text: &str, place: Place<'_>, found: &mut [Diagnostic]) {
    for Diagnostic { error, .. } in found.iter_mut().take(PLACED) {
        let bytes = error.path().and_then(|path| place_of(text, path));
        if let Some(span) = bytes.and_then(place) {
            *error = error.clone().at(span);
        }
    }
}

/// What was found so far.
struct Findings(Vec<Diagnostic>);

impl Findings {
    fn error(&mut self, error: Error) {
        self.0.push(Diagnostic::new(Severity::Error, error));
    }

    fn warning(&mut self, error: Error) {
        self.0.push(Diagnostic::new(Severity::Warning, error));
    }
}
