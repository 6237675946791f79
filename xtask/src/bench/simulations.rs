//! `cargo xtask bench --simulations`: how the time of `hpa.simulate` grows, as a table and as the plot of `docs/performance.md`.

use std::collections::BTreeMap;

use crate::shell::{self, Result};

/// Syncs of a day, one every 15 seconds.
const A_DAY: u32 = 5_760;

/// The plot, beside the page that shows it.
const PLOT: &str = "docs/simulations.svg";

/// How many days or pods, and nanoseconds.
type Points = Vec<(u32, f64)>;

/// Times simulations of more and more days and pods, prints the table, and draws it.
pub(crate) fn run() -> Result {
    let build = ["build", "--profile", "dist", "--package", "counterpoise-benches", "--bin", "simulations"];
    shell::run(shell::cargo().args(build))?;
    let said = shell::read(&mut shell::program(shell::target().join("dist/simulations")))?;
    let figures: BTreeMap<String, Points> =
        serde_json::from_str(&said).map_err(|error| format!("no figures, {error}: {said}"))?;
    let of = |name: &str| figures.get(name).cloned().ok_or_else(|| format!("no figures of {name}"));
    let (days, pods) = (of("days")?, of("pods")?);
    print!("\n{}", table(&days, &pods));
    let syncs: Points = days.iter().map(|(days, time)| (days * A_DAY, *time)).collect();
    shell::write_file(&shell::root().join(PLOT), plot(&syncs, &pods))
}

fn table(days: &Points, pods: &Points) -> String {
    let mut table = String::from("| simulation | time | a sync |\n|---|--:|--:|\n");
    let days = days.iter().map(|(days, time)| (format!("{days} days, 10 pods"), days * A_DAY, *time));
    let pods = pods.iter().map(|(pods, time)| (format!("a day, {pods} pods"), A_DAY, *time));
    for (simulation, syncs, time) in days.chain(pods) {
        let (milli, micro) = (time / 1e6, time / 1e3 / f64::from(syncs));
        table += &format!("| {simulation} | {milli:.1} ms | {micro:.2} µs |\n");
    }
    table
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 200.0;
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#3b4252}path{fill:none}.axis{stroke:#9aa3b2}\
.line{stroke:#9aa3b2;stroke-dasharray:4 3}circle{fill:#0b6e99}rect{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#d8dee9}.axis,.line{stroke:#5b6474}circle{fill:#6ec3e8}rect{fill:#14171d}}";

/// Two panels side by side, each with its points and the line through the first and the last of them.
fn plot(syncs: &Points, pods: &Points) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 840 290\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">The time of a simulation over its syncs, and over its pods</title>\n\
         <style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\"/>\n"
    );
    panel(&mut svg, 70.0, "milliseconds over syncs, 10 pods", syncs);
    panel(&mut svg, 490.0, "milliseconds over pods, 5,760 syncs", pods);
    svg + "</svg>\n"
}

fn panel(svg: &mut String, left: f64, title: &str, points: &Points) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let (top, bottom) = (40.0, 40.0 + HEIGHT);
    let place = |(amount, time): &(u32, f64)| {
        let x = left + f64::from(*amount) / f64::from(last.0) * WIDTH;
        (x, bottom - time / last.1 * HEIGHT)
    };
    let ((x, y), (to_x, to_y)) = (place(first), place(last));
    *svg += &format!("<text x=\"{left}\" y=\"24\">{title}</text>\n");
    *svg += &format!("<path class=\"axis\" d=\"M{left} {top}V{bottom}H{to_x:.1}\"/>\n");
    *svg += &format!("<path class=\"line\" d=\"M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}\"/>\n");
    for (value, at) in [(0.0, bottom + 4.0), (last.1 / 1e6, top + 4.0)] {
        *svg += &format!("<text x=\"{}\" y=\"{at}\" text-anchor=\"end\">{value:.0}</text>\n", left - 8.0);
    }
    *svg += &format!("<text x=\"{to_x:.1}\" y=\"{}\" text-anchor=\"end\">{}</text>\n", bottom + 18.0, last.0);
    for point in points {
        let (x, y) = place(point);
        *svg += &format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>\n");
    }
}
