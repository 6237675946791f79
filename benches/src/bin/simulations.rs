//! How the time of a simulation grows with its syncs and with its pods: `{of: [[how many, nanoseconds], …]}` on standard output.
//! `cargo xtask bench --simulations` runs it, prints the table and draws the plot of `docs/performance.md`.

use std::collections::BTreeMap;
use std::io;

use counterpoise::ops;
use counterpoise_benches::measure::nanoseconds;
use counterpoise_benches::simulate::text;

fn main() -> serde_json::Result<()> {
    let days = [1, 3, 10, 30].map(|days| (days, time(days, 10)));
    let pods = [1, 3, 10, 30, 100, 300].map(|pods| (pods, time(1, pods)));
    serde_json::to_writer(io::stdout(), &BTreeMap::from([("days", days.to_vec()), ("pods", pods.to_vec())]))
}

fn time(days: u32, pods: u32) -> f64 {
    let input = text(days, pods);
    nanoseconds(1, || ops::call_text(None, "hpa.simulate", &input).expect("a simulation"))
}
