//! What was recorded of HPAs: by namespace and name, at instants.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Values by milliseconds since 1970, so that what is recorded twice is there once.
pub(super) type Samples = BTreeMap<i64, f64>;

/// What was recorded of one HPA.
#[derive(Default)]
pub(super) struct Recorded {
    pub(super) replicas: Samples,
    /// By the name of the metric and what its values are, as `hpa.replay` calls it, where that is known.
    pub(super) metrics: BTreeMap<(String, Option<&'static str>), Samples>,
}

/// Everything that was recorded.
#[derive(Default)]
pub(super) struct Records {
    /// By namespace and name.
    pub(super) hpas: BTreeMap<(String, String), Recorded>,
    /// Other series, with their samples: what rules are evaluated over.
    pub(super) series: BTreeMap<String, (Value, Samples)>,
}

impl Records {
    pub(super) fn of(&mut self, namespace: &str, name: &str) -> &mut Recorded {
        self.hpas.entry((namespace.to_owned(), name.to_owned())).or_default()
    }

    /// The series as `promql.evaluate` takes them.
    pub(super) fn series(&self) -> Value {
        let each = self.series.values();
        each.map(|(metric, samples)| json!({ "metric": metric, "values": points(samples, true) })).collect()
    }
}

impl Recorded {
    /// The metrics as `hpa.replay` takes them.
    pub(super) fn history(&self) -> Value {
        let each = self.metrics.iter();
        each.map(|((metric, of), samples)| {
            let mut history = json!({ "metric": metric, "values": points(samples, false) });
            if let Some(of) = of {
                history["of"] = json!(of);
            }
            history
        })
        .collect()
    }

    /// The replicas as `hpa.replay` takes them.
    pub(super) fn replicas(&self) -> Value {
        points(&self.replicas, false)
    }
}

/// Seconds and values; those of series are texts.
fn points(samples: &Samples, as_text: bool) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of 285,000 years are exact in a float")]
    let seconds = |millis: i64| millis as f64 / 1000.0;
    let point = |(millis, value): (&i64, &f64)| match value {
        value if as_text => json!([seconds(*millis), value.to_string()]),
        value => json!([seconds(*millis), value]),
    };
    samples.iter().map(point).collect()
}
