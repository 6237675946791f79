//! The adapter's configuration: from the APIService by the Service and the Deployment to the ConfigMap that it reads.

use serde_json::Value;

use super::Gathering;
use super::ask::Ask;
use crate::commands::{list, text};

/// The APIs whose adapter is looked for, the newest version first.
const CUSTOM: [&str; 2] = ["v1beta2.custom.metrics.k8s.io", "v1beta1.custom.metrics.k8s.io"];
const EXTERNAL: [&str; 1] = ["v1beta1.external.metrics.k8s.io"];

/// The text of the configuration; `None` where it cannot be found, which is told.
pub(crate) fn configuration(gathering: &mut Gathering<'_>, is_external: bool) -> Option<String> {
    let services: &[&str] = if is_external { &EXTERNAL } else { &CUSTOM };
    let service = services.iter().enumerate().find_map(|(index, name)| {
        let path = format!("/apis/apiregistration.k8s.io/v1/apiservices/{name}");
        let right = ("apiregistration.k8s.io", "apiservices", "");
        let ask = Ask::new(format!("the APIService {name}"), path, "get", right);
        // An older version is asked for only where there is no newer one.
        if index + 1 < services.len() { gathering.try_one(&ask) } else { gathering.one(&ask) }
    })?;
    let reference = service.pointer("/spec/service").cloned().unwrap_or_default();
    let (namespace, name) = (text(&reference, "namespace"), text(&reference, "name"));
    if name.is_empty() {
        gathering.miss("the adapter's configuration", "the APIService has no Service");
        return None;
    }
    let path = format!("/api/v1/namespaces/{namespace}/services/{name}");
    let what = format!("the adapter's Service {namespace}/{name}");
    let service = gathering.one(&Ask::new(what, path, "get", ("", "services", namespace)))?;
    let selector = service.pointer("/spec/selector")?.clone();

    let path = format!("/apis/apps/v1/namespaces/{namespace}/deployments");
    let what = format!("the adapter's Deployment in {namespace}");
    let deployments = gathering.one(&Ask::new(what, path, "list", ("apps", "deployments", namespace)))?;
    let deployment = list(&deployments, "items").iter().find(|deployment| selects(&selector, deployment));
    let Some(template) = deployment.and_then(|deployment| deployment.pointer("/spec/template/spec")) else {
        gathering.miss("the adapter's configuration", "the Service selects the pods of no Deployment");
        return None;
    };
    let Some((map, file)) = mounted(template) else {
        let why = "no container of the Deployment has --config with a file of a volume that is a ConfigMap";
        gathering.miss("the adapter's configuration", why);
        return None;
    };
    let path = format!("/api/v1/namespaces/{namespace}/configmaps/{map}");
    let what = format!("the adapter's ConfigMap {namespace}/{map}");
    let held = gathering.one(&Ask::new(what, path, "get", ("", "configmaps", namespace)))?;
    let found = held.get("data").and_then(|data| data.get(&file)).and_then(Value::as_str);
    if found.is_none() {
        gathering
            .miss("the adapter's configuration", &format!("the ConfigMap {namespace}/{map} has no {file}"));
    }
    found.map(str::to_owned)
}

/// Whether a Service's selector selects the pods of a Deployment.
fn selects(selector: &Value, deployment: &Value) -> bool {
    let labels = deployment.pointer("/spec/template/metadata/labels");
    selector.as_object().is_some_and(|selector| {
        !selector.is_empty()
            && selector.iter().all(|(key, value)| labels.and_then(|labels| labels.get(key)) == Some(value))
    })
}

/// The ConfigMap that holds the file of `--config`, and its key.
fn mounted(pod: &Value) -> Option<(String, String)> {
    list(pod, "containers").iter().find_map(|container| {
        let file = argument(container)?;
        list(container, "volumeMounts").iter().find_map(|mount| {
            let folder = text(mount, "mountPath").trim_end_matches('/');
            let key = match text(mount, "subPath") {
                "" => file.strip_prefix(folder)?.strip_prefix('/')?,
                inner if file == folder => inner,
                _ => return None,
            };
            let volume =
                list(pod, "volumes").iter().find(|volume| text(volume, "name") == text(mount, "name"))?;
            let map = volume.get("configMap")?;
            // A volume may give a key another name.
            let item = list(map, "items").iter().find(|item| text(item, "path") == key);
            let key = item.map_or(key, |item| text(item, "key"));
            Some((text(map, "name").to_owned(), key.to_owned()))
        })
    })
}

/// What `--config` says, in one argument or in two.
fn argument(container: &Value) -> Option<&str> {
    let words: Vec<&str> =
        list(container, "command").iter().chain(list(container, "args")).filter_map(Value::as_str).collect();
    words.iter().enumerate().find_map(|(index, word)| {
        let rest = word.strip_prefix("--config").or_else(|| word.strip_prefix("-config"))?;
        match rest.strip_prefix('=') {
            Some(file) => Some(file),
            None if rest.is_empty() => words.get(index + 1).copied(),
            None => None,
        }
    })
}
