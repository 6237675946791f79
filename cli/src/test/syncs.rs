//! One HPA from sync to sync: status, state and replicas of each are what the next one begins with.

use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::ops::call_value;
use serde_json::{Map, Value, json};

use super::answers::Answers;
use super::given::{Given, Read};
use super::setup::{At, Setup, answer_of};
use super::time;
use crate::failure::Failure;

/// The controller's own `--horizontal-pod-autoscaler-sync-period`.
const SYNC_PERIOD: i64 = 15_000;
/// Syncs between two expectations: some two days.
const SYNCS: i64 = 10_000;
/// Syncs that one explanation tells at most: the first and those after it.
const AT_ONCE: usize = 100;

/// An HPA, what there is around it, and what is remembered of it.
pub(super) struct Walk<'s> {
    setup: &'s Setup<'s>,
    pub(super) hpa: Given,
    scale: Given,
    pods: Option<Given>,
    metrics: Option<Given>,
    answers: Option<Given>,
    hpas: Vec<Given>,
    state: Option<Value>,
    period: i64,
    /// What is asked for each metric, as the last explanation told it.
    asked: Vec<Asked>,
    last: Option<i64>,
}

/// What a metric of the HPA is asked by.
#[derive(Clone, Default)]
pub(super) struct Asked {
    /// The request to the metrics API.
    request: String,
    /// The query, or those of CPU and memory.
    pub(super) queries: Vec<String>,
    /// The rule that makes them, as it is told.
    pub(super) rule: Option<String>,
}

impl<'s> Walk<'s> {
    /// An HPA before its first sync.
    pub(super) fn of(setup: &'s Setup<'s>) -> Result<Self, Failure> {
        let (source, test, path) = (setup.source(), setup.test, &setup.path);
        let Some(hpa) = &test.hpa else {
            return Err(setup.missing(path, "hpa_test needs an HPA: give hpa, such as hpa.yaml"));
        };
        let Some(scale) = &test.scale else {
            let message = "hpa_test needs the scale of the HPA's target: give scale, such as \
                           {spec: {replicas: 2}, status: {replicas: 2, selector: app=web}}";
            return Err(setup.missing(path, message));
        };
        let given = |field: &str, value: &Value, read: Read| {
            Given::of(source, &format!("{path}.{field}"), value, read)
        };
        let others = test.hpas.iter().flatten().enumerate();
        let period = match test.controller.as_ref().map(|controller| &controller["syncPeriod"]) {
            None | Some(Value::Null) => SYNC_PERIOD,
            Some(text) => time::of_value(text).filter(|period| *period > 0).ok_or_else(|| {
                let message = format!("{text} is no duration above 0, such as 15s");
                let path = format!("{path}.controller.syncPeriod");
                let error = Error::new(codes::test::TIME, message).with_hint("Give a duration such as 15s.");
                source.refuse(error.in_path(path))
            })?,
        };
        Ok(Self {
            hpa: given("hpa", hpa, Read::Hpa)?,
            scale: given("scale", scale, Read::Data)?,
            pods: test.pods.as_ref().map(|pods| given("pods", pods, Read::Data)).transpose()?,
            metrics: test
                .metrics
                .as_ref()
                .map(|metrics| given("metrics", metrics, Read::Data))
                .transpose()?,
            answers: test
                .answers
                .as_ref()
                .map(|answers| given("answers", answers, Read::Data))
                .transpose()?,
            hpas: others
                .map(|(index, hpa)| given(&format!("hpas[{index}]"), hpa, Read::Hpa))
                .collect::<Result<_, _>>()?,
            setup,
            state: None,
            period,
            asked: Vec::new(),
            last: None,
        })
    }

    /// Puts something else in the place of what there was.
    pub(super) fn change(&mut self, path: &str, field: &str, value: Option<&Value>) -> Result<(), Failure> {
        let Some(value) = value else { return Ok(()) };
        let given = Given::of(self.setup.source(), &format!("{path}.{field}"), value, Read::Data)?;
        match field {
            "scale" => self.scale = given,
            "pods" => self.pods = Some(given),
            "metrics" => self.metrics = Some(given),
            _ => self.answers = Some(given),
        }
        Ok(())
    }

