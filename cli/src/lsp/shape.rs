//! What may stand where in a text: the fields of its objects, what each is, and what its values are.
//!
//! Of an HPA the contract of the operations tells it, of rules the table that the playground has, too.

use std::sync::OnceLock;

use serde_json::{Map, Value};

/// A step into an item.
pub(super) const ITEM: &str = "[]";
/// A step into a document that is a text of another.
pub(super) const INSIDE: &str = "|";

/// The fields of the adapter's configuration, as the playground has them.
const RULES: &str = include_str!("../../../js-demo/src/assist/rules.json");
/// Objects of autoscaling, and what of Kubernetes is in them.
const CONTRACT: [&str; 2] = [
    include_str!("../../../core/src/ops/contract/autoscaling.yaml"),
    include_str!("../../../core/src/ops/contract/kubernetes.yaml"),
];
/// Its fields are those of a file of its own: what is known of a scenario.
const SCENARIO: &str = include_str!("words/scenario.json");

/// What nobody writes into an HPA.
const LEFT_OUT: [&str; 6] =
    ["status", "managedFields", "ownerReferences", "creationTimestamp", "deletionTimestamp", "selfLink"];

/// What a value or an object is.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    pub(super) about: String,
    /// What whoever reads it calls it: `MetricTarget.averageUtilization`.
    pub(super) term: String,
    pub(super) fields: Vec<(String, Shape)>,
    items: Option<Box<Shape>>,
    /// What keys of one's own stand for.
    each: Option<Box<Shape>>,
    embedded: Option<Box<Shape>>,
    /// What a value may be, with what that means.
    pub(super) values: Vec<(String, String)>,
    /// What a scalar is: `integer`, `string`, `Quantity`.
    pub(super) scalar: String,
    /// What completes a value: `query`, `selector`, `pattern`, `labelTemplate`, `label`, `served`.
    pub(super) of: String,
    /// What completes keys of one's own.
    pub(super) keys: String,
}

impl Shape {
    /// The shape that a path leads to.
    pub(super) fn follow(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |shape, step| match step.as_str() {
            ITEM => shape.items.as_deref(),
            INSIDE => shape.embedded.as_deref(),
            step => {
                let own = shape.fields.iter().find(|(name, _)| name == step).map(|(_, field)| field);
                own.or(shape.each.as_deref())
            }
        })
    }

    /// Whether an object or a list goes on below its key.
    pub(super) fn is_deep(&self) -> bool {
        !self.fields.is_empty() || self.items.is_some() || self.each.is_some()
    }

    fn of_written(written: &Value, types: &Map<String, Value>) -> Self {
        if let Some(name) = written.get("type").and_then(Value::as_str) {
            return types.get(name).map(|written| Self::of_written(written, types)).unwrap_or_default();
        }
        let text = |field: &str| written.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let inner = |field: &str| written.get(field).map(|inner| Box::new(Self::of_written(inner, types)));
        let fields = written.get("fields").and_then(Value::as_object).into_iter().flatten();
        let values = written.get("values").and_then(Value::as_array).into_iter().flatten();
        Self {
            about: english(written.get("about")),
            term: text("term"),
            fields: fields.map(|(name, field)| (name.clone(), Self::of_written(field, types))).collect(),
            items: inner("items"),
            each: inner("each"),
            embedded: inner("embedded"),
            values: values.filter_map(|value| Some((value.as_str()?.to_owned(), String::new()))).collect(),
            scalar: String::new(),
            of: text("of"),
            keys: text("keys"),
        }
    }

    /// A type of the contract.
    fn of_type(name: &str, types: &Map<String, Value>) -> Self {
        let given = types.get(name);
        let field = |field: &str| given.and_then(|given| given.get(field));
        let words = field("words").and_then(Value::as_object).into_iter().flatten();
        let fields = field("fields").and_then(Value::as_object).into_iter().flatten();
        let of = |key: &str, written: &Value| {
            let key = key.trim_end_matches('?');
            let spelled = written.get("type").and_then(Value::as_str).unwrap_or_default();
            let mut field = Self::of_spelled(spelled, types);
            field.about = english(written.get("doc"));
            field.term = format!("{name}.{key}");
            match field.term.as_str() {
                "MetricIdentifier.name" => "served".clone_into(&mut field.of),
                "LabelSelectorRequirement.key" => "label".clone_into(&mut field.of),
                "LabelSelector.matchLabels" => "label".clone_into(&mut field.keys),
                _ => {}
            }
            (key.to_owned(), field)
        };
        let is_written = |key: &str| !LEFT_OUT.contains(&key.trim_end_matches('?'));
        Self {
            about: english(field("doc")),
            term: name.to_owned(),
            values: words.map(|(word, about)| (word.clone(), english(Some(about)))).collect(),
            fields: fields
                .filter(|(key, _)| is_written(key))
                .map(|(key, written)| of(key, written))
                .collect(),
            scalar: if given.is_none() { name.to_owned() } else { String::new() },
            ..Self::default()
        }
    }

    /// A type as the contract spells it: `[MetricSpec]`, `{string}`, `'autoscaling/v2'`, `LabelSelector | null`.
    fn of_spelled(spelled: &str, types: &Map<String, Value>) -> Self {
        let bare = spelled.trim();
        let inner = |open: char, close: char| bare.strip_prefix(open)?.strip_suffix(close);
        if let Some(item) = inner('[', ']') {
            return Self { items: Some(Box::new(Self::of_spelled(item, types))), ..Self::default() };
        }
        if let Some(value) = inner('{', '}') {
            return Self { each: Some(Box::new(Self::of_spelled(value, types))), ..Self::default() };
        }
        let choices: Vec<&str> = bare.split('|').map(str::trim).filter(|choice| *choice != "null").collect();
        if choices.iter().all(|choice| choice.starts_with('\'')) {
            let values = choices.iter().map(|choice| (choice.trim_matches('\'').to_owned(), String::new()));
            return Self { values: values.collect(), ..Self::default() };
        }
        choices.first().map(|name| Self::of_type(name, types)).unwrap_or_default()
    }
}

