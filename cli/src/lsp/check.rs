//! Files that belong together, checked as `counterpoise check` checks them, beside the loop that answers the editor.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use counterpoise::error::{Fix, Severity, Span, codes};
use counterpoise::hpa::Profile;
use counterpoise::lint::{self, File, Finding, Options, Place, Recognized};
use counterpoise::rules::Compat;
use crossbeam_channel::{Receiver, Sender, unbounded};

use super::kind;
use super::workspace::Group;

/// Files of one group as they were at a time.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) group: Group,
    /// Counts what was asked, so that what comes late is known.
    pub(super) revision: u64,
    pub(super) files: Vec<Named>,
}

/// A file by the name that findings call it.
pub(super) type Named = (String, Arc<str>);

/// What a job came to.
pub(super) struct Outcome {
    pub(super) group: Group,
    pub(super) revision: u64,
    /// What was looked at.
    pub(super) files: Vec<Named>,
    /// By the name of the file; one that is none of ours has nothing.
    pub(super) found: BTreeMap<String, Vec<Found>>,
    /// What each file that could be read in part has.
    pub(super) held: BTreeMap<String, Held>,
}

/// What a file has.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) has_rules: bool,
    /// Whether it could be read to its end.
    pub(super) is_whole: bool,
}

/// A finding at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) span: Option<Span>,
    pub(super) fix: Option<Fix>,
    /// Where else in the file the same shows.
    pub(super) also: Vec<Span>,
}

/// How files are looked at.
#[derive(Clone, Copy, Default)]
pub(super) struct Settings {
    pub(super) compat: Compat,
    pub(super) profile: Profile,
}

/// Starts the thread that checks; it ends when nobody can ask it any more.
pub(super) fn start(settings: Settings) -> (Sender<Job>, Receiver<Outcome>) {
    let (jobs, asked) = unbounded::<Job>();
    let (answer, outcomes) = unbounded();
    thread::spawn(move || {
        while let Ok(first) = asked.recv() {
            // What was asked later stands for what was asked earlier.
            let mut newest = BTreeMap::from([(first.group.clone(), first)]);
            newest.extend(asked.try_iter().map(|job| (job.group.clone(), job)));
            for job in newest.into_values() {
                if answer.send(done(job, settings)).is_err() {
                    return;
                }
            }
        }
    });
    (jobs, outcomes)
}

fn done(job: Job, settings: Settings) -> Outcome {
    let Job { group, revision, files } = job;
    let (found, held) = look(&files, settings);
    Outcome { group, revision, files, found, held }
}

/// The findings of files that are given together.
pub(super) fn check(files: &[Named], settings: Settings) -> BTreeMap<String, Vec<Found>> {
    look(files, settings).0
}

/// The findings, and what the files have.
fn look(files: &[Named], settings: Settings) -> (BTreeMap<String, Vec<Found>>, BTreeMap<String, Held>) {
    let mut options = Options::default();
    options.compat = settings.compat;
    options.profile = settings.profile;
    let given: Vec<File<'_>> = files.iter().map(|(name, text)| File { name, text }).collect();
    let mut found: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    let (findings, recognized) = match lint::check(&given, &options) {
        Ok(report) => (report.findings, report.files),
        // Too much to compare: each of the files says so.
        Err(error) => {
            let limit = |(name, text): &Named| {
                let is_ours = kind::looks_like_ours(text);
                is_ours.then(|| (name.clone(), vec![Found::of_error(&error)]))
            };
            return (files.iter().filter_map(limit).collect(), BTreeMap::new());
        }
    };
    let mut kinds: BTreeMap<&str, Vec<&Recognized>> = BTreeMap::new();
    for file in &recognized {
        kinds.entry(&file.file).or_default().push(file);
    }
    let mut ours: BTreeMap<&str, bool> = BTreeMap::new();
    for finding in &findings {
        let name = finding.file.as_str();
        let is_ours = *ours.entry(name).or_insert_with(|| {
            let text = files.iter().find(|(held, _)| held == name).map_or("", |(_, text)| text);
            kind::is_ours(kinds.get(name).map_or(&[], Vec::as_slice), text)
        });
        if is_ours {
            found.entry(name.to_owned()).or_default().extend(Found::each(finding));
        }
    }
    let is_broken = |name: &str| {
        findings
            .iter()
            .any(|finding| finding.file == name && finding.diagnostic.error.is(codes::yaml::SYNTAX))
    };
    let kinds = kinds.iter().map(|(name, parts)| (*name, kind::is_rules(parts)));
    let told =
        kinds.map(|(name, has_rules)| (name.to_owned(), Held { has_rules, is_whole: !is_broken(name) }));
    (found, told.collect())
}

impl Found {
    fn of_error(error: &counterpoise::Error) -> Self {
        Self {
            code: error.code().to_owned(),
            severity: Severity::Error,
            message: error.message().to_owned(),
            hint: error.hint().to_owned(),
            span: None,
            fix: None,
            also: Vec::new(),
        }
    }

    /// One for each place where a finding shows.
    fn each(finding: &Finding) -> impl Iterator<Item = Self> {
        let error = &finding.diagnostic.error;
        let first = (error.span(), error.fix().cloned());
        let others = finding.also.iter().map(|Place { span, fix, .. }| (*span, fix.clone()));
        let places: Vec<(Option<Span>, Option<Fix>)> = [first].into_iter().chain(others).collect();
        let spans: Vec<Option<Span>> = places.iter().map(|(span, _)| *span).collect();
        let of = Self { severity: finding.diagnostic.severity, ..Self::of_error(error) };
        places.into_iter().enumerate().map(move |(own, (span, fix))| {
            let also = spans.iter().enumerate().filter(|(place, _)| *place != own);
            Self { span, fix, also: also.filter_map(|(_, span)| *span).take(ALSO).collect(), ..of.clone() }
        })
    }
}

/// Other places that are told with each.
const ALSO: usize = 10;
