//! What there is in a test, before anything is asked.

use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::kube::Time;
use counterpoise::ops::call_value;
use serde_json::{Map, Value, json};

use super::By;
use super::answers::Answers;
use super::file::{File, Test};
use super::given::{Given, Read};
use super::prometheus::Server;
use super::samples::Samples;
use super::source::Source;
use super::time;
use crate::failure::Failure;

/// How far samples are apart where nothing is said, as promtool has it.
const INTERVAL: i64 = 60_000;
/// How old a series may be that the adapter finds, by default.
const MAX_AGE: i64 = 600_000;

/// What all tests of a file share.
pub(super) struct Shared<'s> {
    pub(super) source: &'s Source,
    pub(super) config: Option<Given>,
    pub(super) resources: Option<Given>,
}

impl<'s> Shared<'s> {
    pub(super) fn of(source: &'s Source, file: &File) -> Result<Self, Failure> {
        Self::with(source, file, ("config", file.config.as_ref()))
    }

    /// What a test with a configuration of its own has in the place of that; `None` for one without.
    pub(super) fn of_test(
        source: &'s Source,
        file: &File,
        path: &str,
        test: &Test,
    ) -> Result<Option<Self>, Failure> {
        let Some(config) = &test.config else { return Ok(None) };
        Self::with(source, file, (&format!("{path}.config"), Some(config))).map(Some)
    }

    fn with(
        source: &'s Source,
        file: &File,
        (path, config): (&str, Option<&Value>),
    ) -> Result<Self, Failure> {
        let read = |path: &str, value: Option<&Value>, read: Read| {
            value.map(|value| Given::of(source, path, value, read)).transpose()
        };
        let shared = Self {
            source,
            config: read(path, config, Read::Text)?,
            resources: read("resources", file.resources.as_ref(), Read::Data)?,
        };
        // What is wrong with the configuration is told at once, and not by each test in its own way.
        if shared.config.is_some() {
            shared.call("metrics.list", Map::new())?;
        }
        Ok(shared)
    }

    /// Runs an operation with the configuration and the resources.
    pub(super) fn call(&self, operation: &str, fields: Map<String, Value>) -> Result<Value, Failure> {
        self.try_call(operation, fields).map_err(|error| self.refuse(error))
    }

    /// As [`call`](Self::call), with the library's own error.
    pub(super) fn try_call(&self, operation: &str, mut fields: Map<String, Value>) -> Result<Value, Error> {
        for (field, given) in [("config", &self.config), ("resources", &self.resources)] {
            if let Some(given) = given {
                fields.insert(field.to_owned(), given.value.clone());
            }
        }
        call_value(None, operation, Value::Object(fields))
    }

    /// An error about the configuration or the resources.
    pub(super) fn refuse(&self, error: Error) -> Failure {
        let of_resources = error.path().is_some_and(|path| path.starts_with("resources"));
        let given = if of_resources { ("resources", &self.resources) } else { ("config", &self.config) };
        match given {
            (field, Some(given)) => given.refuse(self.source, field, error),
            _ => self.source.refuse(error),
        }
    }
}

/// One test.
pub(super) struct Setup<'s> {
    pub(super) shared: &'s Shared<'s>,
    pub(super) test: &'s Test,
    /// `tests[0]`.
    pub(super) path: String,
    pub(super) samples: Samples,
    pub(super) answers: Answers,
    pub(super) pods: Option<Given>,
    pub(super) given_answers: Option<Given>,
    /// Series that are there at any time, without values.
    series: Option<Given>,
    start: i64,
    max_age: i64,
}

impl<'s> Setup<'s> {
    pub(super) fn of(shared: &'s Shared<'s>, index: usize, test: &'s Test, by: By) -> Result<Self, Failure> {
        let path = format!("tests[{index}]");
        let source = shared.source;
        let length = |field: &str, text: &Option<String>, default: i64| match text {
            None => Ok(default),
            Some(text) => time::duration(text).filter(|millis| *millis > 0).ok_or_else(|| {
                let message = format!("{text:?} is no duration above 0, such as 15s");
                let error = Error::new(codes::test::TIME, message).with_hint("Give a duration such as 15s.");
                source.refuse(error.in_path(format!("{path}.{field}")))
            }),
        };
        let start = match &test.start {
            None => 0,
            Some(text) => text.parse::<Time>().map(Time::unix_millis).map_err(|_| {
                let message = format!("{text:?} is no instant, such as 2026-05-01T12:00:00Z");
                let error =
                    Error::new(codes::test::TIME, message).with_hint("Give it as RFC 3339 writes it.");
                source.refuse(error.in_path(format!("{path}.start")))
            })?,
        };
        let interval = length("interval", &test.interval, INTERVAL)?;
        let samples = Samples::of(source, &path, &test.input_series, interval, start)?;
        let answers = match by {
            By::Prometheus if !samples.is_empty() => Answers::Prometheus(Server::with(&samples.series)?),
            _ => Answers::Evaluator,
        };
        let given = |field: &str, value: &Option<Value>| {
            let at = format!("{path}.{field}");
            value.as_ref().map(|value| Given::of(source, &at, value, Read::Data)).transpose()
        };
        Ok(Self {
            pods: given("pods", &test.pods)?,
            given_answers: given("answers", &test.answers)?,
            series: given("series", &test.series)?,
            max_age: length("metrics_max_age", &test.metrics_max_age, MAX_AGE)?,
            shared,
            test,
            samples,
            answers,
            start,
            path,
        })
    }

