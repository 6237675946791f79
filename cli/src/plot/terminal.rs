//! A simulation in a terminal: the load, the replicas, and what changed or held them, on one axis of time.

use super::{Point, Run};

/// Columns of a plot.
const WIDTH: usize = 64;
/// Lines of a panel.
const HEIGHT: usize = 7;
/// Parts of a cell that can be filled, from below.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The plot.
pub(crate) fn drawn(run: &Run) -> String {
    let columns = columns(run);
    let mut plot = String::new();
    if run.has_rate() {
        let most = run.most(|point| point.rate);
        panel(&mut plot, "requests/s", most, &values(&columns, |point| point.rate.unwrap_or_default()));
    }
    let most = run.most(|point| Some(point.replicas));
    panel(&mut plot, "replicas", most, &values(&columns, |point| point.replicas));
    marks(&mut plot, "changed", &columns.iter().map(changed).collect::<String>());
    marks(&mut plot, "held by", &columns.iter().map(held).collect::<String>());
    let middle = time(run.seconds / 2.0);
    let end = time(run.seconds);
    let half = WIDTH / 2;
    plot.push_str(&format!("{:>9} └{}\n", "", "─".repeat(WIDTH)));
    plot.push_str(&format!(
        "{:>9}  {:<half$}{:<rest$}{end}\n",
        "",
        "0s",
        middle,
        rest = half.saturating_sub(end.len())
    ));
    plot.push_str("▲ more, ▼ fewer replicas, ◆ both; w a stabilization window, l a limit, b both\n");
    plot
}

/// A part of the time.
struct Column<'r> {
    points: Vec<&'r Point>,
    /// The last point at or before its end, and the one before its start.
    last: Option<&'r Point>,
    before: Option<&'r Point>,
}

fn columns(run: &Run) -> Vec<Column<'_>> {
    let end = |column: usize| run.seconds * (column as f64 + 1.0) / WIDTH as f64;
    let mut rest = run.points.as_slice();
    let mut before = None;
    let of = |column: usize| {
        let here = rest.partition_point(|point| point.seconds < end(column));
        let (points, after) = rest.split_at(here);
        rest = after;
        let last = points.last().or(before);
        let made = Column { points: points.iter().collect(), last, before };
        before = last;
        made
    };
    (0..WIDTH).map(of).collect()
}

fn values(columns: &[Column<'_>], value: impl Fn(&Point) -> f64) -> Vec<f64> {
    let most = |column: &Column<'_>| {
        let here = column.points.iter().map(|point| value(point)).reduce(f64::max);
        here.or(column.last.map(&value)).unwrap_or_default()
    };
    columns.iter().map(most).collect()
}

/// Filled from 0 up to each value.
fn panel(plot: &mut String, title: &str, most: f64, values: &[f64]) {
    plot.push_str(&format!("{title}\n"));
    for line in (0..HEIGHT).rev() {
        let label = match line {
            0 => "0".to_owned(),
            line if line + 1 == HEIGHT => format!("{most:.0}"),
            _ => String::new(),
        };
        let cell = |value: &f64| {
            let filled = value / most * HEIGHT as f64 - line as f64;
            BLOCKS[(filled.clamp(0.0, 1.0) * 8.0).round() as usize]
        };
        let cells: String = values.iter().map(cell).collect();
        plot.push_str(&format!("{label:>9} │{}\n", cells.trim_end()));
    }
}

fn marks(plot: &mut String, label: &str, line: &str) {
    plot.push_str(&format!("{label:>9} │{}\n", line.trim_end()));
}

fn changed(column: &Column<'_>) -> char {
    let mut before = column.before.map(|point| point.replicas);
    let (mut more, mut fewer) = (false, false);
    for point in &column.points {
        more |= before.is_some_and(|before| point.replicas > before);
        fewer |= before.is_some_and(|before| point.replicas < before);
        before = Some(point.replicas);
    }
    match (more, fewer) {
        (true, true) => '◆',
        (true, false) => '▲',
        (false, true) => '▼',
        (false, false) => ' ',
    }
}

fn held(column: &Column<'_>) -> char {
    let any = |holds: fn(&Point) -> bool| column.points.iter().any(|point| holds(point));
    match (any(|point| point.is_stabilized), any(|point| point.is_limited)) {
        (true, true) => 'b',
        (true, false) => 'w',
        (false, true) => 'l',
        (false, false) => ' ',
    }
}

/// Seconds as a duration: `1h30m`, `45s`.
pub(crate) fn time(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole % 3600 / 60, whole % 60);
    let part = |value: u64, unit: &str| if value > 0 { format!("{value}{unit}") } else { String::new() };
    let text = [part(hours, "h"), part(minutes, "m"), part(seconds, "s")].concat();
    if text.is_empty() { "0s".to_owned() } else { text }
}
