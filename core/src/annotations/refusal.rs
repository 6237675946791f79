//! Why kube-metrics-adapter refuses a collector that does not ask Prometheus by a query of the user's, in its words.

use super::collector::Collector;
use super::plugin::Plugin;
use crate::go::duration::Duration;
use crate::go::float;
use crate::go::url;
use crate::kube::HorizontalPodAutoscaler;

const KEY_AND_EVAL: [&str; 2] = ["json-key", "json-eval"];

/// The message; `None` where the adapter makes the collector. What only a running system can tell, such as whether the
/// queue exists, is not asked.
pub(super) fn of(plugin: Plugin, collector: &Collector, hpa: &HorizontalPodAutoscaler) -> Option<String> {
    let checked = match plugin {
        Plugin::Prometheus => return collector.error.clone(),
        Plugin::Pod => pod(collector, hpa),
        Plugin::Http => http(collector),
        Plugin::ExternalRps => external_rps(collector),
        Plugin::InfluxDb => influxdb(collector),
        Plugin::Zmon => zmon(collector),
        Plugin::Nakadi => nakadi(collector),
        Plugin::Sqs => sqs(collector),
        Plugin::Skipper => skipper(collector),
        Plugin::ScalingSchedule => Ok(()),
    };
    checked.err()
}

type Checked = Result<(), String>;

fn setting<'a>(collector: &'a Collector, name: &str) -> Option<&'a str> {
    collector.config.get(name).map(String::as_str)
}

fn filled<'a>(collector: &'a Collector, name: &str) -> &'a str {
    setting(collector, name).unwrap_or_default()
}

fn need<'a>(collector: &'a Collector, name: &str, missing: &str) -> Result<&'a str, String> {
    setting(collector, name).ok_or_else(|| missing.to_owned())
}

fn need_selector(collector: &Collector, missing: &str) -> Checked {
    if collector.metric.selector.is_none() { Err(missing.to_owned()) } else { Ok(()) }
}

/// Mirrors `strconv.Atoi`.
fn integer(text: &str) -> Checked {
    let invalid = |_| format!("strconv.Atoi: parsing {text:?}: invalid syntax");
    text.parse::<i64>().map(drop).map_err(invalid)
}

fn aggregator(collector: &Collector) -> Checked {
    match setting(collector, "aggregator") {
        None | Some("avg" | "min" | "max" | "sum") => Ok(()),
        Some(other) => Err(format!("aggregator function: {other} is unknown")),
    }
}

fn pod(collector: &Collector, hpa: &HorizontalPodAutoscaler) -> Checked {
    let kind = &hpa.spec.scale_target_ref.kind;
    if !matches!(kind.as_str(), "Deployment" | "StatefulSet" | "Rollout") {
        return Err(format!(
            "failed to get pod label selector: unable to get pod label selector for scale target ref '{kind}'"
        ));
    }
    if collector.collector != "json-path" {
        return Err(format!("format '{}' not supported", collector.collector));
    }
    match KEY_AND_EVAL.map(|name| filled(collector, name).is_empty()) {
        [true, true] => return Err("config value json-key or json-eval must be set".to_owned()),
        [false, false] => return Err("config value json-key and json-eval are mutually exclusive".to_owned()),
        _ => {}
    }
    setting(collector, "port").map_or(Ok(()), integer)?;
    aggregator(collector)?;
    for name in ["request-timeout", "connect-timeout"] {
        let Some(text) = setting(collector, name) else { continue };
        if Duration::read(text)?.nanos() < 0 {
            return Err(format!("invalid {name} config value: {text}"));
        }
    }
    Ok(())
}

fn http(collector: &Collector) -> Checked {
    match KEY_AND_EVAL.map(|name| filled(collector, name).is_empty()) {
        [true, true] => return Err("config value json-key or json-eval not found".to_owned()),
        [false, false] => {
            return Err("config value json-key and json-eval cannot be used together".to_owned());
        }
        _ => {}
    }
    let endpoint = need(collector, "endpoint", "config value endpoint not found")?;
    url::refusal(endpoint).map_or(Ok(()), Err)?;
    let name = &collector.metric.name;
    if collector.metric.selector.as_ref().is_none_or(|selector| selector.match_labels.is_empty()) {
        return Err(format!("no label selector specified for metric: {name}"));
    }
    aggregator(collector)
}

fn external_rps(collector: &Collector) -> Checked {
    let hosts = need(collector, "hostnames", "hostname is not specified, unable to create collector")?;
    let fits = |host: &str| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
    };
    if let Some(host) = hosts.split(',').find(|host| !fits(host)) {
        return Err(format!("invalid hostname format, unable to create collector: {host}"));
    }
    if let Some(weight) = setting(collector, "weight").filter(|weight| float::parse(weight).is_none()) {
        return Err(format!("could not parse weight annotation, unable to create collector: {weight}"));
    }
    need_selector(collector, "selector for prometheus query is not specified")
}

fn influxdb(collector: &Collector) -> Checked {
    let missing = "selector for Flux query is not specified, please add metricSelector.matchLabels.query-name: <...> \
                   to .yml description";
    let name = need(collector, "query-name", missing)?;
    need(collector, name, &format!("no Flux query defined for metric \"{}\"", collector.metric.name))
        .map(drop)
}

fn zmon(collector: &Collector) -> Checked {
    need_selector(collector, "selector for zmon-check is not specified")?;
    integer(need(collector, "check-id", "ZMON check ID not specified on metric")?)?;
    setting(collector, "duration").map_or(Ok(()), |text| Duration::read(text).map(drop))
}

fn nakadi(collector: &Collector) -> Checked {
    need_selector(collector, "selector for nakadi is not specified")?;
    let kind = need(collector, "metric-type", "metric-type not specified on metric")?;
    if !matches!(kind, "consumer-lag-seconds" | "unconsumed-events") {
        return Err(format!(
            "metric-type must be either 'consumer-lag-seconds' or 'unconsumed-events', was '{kind}'"
        ));
    }
    let filter = ["owning-application", "event-types", "consumer-group"];
    let given = |name: &&str| filled(collector, name).split(',').any(|part| !part.trim().is_empty());
    if filled(collector, "subscription-id").is_empty() && !filter.iter().all(given) {
        return Err(
            "either subscription-id or all of [owning-application, event-types, consumer-group] must be \
                    specified on the metric"
                .to_owned(),
        );
    }
    Ok(())
}

fn sqs(collector: &Collector) -> Checked {
    need_selector(collector, "selector for queue is not specified")?;
    need(collector, "queue-name", "sqs queue name not specified on metric")?;
    need(collector, "region", "sqs queue region is not specified on metric").map(drop)
}

fn skipper(collector: &Collector) -> Checked {
    let name = &collector.metric.name;
    if name.starts_with("requests-per-second") {
        Ok(())
    } else {
        Err(format!("metric '{name}' not supported"))
    }
}