/// What a table says in English, or in the one language that it has.
fn english(about: Option<&Value>) -> String {
    let text = about.and_then(|about| about.as_str().or_else(|| about.get("en").and_then(Value::as_str)));
    text.unwrap_or_default().to_owned()
}

/// The adapter's configuration: its own file, a ConfigMap, values of the Helm chart.
pub(super) fn rules() -> &'static Shape {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let given: Value = serde_json::from_str(RULES).unwrap_or_default();
        let types = given.get("types").and_then(Value::as_object).cloned().unwrap_or_default();
        Shape::of_written(given.get("config").unwrap_or(&Value::Null), &types)
    })
}

/// `HorizontalPodAutoscaler`.
pub(super) fn hpa() -> &'static Shape {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let mut types = Map::new();
        for text in CONTRACT {
            let given: Value = counterpoise::kube::from_str(text).unwrap_or_default();
            types.extend(given.get("types").and_then(Value::as_object).cloned().unwrap_or_default());
        }
        let mut shape = Shape::of_type("HorizontalPodAutoscaler", &types);
        // What a type's name does not say its only value does.
        if let Some((_, kind)) = shape.fields.iter_mut().find(|(name, _)| name == "kind") {
            kind.values = vec![("HorizontalPodAutoscaler".to_owned(), String::new())];
        }
        shape
    })
}

/// The settings of a scenario.
pub(super) fn scenario() -> &'static Shape {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let given = serde_json::from_str(SCENARIO).unwrap_or_default();
        Shape::of_written(&given, &Map::new())
    })
}

#[cfg(test)]
mod tests {
    use super::{hpa, rules, scenario};

    #[test]
    fn the_tables_lead_from_the_root_to_values() {
        let path = |path: &str| -> Vec<String> { path.split('.').map(str::to_owned).collect() };
        let name = hpa().follow(&path("spec.metrics.[].pods.metric.name")).unwrap();
        assert_eq!((name.of.as_str(), name.term.as_str()), ("served", "MetricIdentifier.name"));
        let kind = hpa().follow(&path("spec.metrics.[].pods.target.type")).unwrap();
        assert_eq!(kind.values.first().map(|(value, _)| value.as_str()), Some("AverageValue"));
        assert!(hpa().follow(&path("status")).is_none());
        for config in
            ["rules.[]", "rules.custom.[]", "prometheus-adapter.rules.external.[]", "data.any.|.rules.[]"]
        {
            let query = rules().follow(&path(&format!("{config}.metricsQuery"))).unwrap();
            assert_eq!(query.of, "query", "{config}");
        }
        assert_eq!(scenario().follow(&path("compat")).unwrap().values.len(), 2);
    }
}
