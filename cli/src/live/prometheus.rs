//! Prometheus, behind the API server's proxy or by its own address: the series of the rules, and the answers to the queries of the HPA.

use std::collections::BTreeSet;

use counterpoise::ops::call_value;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::Gathering;
use super::arguments::PrometheusService;
use super::ask::{Ask, ask_all};
use super::kubectl::{Kubectl, Refusal};
use super::web::Web;
use crate::commands::{list, text};

/// What the rules and the requests of an HPA are made of.
pub(crate) struct Asked<'a> {
    pub(crate) config: &'a str,
    pub(crate) resources: Option<&'a Value>,
    pub(crate) objects: &'a Value,
    pub(crate) paths: &'a [String],
    pub(crate) now: &'a str,
}

/// Where Prometheus is.
pub(crate) enum Server<'a> {
    /// Behind the API server's proxy.
    Service(&'a PrometheusService),
    /// At its own address.
    Web(Web),
}

impl Server<'_> {
    fn ask(&self, what: &str, path: &str) -> Ask {
        match self {
            Self::Service(PrometheusService { namespace, name }) => {
                let path = format!("/api/v1/namespaces/{namespace}/services/{name}/proxy{path}");
                Ask::new(what, path, "get", ("", "services/proxy", namespace))
            }
            Self::Web(_) => Ask::open(what, path),
        }
    }

    fn answers(&self, kubectl: &Kubectl, asks: &[Ask]) -> Vec<Result<String, Refusal>> {
        match self {
            Self::Service(_) => ask_all(kubectl, asks),
            Self::Web(web) => asks.iter().map(|ask| web.get(&ask.path)).collect(),
        }
    }

    /// The JSON that answers; what is missing is told.
    fn one(&self, gathering: &mut Gathering<'_>, ask: &Ask) -> Option<Value> {
        let answer = self.answers(gathering.kubectl, std::slice::from_ref(ask)).pop()?;
        match answer {
            Ok(answer) => gathering.read(ask, &answer),
            Err(refusal) => {
                gathering.missing.push(ask.missing(&refusal));
                None
            }
        }
    }
}

/// The series that the rules list, and what Prometheus answers by the path of each request.
pub(crate) struct Told {
    pub(crate) series: Value,
    pub(crate) response: Map<String, Value>,
}

/// Asks for the series first: which query there is depends on them.
pub(crate) fn ask(gathering: &mut Gathering<'_>, server: &Server<'_>, asked: &Asked<'_>) -> Option<Told> {
    let mut input = json!({ "config": asked.config, "now": asked.now });
    if let Some(resources) = asked.resources {
        input["resources"] = resources.clone();
    }
    let requests = match call_value(None, "rules.requests", input) {
        Ok(requests) => requests,
        Err(error) => {
            gathering.miss("the series of the rules", error.message());
            return None;
        }
    };
    let asks: Vec<Ask> = list(&requests, "requests")
        .iter()
        .map(|request| server.ask("the series of the rules", text(request, "path")))
        .collect();
    // Two rules may list one series.
    let (mut series, mut known) = (Vec::new(), BTreeSet::new());
    for (ask, answer) in asks.iter().zip(server.answers(gathering.kubectl, &asks)) {
        match answer {
            Ok(answer) => {
                let answer = gathering.read(ask, &answer)?;
                let listed = list(&answer, "data").iter();
                series.extend(listed.filter(|one| known.insert(one.to_string())).cloned());
            }
            Err(refusal) => {
                gathering.missing.push(ask.missing(&refusal));
                return None;
            }
        }
    }
    let series = Value::Array(series);
    let mut response = Map::new();
    for path in asked.paths {
        let mut input = json!({
            "config": asked.config, "series": series, "request": path, "objects": asked.objects,
        });
        if let Some(resources) = asked.resources {
            input["resources"] = resources.clone();
        }
        // A request that no rule answers is told by the explanation.
        let Ok(plan) = call_value(None, "metrics.query", input) else { continue };
        let query = |promql: &str| {
            let promql = utf8_percent_encode(promql, NON_ALPHANUMERIC);
            server.ask("the answer to a query", &format!("/api/v1/query?query={promql}"))
        };
        if let Some(promql) = plan.get("promql").and_then(Value::as_str) {
            if let Some(answer) = server.one(gathering, &query(promql)) {
                response.insert(path.clone(), answer);
            }
        } else if let Some(queries) = plan.get("queries").and_then(Value::as_object) {
            let mut both = Map::new();
            for (resource, promql) in queries {
                if let Some(answer) = promql.as_str().and_then(|promql| server.one(gathering, &query(promql)))
                {
                    both.insert(resource.clone(), answer);
                }
            }
            if both.len() == queries.len() {
                response.insert(path.clone(), both.into());
            }
        }
    }
    Some(Told { series, response })
}