    pub(super) fn source(&self) -> &'s Source {
        self.shared.source
    }

    /// The time of an entry, in milliseconds from the start of the test on, and the instant that it is.
    pub(super) fn time(&self, path: &str, value: &Value) -> Result<At, Failure> {
        let path = format!("{path}.eval_time");
        let refuse = |message: String, hint: Option<String>| {
            let error = Error::new(codes::test::TIME, message).in_path(&path);
            self.source().refuse(match hint {
                Some(hint) => error.with_hint(hint),
                None => error,
            })
        };
        let Some(time) = time::of_value(value) else {
            return Err(refuse(format!("{value} is no duration, such as 5m"), None));
        };
        if time < 0 {
            let message =
                format!("{} is before the start of the test, which is 0", value.as_str().unwrap_or_default());
            return Err(refuse(
                message,
                Some("Times count from the first sample on: give one from 0 on.".to_owned()),
            ));
        }
        if !self.samples.is_empty() && time > self.samples.end {
            let message = format!(
                "{} is after the end of the series, {}",
                time::shown(time),
                time::shown(self.samples.end)
            );
            let hint = "Give the series more values, with `_x20` at the end for twenty samples that are not there, or an \
                        earlier time.";
            return Err(refuse(message, Some(hint.to_owned())));
        }
        let millis = self.start.saturating_add(time);
        let instant =
            time::instant(millis).ok_or_else(|| refuse("the instant is out of range".to_owned(), None))?;
        Ok(At { time, millis, instant })
    }

    /// The instant so long after the start.
    pub(super) fn at(&self, time: i64) -> At {
        let millis = self.start.saturating_add(time);
        At { time, millis, instant: time::instant(millis).unwrap_or_default() }
    }

    /// The series that the adapter finds at a time.
    pub(super) fn found(&self, at: &At) -> Value {
        let labels = self.samples.labels(at.millis.saturating_sub(self.max_age), at.millis);
        match &self.series {
            None => json!(labels),
            Some(given) if labels.is_empty() => given.value.clone(),
            Some(given) => {
                // An answer of Prometheus has them as its data.
                let listed = given.value.get("data").unwrap_or(&given.value);
                let both = listed.as_array().into_iter().flatten().cloned();
                both.chain(labels.into_iter().map(|labels| json!(labels))).collect()
            }
        }
    }

    /// The input that operations about the configuration share.
    pub(super) fn fields(&self, at: &At) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("series".to_owned(), self.found(at));
        if let Some(compat) = &self.test.compat {
            fields.insert("compat".to_owned(), compat.clone());
        }
        fields
    }

    /// An error about what an operation was given: fields of the test, or what all tests of the file share.
    pub(super) fn refuse(&self, error: Error) -> Failure {
        let path = error.path().unwrap_or_default().to_owned();
        let field = path.split(['.', '[']).next().unwrap_or_default();
        match (field, &self.series) {
            ("series", Some(given)) => given.refuse(self.source(), field, error),
            ("compat" | "controller" | "hpas" | "objects" | "profile", _) => {
                self.source().refuse(error.without_span().in_path(&self.path))
            }
            _ => self.shared.refuse(error),
        }
    }

    /// That something is missing for an expectation.
    pub(super) fn missing(&self, path: &str, message: &str) -> Failure {
        self.source().refuse(Error::new(codes::test::MISSING, message).in_path(path))
    }

    /// What the file answers to a request itself.
    pub(super) fn given_answer(&self, path: &str) -> Option<Value> {
        answer_of(self.given_answers.as_ref().map(|given| &given.value), path)
    }
}

/// The answer to a request: the one of its path, or the one that there is.
pub(super) fn answer_of(answers: Option<&Value>, path: &str) -> Option<Value> {
    let answers = answers?;
    let is_by_path = answers.as_object().is_some_and(|map| map.keys().any(|key| key.starts_with("/apis/")));
    if is_by_path { answers.get(path).cloned() } else { Some(answers.clone()) }
}

/// A time of a test.
#[derive(Clone)]
pub(super) struct At {
    /// From its start on.
    pub(super) time: i64,
    /// Since 1970.
    pub(super) millis: i64,
    /// As RFC 3339 writes it.
    pub(super) instant: String,
}
