//! Paths of requests, and the queries that they become: a path, or names and values on a line each.

use counterpoise::metrics::request::{CustomApi, Request};
use counterpoise::promql::{self, Labels, SeriesSelector};
use counterpoise::selector::Selector;
use serde_json::json;

use super::asked::{ask, is_limit};
use super::given::{Given, given, lines};
use super::world;
use crate::generate::{self, Random};

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) if text.starts_with('/') => path(text),
        Some(Given::Text(text)) => inside(&lines::<6>(text).map(str::to_owned)),
        Some(Given::Choices(mut random)) => {
            let made = world::world(&mut random);
            path(&made.request);
            answered(&made);
            inside(&names(&mut random));
        }
        None => {}
    }
}

/// A request and its path are each other's inverse.
fn path(text: &str) {
    let parsed = Request::parse(text);
    let config = json!({"rules": []});
    let asked = ask("metrics.query", &json!({ "config": config, "series": [], "request": text }));
    let Ok(parsed) = parsed else {
        assert!(asked.is_err(), "{text:?}");
        return;
    };
    let printed = parsed.to_string();
    let again = Request::parse(&printed);
    assert_eq!(again.as_ref(), Ok(&parsed), "{text:?} is printed as {printed:?}");
    assert_eq!(again.map(|again| again.to_string()), Ok(printed));
}

/// An engine that holds a configuration answers as the operation that is given it.
fn answered(world: &world::World) {
    let held = json!({ "config": world.config, "series": world.series });
    let mut input = held.clone();
    input["request"] = json!(world.request);
    input["objects"] = json!(world.objects);
    let asked = ask("metrics.query", &input);
    let rest = json!({ "request": world.request, "objects": world.objects });
    match counterpoise::Engine::from_json(&held.to_string()) {
        Ok(engine) => {
            let on_engine = counterpoise::ops::call_value(Some(&engine), "metrics.query", rest);
            assert_eq!(
                asked.map_err(|error| error.code()),
                on_engine.map_err(|error| error.code()),
                "{input}"
            );
        }
        Err(_) => assert!(asked.is_err(), "{input}"),
    }
}

fn names(random: &mut Random<'_>) -> [String; 6] {
    let objects: Vec<_> = (0..=random.up_to(2)).map(|_| world::name(random)).collect();
    let metric = random.pick(&["up", "http_requests_total", "a:b", "a.b", "x\"} or y{", "é"]);
    let selector = match random.below(3) {
        0 => format!(
            "{}={}",
            random.pick(&["verb", "a.b/c", "é", "a\"", "x"]),
            random.pick(&["GET", "a.b", "", "a-b_c"])
        ),
        1 => generate::selector(random),
        _ => String::new(),
    };
    let query = random.below(4).to_string();
    [world::name(random), objects.join("\t"), metric.to_owned(), selector, query, String::new()]
        .map(|text| text.replace('\n', " "))
}

const QUERIES: [&str; 4] = [
    "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
    "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
    "sum(<<.Series>>{<<range $k, $v := .LabelValuesByName>><<$k>>=~'<<$v>>',<<end>>}) by (<<.GroupBy>>)",
    "sum(<<.Series>>{namespace=\"<<.LabelValuesByName.namespace>>\",pod=~\"<<.LabelValuesByName.pod>>\"}) by (pod)",
];

