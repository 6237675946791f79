//! Counts over the values of a metric, and the counts that metrics call for, as SVG.

use std::fmt::Write;

use serde_json::Value;

use crate::commands::text;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 40.0;
const TOP: f64 = 16.0;
/// How many segments are drawn and told; those beyond are of values far from today's.
const SEGMENTS: usize = 24;

/// Values that call for one count.
pub(super) struct Segment {
    pub(super) from: f64,
    /// Absent where nothing ends it.
    pub(super) to: Option<f64>,
    pub(super) replicas: i64,
}

/// The first of them, those of one count together.
pub(super) fn segments(function: &Value) -> Vec<Segment> {
    let milli =
        |segment: &Value, field: &str| text(segment, field).parse::<f64>().unwrap_or_default() / 1000.0;
    let mut all: Vec<Segment> = Vec::new();
    for segment in function.pointer("/steps/segments").and_then(Value::as_array).into_iter().flatten() {
        let to = Some(milli(segment, "to")).filter(|to| *to < i64::MAX as f64 / 2000.0);
        let replicas = segment.get("replicas").and_then(Value::as_i64).unwrap_or_default();
        if let Some(last) = all.last_mut().filter(|last| last.replicas == replicas) {
            last.to = to;
        } else if all.len() == SEGMENTS {
            break;
        } else {
            all.push(Segment { from: milli(segment, "from"), to, replicas });
        }
    }
    all
}

/// A number as people write it: no more than three digits behind the point.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The function of one metric; empty where there is none.
pub(super) fn steps(function: &Value) -> String {
    let segments = segments(function);
    let (Some(last), Some(most)) = (segments.last(), segments.iter().map(|segment| segment.replicas).max())
    else {
        return String::new();
    };
    let milli = |pointer: &str| -> Option<f64> {
        Some(function.pointer(pointer)?.as_str()?.parse::<f64>().ok()? / 1000.0)
    };
    let (present, target) = (milli("/present/value"), milli("/steps/target"));
    let end = [Some(last.from * 1.2), present.map(|value| value * 1.2), target.map(|value| value * 2.0)];
    let end = end.into_iter().flatten().fold(1e-3, f64::max);
    let (bottom, most) = (TOP + HEIGHT, most.max(1) as f64);
    let x = |value: f64| LEFT + value.min(end) / end * WIDTH;
    let y = |replicas: f64| bottom - replicas / most * HEIGHT;
    let mut svg = open(bottom + 24.0, &format!("Replicas over the value of {}", text(function, "metric")));
    if let (Some(from), Some(to)) = (milli("/steps/deadBand/from"), milli("/steps/deadBand/to")) {
        let _ = write!(
            svg,
            "<rect class=\"band\" x=\"{:.1}\" y=\"{TOP}\" width=\"{:.1}\" height=\"{HEIGHT}\"/>",
            x(from),
            x(to) - x(from)
        );
    }
    let _ = write!(svg, "<path class=\"axis\" d=\"M{LEFT} {TOP}V{bottom}H{}\"/>", LEFT + WIDTH);
    let mut line = String::new();
    for segment in &segments {
        let height = y(segment.replicas as f64);
        let _ = write!(
            line,
            "{}{:.1} {height:.1}H{:.1}",
            if line.is_empty() { "M" } else { "L" },
            x(segment.from),
            x(segment.to.unwrap_or(end))
        );
    }
    let _ = write!(svg, "<path class=\"steps\" d=\"{line}\"/>");
    for (value, class, name) in [(target, "target", "target"), (present, "present", "today")] {
        if let Some(value) = value {
            let at = x(value);
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{at:.1} {TOP}V{bottom}\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{name} {}</text>",
                if class == "target" { TOP - 4.0 } else { bottom + 16.0 },
                number(value)
            );
        }
    }
    for (replicas, place) in [(most, TOP + 4.0), (0.0, bottom + 4.0)] {
        let _ = write!(svg, "<text x=\"{}\" y=\"{place}\" text-anchor=\"end\">{replicas}</text>", LEFT - 6.0);
    }
    svg + "</svg>"
}

/// What each metric calls for, beside the others; empty where none says anything.
pub(super) fn proposals(functions: &[Value]) -> String {
    let proposed: Vec<(&str, i64)> = functions
        .iter()
        .filter_map(|function| {
            Some((text(function, "metric"), function.pointer("/present/proposal")?.as_i64()?))
        })
        .collect();
    let Some(most) = proposed.iter().map(|(_, proposal)| *proposal).max().filter(|most| *most > 0) else {
        return String::new();
    };
    let mut svg = open(TOP + proposed.len() as f64 * 40.0, "What each metric calls for");
    for (place, (metric, proposal)) in proposed.iter().enumerate() {
        let top = TOP + place as f64 * 40.0;
        let width = *proposal as f64 / most as f64 * (WIDTH - 60.0);
        let class = if *proposal == most { "winner" } else { "other" };
        let _ = write!(
            svg,
            "<text x=\"{LEFT}\" y=\"{:.1}\">{}</text><rect class=\"{class}\" x=\"{LEFT}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"12\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\">{proposal}</text>",
            top + 10.0,
            handlebars::html_escape(metric),
            top + 16.0,
            LEFT + width + 6.0,
            top + 26.0
        );
    }
    svg + "</svg>"
}

fn open(height: f64, title: &str) -> String {
    let title = handlebars::html_escape(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {height}\" role=\"img\"><title>{title}</title>",
        LEFT + WIDTH + 40.0
    )
}
