//! The typed calls of the C library, asked what vectors ask of the operations.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use counterpoise::Quantity;
use counterpoise::kube::Time;

use counterpoise::metrics::{CustomApi, Objects, Request};
use serde_json::{Map, Value, json};

use super::{Rust, Surface};
use crate::compare::Reply;
use crate::paths;

/// A debug build answers within a fraction of this; more is a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// The fields that an engine is made of.
const HELD: [&str; 5] = ["config", "series", "resources", "compat", "limits"];

/// The C program that calls them. What a typed call gives takes its place in the reply of the operation, so that a vector
/// holds only if the two agree; an operation that has none is Rust's.
#[derive(Debug)]
pub struct Typed {
    process: Child,
    requests: Option<ChildStdin>,
    replies: Receiver<io::Result<Answer>>,
    /// The state that the controller's last sync left.
    state: Option<Value>,
    /// How many replies hold what a typed call gave.
    calls: usize,
}

/// What a typed call gave: its fields, or its error.
type Answer = Result<Vec<String>, Value>;

impl Typed {
    /// Starts it.
    ///
    /// # Errors
    /// It is not built; how to build it.
    pub fn start() -> Result<Self, String> {
        let path = paths::built("COUNTERPOISE_C_TYPED", "surfaces/c/typed");
        if !paths::fresh(&path, &["core/src", "ffi/src"]) {
            return Err("the typed calls are not built of this code (cargo xtask test)".to_owned());
        }
        let mut process = Command::new(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", path.display()))?;
        let output = process.stdout.take().ok_or("no standard output")?;
        let (sender, replies) = channel();
        // A thread of its own, so that a reply that never comes is an error and no hang.
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let reply = answer(&mut output);
                let ended = reply.is_err();
                if sender.send(reply).is_err() || ended {
                    break;
                }
            }
        });
        let requests = process.stdin.take();
        Ok(Self { process, requests, replies, state: None, calls: 0 })
    }

    /// How many replies hold what a typed call gave.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.calls
    }

    /// Asks for one call.
    ///
    /// # Panics
    /// When the process breaks the protocol: no vector may take that for an error that it expects.
    pub fn ask(&mut self, fields: &[&str]) -> Answer {
        let mut request = format!("{}\n", fields.len());
        for field in fields {
            request.push_str(&format!("{}\n{field}", field.len()));
        }
        let requests = self.requests.as_mut().expect("it was not ended");
        requests.write_all(request.as_bytes()).and_then(|()| requests.flush()).expect("it takes a request");
        let reply = self.replies.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("no reply: {error}"));
        reply.unwrap_or_else(|error| panic!("{:?}: {error}", fields.first()))
    }

    /// Builds the engine of an object's fields, its series in two pieces.
    fn engine(&mut self, held: &Map<String, Value>) -> Result<(), Value> {
        let [compat, resources, limits, config] = parts(held);
        let series = match held.get("series") {
            Some(Value::Array(series)) => {
                let (first, rest) = series.split_at(series.len() / 2);
                vec![json!(first).to_string(), json!(rest).to_string()]
            }
            Some(Value::Null) | None => Vec::new(),
            Some(series) => vec![text(series)],
        };
        let mut fields = vec!["engine", &compat, &resources, &limits, &config];
        fields.extend(series.iter().map(String::as_str));
        self.ask(&fields).map(drop)
    }

    /// The reply of an operation with what typed calls give in its place; `None` where none of them is asked the same.
    fn substituted(&mut self, op: &str, input: &Value, reply: &Reply) -> Option<Reply> {
        match op {
            "quantity.parse" => self.quantity(input, reply),
            "quantity.add" | "quantity.sub" | "quantity.cmp" => self.pair(op, input, reply),
            "metrics.query" => self.query(input, reply),
            "metrics.convert" => self.convert(input),
            "rules.requests" => self.series_requests(input),
            "hpa.reconcile" => self.reconcile(input),
            _ => None,
        }
    }

    fn quantity(&mut self, input: &Value, reply: &Reply) -> Option<Reply> {
        let text = input["text"].as_str()?;
        let alone = self.ask(&["quantity", text]);
        let alone = narrow(alone)?;
        let together = self.ask(&["quantities", text, "1", text]);
        let printed = match (alone, together) {
            (Err(error), Err(of_many)) => {
                assert_eq!(error["code"], of_many["code"], "{text:?} alone and together");
                return Some(Err(error));
            }
            (Ok(alone), Ok(together)) => {
                assert_eq!(together[1..], [&alone[0], "1", &alone[0]], "{text:?} alone and together");
                let one = || Quantity::parse(text).expect("the C library reads it");
                assert_eq!(
                    together[0],
                    (one() + Quantity::from(1) + one()).to_string(),
                    "the sum of {text:?}"
                );
                alone
            }
            // The sum may be one that the struct does not hold.
            (Ok(alone), Err(of_many)) if of_many["code"] == "quantity.wide" => alone,
            (alone, together) => panic!("{text:?}: {alone:?} alone, {together:?} together"),
        };
        let mut ok = reply.as_ref().ok()?.clone();
        let formats = ["DecimalSI", "BinarySI", "DecimalExponent"];
        ok["canonical"] = json!(printed[0]);
        ok["format"] = json!(formats[printed[1].parse::<usize>().expect("a format")]);
        for (field, value) in [("value", &printed[2]), ("milliValue", &printed[3])] {
            match value.as_str() {
                "-" => drop(ok.as_object_mut()?.remove(field)),
                value => ok[field] = json!(value),
            }
        }
        Some(Ok(ok))
    }

    fn pair(&mut self, op: &str, input: &Value, reply: &Reply) -> Option<Reply> {
        let (a, b) = (input["a"].as_str()?, input["b"].as_str()?);
        let mut ok = reply.clone().unwrap_or_default();
        match narrow(self.ask(&["pair", a, b]))? {
            Err(mut error) => {
                // The call knows one text, the operation two.
                error["path"] = json!(if Quantity::parse(a).is_err() { "a" } else { "b" });
                return Some(Err(error));
            }
            Ok(made) if op == "quantity.add" => ok["canonical"] = json!(made[0]),
            Ok(made) if op == "quantity.sub" => ok["canonical"] = json!(made[1]),
            Ok(made) => ok["ordering"] = json!(made[2].parse::<i32>().expect("a number")),
        }
        Some(Ok(ok))
    }

    fn query(&mut self, input: &Value, reply: &Reply) -> Option<Reply> {
        let Asked { held, path, objects } = Asked::of(input)?;
        if let Err(error) = self.engine(&held) {
            return Some(Err(error));
        }
        let mut ok = reply.clone().unwrap_or_default();
        let asked: &[(&str, &str)] = match path.contains("/apis/metrics.k8s.io/") {
            true => &[("1", "/queries/cpu"), ("2", "/queries/memory")],
            false => &[("0", "/promql")],
        };
        for (which, place) in asked {
            let mut fields = vec!["query", which, path];
            fields.extend(&objects);
            match self.ask(&fields) {
                Err(error) => return Some(Err(error)),
                Ok(promql) => {
                    self.check_request(which, path, &objects, &promql[0]);
                    *ok.pointer_mut(place)? = json!(promql[0]);
                }
            }
        }
        Some(Ok(ok))
    }

    /// The same request as a struct has the same query.
    fn check_request(&mut self, which: &str, path: &str, objects: &[&str], promql: &str) {
        let request = Request::parse(path).expect("the C library reads it");
        let named = |objects: &Objects<'_>| match objects {
            Objects::All => String::new(),
            Objects::Named(name) => name.clone().into_owned(),
        };
        let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (api, parts) = match &request {
            Request::Custom(asked) => {
                let api = match asked.api {
                    CustomApi::V1Beta1 => "1",
                    CustomApi::V1Beta2 => "2",
                    _ => return,
                };
                let namespace = owned(asked.namespace.as_deref());
                let (resource, metric) = (asked.resource.to_string(), asked.metric.to_string());
                let labels = [asked.label_selector.to_string(), asked.metric_label_selector.to_string()];
                (
                    api,
                    [[namespace, resource, named(&asked.objects), metric].to_vec(), labels.to_vec()].concat(),
                )
            }
            Request::External(asked) => {
                let [namespace, metric] = [asked.namespace.to_string(), asked.metric.to_string()];
                let none = String::new;
                ("3", vec![namespace, none(), none(), metric, asked.label_selector.to_string(), none()])
            }
            Request::Resource(asked) if asked.field_selector.is_empty() => {
                let namespace = owned(asked.namespace.as_deref());
                let resource = asked.kind.resource().to_owned();
                let (none, labels) = (String::new(), asked.label_selector.to_string());
                ("4", vec![namespace, resource, named(&asked.objects), none.clone(), labels, none])
            }
            Request::Resource(_) => return,
        };
        let mut fields = vec!["request", which, api];
        fields.extend(parts.iter().map(String::as_str));
        fields.extend(objects);
        let made = self.ask(&fields).unwrap_or_else(|error| panic!("{path} as a struct: {error}"));
        assert_eq!(made, [request.to_string().as_str(), promql], "{path} as a struct");
    }

    fn convert(&mut self, input: &Value) -> Option<Reply> {
        let Asked { held, path, objects } = Asked::of(input)?;
        let now = match &input["now"] {
            Value::Null if path.contains("/apis/external.metrics.k8s.io/") => 0,
            now => now.as_str()?.parse::<Time>().ok()?.unix_millis(),
        };
        let is_usage = path.contains("/apis/metrics.k8s.io/");
        let response = &input["response"];
        let answer = |answer: &Value| if answer.is_null() { String::new() } else { text(answer) };
        let [first, memory] = match (is_usage, response) {
            (true, Value::Object(response)) => ["cpu", "memory"].map(|name| response.get(name).map(answer)),
            (true, _) => [None, None],
            (false, response) => [Some(text(response)), None],
        }
        .map(Option::unwrap_or_default);
        if let Err(error) = self.engine(&held) {
            return Some(Err(error));
        }
        let now = now.to_string();
        let mut fields = vec!["convert", path, &now, &first, &memory];
        fields.extend(&objects);
        let made = self.ask(&fields).map(|made| serde_json::from_str(&made[0]).expect("JSON"));
        let asked: &[&str] = if is_usage { &["1", "2"] } else { &["0"] };
        for which in asked {
            let mut fields = vec!["values", path, &now, &first, &memory, which];
            fields.extend(&objects);
            check_values(&made, &self.ask(&fields), which, if is_listed(path) { &objects } else { &[] });
        }
        Some(made)
    }

    fn series_requests(&mut self, input: &Value) -> Option<Reply> {
        let (held, options) = split(input)?;
        let options = if options.is_empty() { String::new() } else { Value::Object(options).to_string() };
        let [compat, resources, limits, config] = parts(&held);
        let made = self.ask(&["builder.requests", &compat, &resources, &limits, &config, &options]);
        // An engine without series asks for the same.
        if self.engine(&held).is_ok() {
            assert_eq!(made, self.ask(&["engine.requests", &options]), "an engine and its builder");
        }
        Some(made.map(|made| serde_json::from_str(&made[0]).expect("JSON")))
    }

    fn reconcile(&mut self, input: &Value) -> Option<Reply> {
        let mut input = input.as_object()?.clone();
        let state = input.remove("state").filter(|state| !state.is_null());
        // One that follows on the sync before is asked of the controller that remembers it.
        if state.is_none() || state != self.state {
            let text = state.map_or_else(String::new, |state| state.to_string());
            self.state = None;
            if let Err(error) = self.ask(&["controller", &text]) {
                return Some(Err(error));
            }
        }
        let made = self.ask(&["reconcile", &Value::Object(input).to_string()]);
        let made: Reply = made.map(|made| serde_json::from_str(&made[0]).expect("JSON"));
        if let Ok(ok) = &made {
            self.state = Some(ok["state"].clone());
        }
        Some(made)
    }
}