    /// The syncs that the controller makes by itself before a time; gives what each decided.
    pub(super) fn until(&mut self, path: &str, at: &At) -> Result<Vec<Value>, Failure> {
        let Some(last) = self.last else { return Ok(Vec::new()) };
        if at.time <= last {
            let message = format!(
                "{} is not later than {}, the time before it",
                time::shown(at.time),
                time::shown(last)
            );
            let error = Error::new(codes::test::TIME, message).with_hint("Order them by their times.");
            return Err(self.setup.source().refuse(error.in_path(format!("{path}.eval_time"))));
        }
        let syncs = (at.time - last - 1) / self.period;
        if syncs > SYNCS {
            let message = format!("the controller syncs {syncs} times until then, and {SYNCS} are the most");
            let error = Error::new(codes::limit::WORK, message).in_path(format!("{path}.eval_time"));
            return Err(self.setup.source().refuse(error.with_hint("Expect something in between.")));
        }
        let times: Vec<At> = (1..=syncs).map(|sync| self.setup.at(last + sync * self.period)).collect();
        let mut decisions = Vec::new();
        // The adapter looks for series anew, and what it finds stays for the syncs until that changes.
        for same in times.chunk_by(|a, b| self.setup.found(a) == self.setup.found(b)) {
            for times in same.chunks(AT_ONCE) {
                let mut explained = self.explain(times)?;
                decisions.push(explained["decision"].take());
                decisions.extend(explained["then"].as_array_mut().map(std::mem::take).unwrap_or_default());
                if let (Some(decision), Some(at)) = (decisions.last(), times.last()) {
                    self.go_on(&decision.clone(), at)?;
                }
            }
        }
        Ok(decisions)
    }

    /// One sync, explained.
    pub(super) fn sync(&mut self, at: &At) -> Result<Value, Failure> {
        if matches!(self.setup.answers, Answers::Prometheus(_)) {
            // What is asked is known before it is answered.
            let input = self.input(std::slice::from_ref(at), false)?;
            self.asked = asked(&self.call(input)?);
        }
        let explained = self.explain(std::slice::from_ref(at))?;
        self.asked = asked(&explained);
        self.go_on(&explained["decision"], at)?;
        Ok(explained)
    }

    /// What each metric was asked by at the last sync.
    pub(super) fn asked(&self) -> &[Asked] {
        &self.asked
    }

    fn explain(&self, times: &[At]) -> Result<Value, Failure> {
        let input = self.input(times, true)?;
        self.call(input)
    }

    fn call(&self, input: Map<String, Value>) -> Result<Value, Failure> {
        let fields = [("config", &self.setup.shared.config), ("resources", &self.setup.shared.resources)];
        let mut input = input;
        for (field, given) in fields {
            if let Some(given) = given {
                input.insert(field.to_owned(), given.value.clone());
            }
        }
        call_value(None, "hpa.explain", Value::Object(input)).map_err(|error| self.refuse(error))
    }

    /// The syncs at some times; queries are answered where that is wanted.
    fn input(&self, times: &[At], answered: bool) -> Result<Map<String, Value>, Failure> {
        let [first, later @ ..] = times else { return Ok(Map::new()) };
        let mut input = self.setup.fields(first);
        let test = self.setup.test;
        let mut put = |field: &str, value: Option<&Value>| {
            if let Some(value) = value {
                input.insert(field.to_owned(), value.clone());
            }
        };
        let value = |given: &'_ Option<Given>| given.as_ref().map(|given| given.value.clone());
        put("hpa", Some(&self.hpa.value));
        put("scale", Some(&self.scale.value));
        put("pods", value(&self.pods).as_ref());
        put("metrics", value(&self.metrics).as_ref());
        put("state", self.state.as_ref());
        put("objects", test.objects.as_ref());
        put("controller", test.controller.as_ref());
        put("profile", test.profile.as_ref());
        put("now", Some(&first.instant.as_str().into()));
        if !self.hpas.is_empty() {
            put("hpas", Some(&self.hpas.iter().map(|hpa| hpa.value.clone()).collect()));
        }
        if answered && matches!(self.setup.answers, Answers::Evaluator) && !self.setup.samples.is_empty() {
            put("samples", Some(&self.setup.samples.json()));
        }
        put("response", self.response(first, answered)?.as_ref());
        let later = later.iter().map(|at| {
            let mut sync = json!({ "now": at.instant });
            if let Some(response) = self.response(at, answered)? {
                sync["response"] = response;
            }
            Ok(sync)
        });
        let later: Vec<Value> = later.collect::<Result<_, Failure>>()?;
        if !later.is_empty() {
            put("then", Some(&later.into()));
        }
        Ok(input)
    }

