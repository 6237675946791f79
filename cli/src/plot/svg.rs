//! A simulation as a picture that stands alone: light or dark as its reader has it, and legible without colours.

use super::terminal::time;
use super::{Point, Run};

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 56.0;
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#3b4252}path{fill:none;stroke-width:1.5}\
.axis{stroke:#9aa3b2;stroke-width:1}.rate{stroke:#0b6e99}.replicas{stroke:#1b1f27}.ready{stroke:#2e7d4f;stroke-dasharray:6 3}\
.proposal{stroke:#b4540a;stroke-dasharray:2 3}rect{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#d8dee9}rect{fill:#14171d}.axis{stroke:#5b6474}.rate{stroke:#6ec3e8}\
.replicas{stroke:#f4f6fa}.ready{stroke:#7fd1a0}.proposal{stroke:#f0a35e}}";

/// A line of a panel: its class, what it is, and its value at a point.
type Line<'l> = (&'l str, &'l str, &'l dyn Fn(&Point) -> Option<f64>);

/// The picture.
pub(crate) fn drawn(run: &Run) -> String {
    let mut panels: Vec<(&str, Vec<Line<'_>>)> = Vec::new();
    if run.has_rate() {
        panels.push(("Requests per second", vec![("rate", "requests/s", &|point| point.rate)]));
    }
    let replicas: Vec<Line<'_>> = vec![
        ("proposal", "proposal", &|point| point.proposal),
        ("ready", "ready", &|point| Some(point.ready)),
        ("replicas", "replicas", &|point| Some(point.replicas)),
    ];
    panels.push(("Replicas", replicas));
    let height = panels.len() as f64 * (HEIGHT + 56.0);
    let total = LEFT + WIDTH + 24.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {total} {height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">A simulation of {}</title>\n\
         <desc id=\"desc\">From {} to {} replicas over {} syncs that are drawn.</desc>\n\
         <style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\"/>\n",
        time(run.seconds),
        run.points.iter().map(|point| point.replicas).fold(f64::INFINITY, f64::min),
        run.most(|point| Some(point.replicas)),
        run.points.len(),
    );
    for (place, (title, lines)) in panels.iter().enumerate() {
        let top = 28.0 + place as f64 * (HEIGHT + 56.0);
        panel(&mut svg, run, top, title, lines);
    }
    svg.push_str("</svg>\n");
    svg
}

fn panel(svg: &mut String, run: &Run, top: f64, title: &str, lines: &[Line<'_>]) {
    let most = lines.iter().map(|(_, _, value)| run.most(value)).fold(1.0, f64::max);
    let bottom = top + HEIGHT;
    let x = |seconds: f64| LEFT + seconds / run.seconds * WIDTH;
    let y = |value: f64| bottom - value / most * HEIGHT;
    svg.push_str(&format!("<text x=\"{LEFT}\" y=\"{}\">{title}</text>\n", top - 10.0));
    svg.push_str(&format!("<path class=\"axis\" d=\"M{LEFT} {top}V{bottom}H{}\"/>\n", LEFT + WIDTH));
    for (value, place) in [(most, top + 4.0), (0.0, bottom + 4.0)] {
        let x = LEFT - 8.0;
        svg.push_str(&format!("<text x=\"{x}\" y=\"{place}\" text-anchor=\"end\">{value:.0}</text>\n"));
    }
    for (seconds, anchor) in [(0.0, "start"), (run.seconds / 2.0, "middle"), (run.seconds, "end")] {
        let (x, y) = (x(seconds), bottom + 16.0);
        svg.push_str(&format!(
            "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>\n",
            time(seconds)
        ));
    }
    for (place, (class, name, value)) in lines.iter().enumerate() {
        svg.push_str(&format!("<path class=\"{class}\" d=\"{}\"/>\n", steps(run, value, &x, &y)));
        let legend = LEFT + 190.0 + place as f64 * 120.0;
        let line = top - 14.0;
        svg.push_str(&format!("<path class=\"{class}\" d=\"M{legend} {line}h28\"/>"));
        svg.push_str(&format!("<text x=\"{}\" y=\"{}\">{name}</text>\n", legend + 34.0, top - 10.0));
    }
}

/// A line that stays until the next point; where there is no value it stops.
fn steps(
    run: &Run,
    value: &dyn Fn(&Point) -> Option<f64>,
    x: &dyn Fn(f64) -> f64,
    y: &dyn Fn(f64) -> f64,
) -> String {
    let mut path = String::new();
    let mut is_drawn = false;
    for point in &run.points {
        let at = x(point.seconds);
        match value(point) {
            Some(value) if is_drawn => path.push_str(&format!("H{at:.1}V{:.1}", y(value))),
            Some(value) => path.push_str(&format!("M{at:.1} {:.1}", y(value))),
            None if is_drawn => path.push_str(&format!("H{at:.1}")),
            None => {}
        }
        is_drawn = value(point).is_some();
    }
    if is_drawn {
        path.push_str(&format!("H{:.1}", x(run.seconds)));
    }
    path
}