impl Surface for Typed {
    fn name(&self) -> &str {
        "typed C"
    }

    fn call(&mut self, op: &str, input: &Value) -> Reply {
        let reply = Rust.call(op, input);
        // What is asked wrongly has no typed form.
        let asked_wrongly = reply.as_ref().err().and_then(|error| error["code"].as_str());
        if asked_wrongly.is_some_and(|code| code.starts_with("request.")) {
            return reply;
        }
        match self.substituted(op, input, &reply) {
            Some(substituted) => {
                self.calls += 1;
                substituted
            }
            None => reply,
        }
    }

    fn call_engine(&mut self, _: &Value, _: &str, _: &Value) -> Option<Reply> {
        // Each call is one on an engine already.
        None
    }
}

impl Drop for Typed {
    fn drop(&mut self) {
        // End of input ends the process; a leak would be its exit status.
        self.requests.take();
        let status = self.process.wait();
        if !thread::panicking() {
            assert!(status.is_ok_and(|status| status.success()), "the typed calls did not end well");
        }
    }
}

/// What a query or a conversion is asked for.
struct Asked<'a> {
    held: Map<String, Value>,
    path: &'a str,
    objects: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(input: &'a Value) -> Option<Self> {
        if input["diagnose"] == true {
            // Findings are the operation's own.
            return None;
        }
        let (held, _) = split(input)?;
        let objects = input["objects"].as_array().map(Vec::as_slice).unwrap_or_default();
        Some(Self {
            held,
            path: input["request"].as_str()?,
            objects: objects.iter().map(Value::as_str).collect::<Option<_>>()?,
        })
    }
}

