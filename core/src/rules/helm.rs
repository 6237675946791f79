//! Values of the prometheus-adapter Helm chart, as Helm merges them with the chart's own and the chart renders them.

use super::config::Config;
use super::fields::Reader;
use super::{chart, decode, unknown};
use crate::error::{Error, Result, codes};
use crate::yaml::{self, Node, Scalar, Text, Value};

/// The fields of the chart's `rules`.
pub(super) const FIELDS: [&str; 5] = ["default", "custom", "existing", "external", "resource"];
/// The key of the chart's values in those of a chart that depends on it.
const SUBCHART: &str = "prometheus-adapter";

/// The chart's `rules` in a document that is Helm values, and the way there. The adapter's own file has a list of that
/// name.
pub(super) fn rules(node: &Node) -> Option<(Vec<&'static str>, &Node)> {
    fn of_chart(node: &Node) -> Option<&Node> {
        node.get("rules").map(|rules| &**rules).filter(|rules| matches!(rules.value, Value::Mapping(_)))
    }
    of_chart(node)
        .map(|rules| (vec!["rules"], rules))
        .or_else(|| Some((vec![SUBCHART, "rules"], of_chart(node.get(SUBCHART)?)?)))
}

/// What the chart renders: its own rules, unless `rules.default` is set to something that a Go template takes for
/// false, then `rules.custom`, `rules.external` and `rules.resource`.
///
/// # Errors
/// `rules.no-config` where `rules.existing` names a ConfigMap, which only the cluster has.
pub(super) fn values(reader: &mut Reader, steps: &[&str], rules: &Node) -> Result<Config> {
    match steps {
        [step, rest @ ..] => reader.under(*step, None, |reader| values(reader, rest, rules)),
        [] => rendered(reader, rules),
    }
}

fn rendered(reader: &mut Reader, rules: &Node) -> Result<Config> {
    let mut config = Config::default();
    if let Some(existing) = rules.get("existing").filter(|node| is_true(node)) {
        let name = existing.scalar().map_or("", |name| name.text.as_str());
        let message = format!(
            "the rules are in the ConfigMap {name} of the cluster, which takes the place of these values"
        );
        let error = Error::new(codes::rules::NO_CONFIG, message)
            .with_hint(format!("Give the ConfigMap itself: kubectl get configmap {name} -o yaml."))
            .in_path("existing")
            .in_path(reader.path());
        return Err(error.placed(existing.span));
    }
    // Helm merges: what is not written is the chart's own value, which is true; null takes the chart's away.
    if rules.get("default").is_none_or(|node| is_true(node)) {
        let own = yaml::parse_within(&Text::new(chart::RULES))?;
        config.rules = reader.under("default", None, |reader| {
            own.get("rules").map(|own| decode::rules(reader, own)).unwrap_or_default()
        });
    }
    for name in ["custom", "external", "resource"] {
        let Some(value) = rules.get(name).filter(|node| is_true(node)) else { continue };
        reader.under(name, value.span, |reader| match name {
            "custom" => config.rules.extend(decode::rules(reader, value)),
            "external" => config.external_rules = decode::rules(reader, value),
            _ => config.resource_rules = decode::resource_rules(reader, value),
        });
    }
    config.ignored = unknown_values(rules, &reader.path());
    Ok(config)
}

/// Whether a path is one of the rules that the chart adds.
pub(crate) fn is_of_chart(path: &str) -> bool {
    path.trim_start_matches(SUBCHART).trim_start_matches('.').starts_with("rules.default[")
}

/// The address of Prometheus that values have, as the chart writes it into `--prometheus-url`; `steps` lead to its rules.
pub(super) fn prometheus_url(document: &Node, steps: &[&str]) -> Option<String> {
    let chart = if steps.len() > 1 { document.get(SUBCHART)? } else { document };
    let prometheus = chart.get("prometheus")?;
    let text = |key: &str| Some(prometheus.get(key)?.scalar()?.text.as_str());
    let url = text("url")?;
    let port = text("port").filter(|port| !matches!(*port, "" | "0")).map(|port| format!(":{port}"));
    Some(format!("{url}{}{}", port.unwrap_or_default(), text("path").unwrap_or_default()))
}

/// Values under `rules` that the chart never reads.
fn unknown_values(rules: &Node, path: &str) -> Vec<Error> {
    let Value::Mapping(entries) = &rules.value else { return Vec::new() };
    let keys = entries.iter().filter_map(|(key, _)| Some((key.scalar()?.text.as_str(), key.span)));
    keys.filter(|(key, _)| !FIELDS.contains(key))
        .take(FIELDS.len())
        .map(|(key, span)| unknown::field(key, "the chart's rules", &FIELDS).in_path(path).placed(span))
        .collect()
}

/// Whether a Go template takes a value for true.
fn is_true(node: &Node) -> bool {
    let is_zero = |scalar: &Scalar| {
        let text = scalar.text.as_str();
        text.is_empty() || scalar.is_null() || scalar.as_bool() == Some(false) || scalar.plain && text == "0"
    };
    match &node.value {
        Value::Scalar(scalar) => !is_zero(scalar),
        Value::Mapping(entries) => !entries.is_empty(),
        Value::Sequence(items) => !items.is_empty(),
    }
}
