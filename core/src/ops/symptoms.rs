//! `symptoms.find`: from a message that people have in hand to the step that is at fault.

mod about;
mod laid_out;
mod request;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::files::FileInput;
use super::operation::{Operation, operation};
use crate::error::{Error, Result, Severity};
use crate::hpa::Profile;
use crate::kinds::{self, Kind};
use crate::limits::reading;
use crate::lint::{self, File, Finding, Options};
use crate::rules::Compat;
use crate::symptoms::{self, Symptom};

pub(super) const OPERATIONS: &[Operation] = &[operation!(context "symptoms.find" => find)];

/// A text, and the files that may show what is behind it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FindInput {
    /// What somebody has in hand: an event, a condition, a line of a log, a path, a page.
    pub text: String,
    /// Files, as [`files.check`](super::files::check) takes them.
    #[serde(default, deserialize_with = "reading::list")]
    pub files: Vec<FileInput>,
    /// Whose behaviour is wanted where upstream's is known to hurt.
    #[serde(default)]
    pub compat: Compat,
    /// The Kubernetes release; the newest by default.
    #[serde(default)]
    pub profile: Option<String>,
}

/// What is known of a text.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct FindOutput {
    /// The symptoms that it shows, those that say most first; none where nothing is known.
    pub symptoms: Vec<SymptomOutput>,
    /// The request whose path it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestOutput>,
    /// The name of the symptom that some of its words are of, where it shows none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<&'static str>,
    /// All of it for people; the step that is at fault stands in the first line.
    pub text: String,
}

/// A symptom, and what can be behind it.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct SymptomOutput {
    /// Its stable name.
    pub name: &'static str,
    /// What it means, a sentence or two.
    pub meaning: String,
    /// The step of the chain at which it shows.
    pub step: String,
    /// What can be at fault: first what the files prove, then in order of likelihood.
    pub causes: Vec<CauseOutput>,
}

/// What can be at fault.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CauseOutput {
    /// A sentence.
    pub cause: &'static str,
    /// The step of the chain that it is about.
    pub step: String,
    /// What to look at.
    pub look: &'static str,
    /// Its place among the causes, as likely as they are where nothing is given: from 1.
    pub likely: usize,
    /// What the files prove of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A request, and what the configuration makes of it.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct RequestOutput {
    /// Its path.
    pub path: String,
    /// The rule that answers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The queries that it becomes; a metric of resources has two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promql: Vec<String>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
}

/// The symptoms of a text, and what the files prove of them.
///
/// # Errors
/// `hpa.profile`; `limit.*` for more rules and series than are worth comparing.
pub fn find(context: &Context<'_>, input: FindInput) -> Result<FindOutput> {
    let profile = input.profile.as_deref().map_or_else(|| Ok(Profile::default()), Profile::of);
    let profile = profile.map_err(|error| error.in_path("profile"))?;
    let files: Vec<_> = input.files.iter().map(|file| File { name: &file.name, text: &file.text }).collect();
    let options = Options { compat: input.compat, profile, budget: Some(&context.budget) };
    let (report, kept) = lint::check_and_keep(&files, &options)?;

    let request = request::of(&input.text, &kept, &context.budget);
    let mut found = symptoms::find(&input.text);
    if let Some(request) = &request {
        request::add_symptoms(request, &mut found);
    }
    let page = page(&input.text);
    if let Some(page) = page {
        found = vec![page];
    }
    let metric = symptoms::metric(&input.text)
        .map(str::to_owned)
        .or_else(|| request.as_ref().and_then(|request| request::metric(&request.path)));
    let findings = about::about(report.findings, metric.as_deref(), &kept);
    let mut symptoms: Vec<_> = found.into_iter().map(|symptom| output(symptom, &findings)).collect();
    if let (Some(first), Some("html-page")) = (symptoms.first_mut(), page.map(|page| page.name))
        && let Some(hint) = kinds::page::hint(&input.text)
    {
        first.meaning = format!("{} {hint}", first.meaning);
    }
    let nearest = symptoms.is_empty().then(|| symptoms::nearest(&input.text)).flatten();
    let mut output =
        FindOutput { symptoms, request, nearest: nearest.map(|symptom| symptom.name), text: String::new() };
    output.text = laid_out::text(&output, (!files.is_empty()).then_some(findings.len()));
    Ok(output)
}

/// The symptom of a text that is a page, whatever its words are.
fn page(text: &str) -> Option<&'static Symptom> {
    match kinds::at_a_glance(text)? {
        // `<unknown>/50%` is none.
        Kind::Html if text.contains("</") => symptoms::named("html-page"),
        Kind::MetricsPage => symptoms::named("metrics-page"),
        _ => None,
    }
}

/// A symptom with the findings that prove its causes, each finding once.
fn output(symptom: &Symptom, findings: &[Finding]) -> SymptomOutput {
    let mut left: Vec<&Finding> = findings.iter().collect();
    let mut causes: Vec<CauseOutput> = Vec::with_capacity(symptom.causes.len());
    for (index, cause) in symptom.causes.iter().enumerate() {
        let proves = |finding: &&Finding| cause.codes.iter().any(|code| finding.diagnostic.error.is(code));
        let (proof, others) = left.into_iter().partition::<Vec<_>, _>(proves);
        left = others;
        causes.push(CauseOutput {
            cause: cause.cause,
            step: cause.step.to_string(),
            look: cause.look,
            likely: index.saturating_add(1),
            findings: proof.into_iter().cloned().collect(),
        });
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.proof()));
    SymptomOutput {
        name: symptom.name,
        meaning: symptom.meaning.to_owned(),
        step: symptom.step.to_string(),
        causes,
    }
}

impl CauseOutput {
    /// How severe what proves it is; a note proves nothing.
    fn proof(&self) -> Option<Severity> {
        let severities = self.findings.iter().map(|finding| finding.diagnostic.severity);
        severities.filter(|severity| *severity > Severity::Info).max()
    }
}