/// Whether a request is about the objects of a listing.
fn is_listed(path: &str) -> bool {
    match Request::parse(path) {
        Ok(Request::Custom(asked)) => asked.objects == Objects::All,
        Ok(Request::Resource(asked)) => asked.objects == Objects::All,
        _ => false,
    }
}

/// What the struct does not hold is left to the operations.
fn narrow(answer: Answer) -> Option<Answer> {
    let is_wide = |error: &Value| error["code"] == "quantity.wide";
    if answer.as_ref().err().is_some_and(is_wide) { None } else { Some(answer) }
}

/// The fields that an engine holds, and the others.
fn split(input: &Value) -> Option<(Map<String, Value>, Map<String, Value>)> {
    Some(input.as_object()?.clone().into_iter().partition(|(field, _)| HELD.contains(&field.as_str())))
}

/// Compat, resources, limits and configuration; empty where they are not given.
fn parts(held: &Map<String, Value>) -> [String; 4] {
    ["compat", "resources", "limits", "config"].map(|field| held.get(field).map(text).unwrap_or_default())
}

/// A text as it is, any other value as JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The values are those of the list, and its failure is an error.
fn check_values(list: &Reply, values: &Answer, which: &str, objects: &[&str]) {
    let list = match (list, values) {
        (Err(error), Err(values)) => return assert_eq!(error["code"], values["code"], "list and values"),
        (Ok(list), Err(error)) => {
            return assert_eq!(list["failure"]["code"], error["code"], "failure and error");
        }
        (Err(error), Ok(values)) => panic!("a list with {error}, but the values {values:?}"),
        (Ok(list), Ok(_)) => list,
    };
    let values = values.as_ref().expect("seen to be good");
    let one = [list["list"].clone()];
    let items = list["list"]["items"].as_array().map_or(&one[..], Vec::as_slice);
    let used = list["fates"].as_array().into_iter().flatten().enumerate();
    let mut used = used.filter(|(_, fate)| fate["fate"] == "used").map(|(place, _)| place);
    let lines = items.iter().map(|item| {
        let milli = |value: &Value| {
            Quantity::parse(value.as_str().unwrap_or_default()).unwrap_or_default().milli_value()
        };
        let resource = if which == "2" { "memory" } else { "cpu" };
        let (value, object, named) = match (&item["containers"], &item["usage"]) {
            (Value::Array(containers), _) => {
                let sum = containers.iter().map(|container| milli(&container["usage"][resource])).sum();
                (sum, None, &item["metadata"]["name"])
            }
            (_, Value::Object(usage)) => (milli(&usage[resource]), None, &item["metadata"]["name"]),
            _ if item["describedObject"].is_object() => {
                (milli(&item["value"]), None, &item["describedObject"]["name"])
            }
            _ => (milli(&item["value"]), used.next(), &Value::Null),
        };
        // A name may be given twice; the first place stands for all.
        let place = || objects.iter().position(|name| named == name).unwrap_or(0);
        let timestamp: Time = item["timestamp"].as_str().expect("a timestamp").parse().expect("a time");
        (value, timestamp.unix_seconds(), object.unwrap_or_else(place))
    });
    let read = values.iter().map(|line| {
        let numbers: Vec<i64> = line.split(' ').map(|number| number.parse().expect("a number")).collect();
        let place = usize::try_from(numbers[2]).expect("a place");
        let first = objects.get(place).and_then(|name| objects.iter().position(|other| other == name));
        (numbers[0], numbers[1].div_euclid(1000), first.unwrap_or(place))
    });
    assert_eq!(lines.collect::<Vec<_>>(), read.collect::<Vec<_>>(), "list and values");
}

/// Reads a reply.
fn answer(output: &mut impl BufRead) -> io::Result<Answer> {
    let status = number(output)?;
    let count = number(output)?;
    let mut fields = Vec::new();
    for _ in 0..count {
        let mut field = vec![0; number(output)?];
        output.read_exact(&mut field)?;
        fields.push(String::from_utf8(field).map_err(io::Error::other)?);
    }
    if status == 0 {
        return Ok(Ok(fields));
    }
    let json = fields.first().map_or("", String::as_str);
    serde_json::from_str(json).map(Err).map_err(|error| io::Error::other(format!("{error}: {json:?}")))
}

fn number(output: &mut impl BufRead) -> io::Result<usize> {
    let mut line = String::new();
    if output.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    line.trim_end().parse().map_err(io::Error::other)
}