/// Whatever namespace, objects, metric and selector are, the query selects what they say and nothing else.
///
/// Upstream breaks this for several names and for `in`, which it joins into a pattern as they are, for labels and metrics whose
/// names are none that PromQL reads without quotes, and for templates that write values themselves: there `safe` alone is held to
/// it, and may refuse.
fn inside([namespace, objects, metric, selector, query, _]: &[String; 6]) {
    let objects: Vec<&str> = objects.split('\t').collect();
    let query = query.parse::<usize>().unwrap_or_default() % QUERIES.len();
    let Ok(required) = Selector::parse(selector) else { return };
    let path = match objects.as_slice() {
        [one] => Request::object(CustomApi::V1Beta2, namespace, "pods", one, metric, selector.as_str()),
        _ => Request::pods(CustomApi::V1Beta2, namespace, metric, "", selector.as_str()),
    };
    let path = path.to_string();
    // A name of no letters, or a star, is another request.
    let Ok(parsed) = Request::parse(&path) else { return };
    let is_asked = objects.iter().all(|name| !name.is_empty() && *name != "*") && !namespace.is_empty();
    if !is_asked || parsed.to_string() != path {
        return;
    }
    let config = json!({"rules": [{
        "seriesQuery": "{__name__=~\".+\"}",
        "resources": {"overrides": {"namespace": {"resource": "namespace"}, "pod": {"resource": "pod"}}},
        "metricsQuery": QUERIES[query],
    }]});
    let series = json!([{"__name__": metric, "namespace": "n", "pod": "p"}]);
    let mut input = json!({ "config": config, "series": series, "request": path });
    if objects.len() > 1 {
        input["objects"] = json!(objects);
    }
    let plain_labels = required.requirements().iter().all(|one| promql::is_label_name(one.key()));
    let one_value =
        required.requirements().iter().all(|one| !matches!(one.operator().as_str(), "in" | "notin"));
    let plain_metric = !metric.is_empty()
        && metric.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':')
        && !metric.starts_with(|first: char| first.is_ascii_digit());
    let is_odd = objects.len() > 1 || !plain_labels || !one_value || !plain_metric || query > 1;
    let wanted = Wanted { namespace, objects: &objects, metric, required: &required, by_template: query > 1 };
    input["compat"] = json!("safe");
    let safe = ask("metrics.query", &input);
    if let Ok(safe) = &safe {
        wanted.check(safe["promql"].as_str().unwrap_or_default());
    }
    input["compat"] = json!("upstream");
    let upstream = ask("metrics.query", &input);
    if !is_odd {
        // Where nothing odd is involved the two agree.
        assert_eq!(
            upstream.as_ref().map(|given| &given["promql"]).map_err(counterpoise::Error::code),
            safe.as_ref().map(|given| &given["promql"]).map_err(counterpoise::Error::code),
            "{input}"
        );
        if let Ok(upstream) = &upstream {
            wanted.check(upstream["promql"].as_str().unwrap_or_default());
        }
    }
    if let Err(error) = &upstream {
        assert!(!error.code().starts_with("request.") || is_limit(error), "{input}: {error}");
    }
}

/// What a query shall select.
struct Wanted<'a> {
    namespace: &'a str,
    objects: &'a [&'a str],
    metric: &'a str,
    required: &'a Selector,
    /// Whether the template writes values by itself, those of the selector among them or left out.
    by_template: bool,
}

impl Wanted<'_> {
    fn check(&self, query: &str) {
        let parsed = promql::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let selectors: Vec<_> = parsed.selectors().collect();
        let [selector] = selectors.as_slice() else { panic!("{query} has {} selectors", selectors.len()) };
        let matchers: Vec<String> =
            selector.selector.matchers.iter().map(|held| held.matcher.to_string()).collect();
        let text = format!("{{{}}}", matchers.join(","));
        let selector = SeriesSelector::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut labels = Labels::new();
        for requirement in self.required.requirements() {
            if let (Some(value), true) =
                (requirement.values().next(), requirement.operator().as_str() != "!=")
            {
                labels.insert(requirement.key().to_owned(), value.to_owned());
            }
        }
        let mut held = |name: &str, value: &str| {
            labels.insert(name.to_owned(), value.to_owned());
            labels.clone()
        };
        held("__name__", self.metric);
        held("namespace", self.namespace);
        for object in self.objects {
            let labels = held("pod", object);
            let is_required = self.by_template || self.required.matches(&labels);
            // A label that is empty is one that is absent to Prometheus, and is there to Kubernetes.
            if !self.by_template && labels.values().all(|value| !value.is_empty()) {
                assert_eq!(selector.matches(&labels), is_required, "{query} of {labels:?}");
            }
            for (name, value) in [("namespace", self.namespace), ("pod", object), ("__name__", self.metric)] {
                for other in [format!("{value}x"), format!("x{value}"), String::from("x"), String::new()] {
                    let mut others = labels.clone();
                    others.insert(name.to_owned(), other.clone());
                    let is_another =
                        other != value && (name != "pod" || !self.objects.contains(&other.as_str()));
                    if is_another {
                        assert!(!selector.matches(&others), "{query} selects {others:?}");
                    }
                }
            }
        }
    }
}