    /// The answers to what is asked at a time: those of the file, and Prometheus' where that is asked.
    fn response(&self, at: &At, answered: bool) -> Result<Option<Value>, Failure> {
        let given = self.answers.as_ref().map(|answers| &answers.value);
        if !answered || matches!(self.setup.answers, Answers::Evaluator) {
            return Ok(given.cloned());
        }
        let mut by_path = Map::new();
        for asked in &self.asked {
            let answer = |query: &String| self.setup.answers.of(&self.setup.samples, query, at.millis);
            let made = match (answer_of(given, &asked.request), asked.queries.as_slice()) {
                (Some(given), _) => given,
                (None, []) => continue,
                (None, [query]) => answer(query)?,
                (None, [cpu, memory, ..]) => json!({ "cpu": answer(cpu)?, "memory": answer(memory)? }),
            };
            by_path.insert(asked.request.clone(), made);
        }
        Ok((!by_path.is_empty()).then(|| by_path.into()))
    }

    /// Goes on from a decision as the controller does: with its status and state, and the replicas that it asked for.
    fn go_on(&mut self, decision: &Value, at: &At) -> Result<(), Failure> {
        if self.hpa.value["apiVersion"] != "autoscaling/v2" {
            let input = json!({ "hpa": self.hpa.value, "to": "autoscaling/v2" });
            let converted = call_value(None, "hpa.convert", input);
            self.hpa.value = converted.map_err(|error| self.refuse(error))?["hpa"].take();
        }
        if let Some(hpa) = self.hpa.value.as_object_mut() {
            hpa.insert("status".to_owned(), decision["status"].clone());
        }
        for part in ["spec", "status"] {
            if let Some(part) = self.scale.value.get_mut(part).and_then(Value::as_object_mut) {
                part.insert("replicas".to_owned(), decision["desiredReplicas"].clone());
            }
        }
        self.state = Some(decision["state"].clone());
        self.last = Some(at.time);
        Ok(())
    }

    /// An error about what the HPA looks at.
    fn refuse(&self, error: Error) -> Failure {
        let path = error.path().unwrap_or_default();
        let path = path.split_once("].").filter(|_| path.starts_with("then[")).map_or(path, |(_, path)| path);
        let field = &path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let given = match field.as_str() {
            "hpa" => Some(&self.hpa),
            "scale" => Some(&self.scale),
            "pods" => self.pods.as_ref(),
            "metrics" => self.metrics.as_ref(),
            "response" => self.answers.as_ref(),
            _ => None,
        };
        match given {
            Some(given) => given.refuse(self.setup.source(), field, error),
            None => self.setup.refuse(error),
        }
    }
}

/// What each metric is asked by, in the order of the spec, as an explanation tells it.
fn asked(explained: &Value) -> Vec<Asked> {
    let sections = explained["sections"].as_array().into_iter().flatten();
    let of_metrics = sections
        .filter(|section| section["title"].as_str().is_some_and(|title| title.starts_with("Metric ")));
    let mut all: Vec<Asked> = Vec::new();
    for section in of_metrics {
        let mut asked = Asked::default();
        let mut label = "";
        for row in section["rows"].as_array().into_iter().flatten() {
            // A row without a label goes on with the one before it.
            label = row["label"].as_str().filter(|label| !label.is_empty()).unwrap_or(label);
            let text = || row["text"].as_str().unwrap_or_default().to_owned();
            match label {
                "asks" => asked.request = text(),
                "rule" => asked.rule = Some(text()),
                "PromQL" => asked.queries.push(text()),
                _ => {}
            }
        }
        let earlier = all.iter().find(|earlier| earlier.request == asked.request);
        if let Some(earlier) = earlier.filter(|_| asked.queries.is_empty()) {
            asked = earlier.clone();
        }
        all.push(asked);
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use counterpoise::kube;

    use super::asked;

    #[test]
    fn a_metric_that_is_asked_for_twice_has_its_queries_twice() {
        let told = kube::from_str(
            "sections:
             - title: Metric 1 of 2
               rows: [{label: asks, text: /apis/a}, {label: PromQL, text: up}, {label: '', text: down}, {label: answer}]
             - {title: Metric 2 of 2, rows: [{label: asks, text: /apis/a}, {label: answer, text: the same as above}]}
             - {title: Replicas, rows: [{label: PromQL, text: none}]}",
        )
        .unwrap();
        let queries: Vec<_> = asked(&told).into_iter().map(|asked| asked.queries).collect();
        assert_eq!(json!(queries), json!([["up", "down"], ["up", "down"]]));
    }
}
