//! What rules make of recorded series.

use super::history::{MetricHistory, Shown};
use super::targets;
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::Result;
use crate::go::number;
use crate::kube::HorizontalPodAutoscaler;
use crate::kube::autoscaling::{MetricSourceType, MetricTargetType};
use crate::migrate::query;
use crate::promql::eval::{self, Storage, Times};
use crate::simulate::input::{Point, STALE, Series};

/// What the Pods, Object and External metrics of an HPA would have shown, had an adapter with these rules asked a Prometheus
/// with these series for them. Times are milliseconds. Pods are those that the HPA's target names.
///
/// # Errors
/// Those of the adapter for a metric that it does not serve, of the evaluation, and `migrate.pods`, with the metric's path.
pub fn history(
    hpa: &HorizontalPodAutoscaler,
    engine: &Engine,
    storage: &Storage,
    (start, end, step): (i64, i64, i64),
    budget: &Budget,
) -> Result<Vec<MetricHistory>> {
    let mut all = Vec::new();
    for (index, (name, metric, target)) in targets(hpa).enumerate() {
        let of = match (&metric.r#type, &target.r#type) {
            (MetricSourceType::Pods, _) => Shown::Total,
            (MetricSourceType::Object | MetricSourceType::External, MetricTargetType::Value) => Shown::Value,
            (MetricSourceType::Object | MetricSourceType::External, _) => Shown::Total,
            _ => continue,
        };
        let evaluated = query::of(hpa, engine, metric).and_then(|query| {
            // The controller sums what it reads, too.
            storage.evaluate(&query::summed(&query), Times::Range { start, end, step }, budget)
        });
        let evaluated =
            evaluated.map_err(|error| error.in_path(format_args!("hpa.spec.metrics[{index}]")))?;
        let points = match evaluated {
            eval::Value::Matrix(mut series) if !series.is_empty() => series.swap_remove(0).points,
            _ => Vec::new(),
        };
        let mut history = MetricHistory::new(name, series(&points, step));
        history.of = Some(of);
        all.push(history);
    }
    Ok(all)
}

/// The points of a range query, with an end where the next one is missing.
fn series(points: &[eval::Point], step: i64) -> Series {
    let seconds = |millis: i64| number::float64(millis) / 1000.0;
    let nexts = points.iter().skip(1).map(|point| Some(point.millis)).chain([None]);
    let mut all = Vec::with_capacity(points.len());
    for (point, next) in points.iter().zip(nexts) {
        let value = if point.value.is_finite() { point.value } else { STALE };
        all.push(Point { seconds: seconds(point.millis), value });
        let due = point.millis.saturating_add(step);
        if next.is_some_and(|next| next > due) {
            all.push(Point { seconds: seconds(due), value: STALE });
        }
    }
    Series(all)
}
