use proptest::prelude::{ProptestConfig, Strategy, any, prop};
use proptest::{prop_assert, prop_oneof, proptest};

use super::{Curve, seconds};
use crate::error::Result;
use crate::simulate::input::Load;

const SECOND: i64 = 1_000_000_000;

fn read(load: &str, noise: f64, midnight: f64) -> Result<Curve> {
    let load: Load = serde_json::from_str(load).unwrap();
    Curve::new(&load, noise, 7, midnight)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// An entry that begins at a time.
fn entry(at: usize) -> impl Strategy<Value = String> {
    let rate = 0..500u32;
    let points = prop::collection::btree_map(0..24u32, rate.clone(), 1..6);
    prop_oneof![
        rate.clone().prop_map(move |rate| format!(r#"{{"at": {at}, "rate": {rate}}}"#)),
        (rate.clone(), 0..400u32)
            .prop_map(move |(rate, ramp)| format!(r#"{{"at": {at}, "rate": {rate}, "ramp": {ramp}}}"#)),
        (rate.clone(), 0.0..1.0f64, 1..900u32, 0..900u32).prop_map(move |(rate, share, period, phase)| {
            let amplitude = f64::from(rate) * share;
            format!(
                r#"{{"at": {at}, "rate": {rate}, "sine": {{"amplitude": {amplitude}, "period": {period}, "phase": {phase}}}}}"#
            )
        }),
        points.prop_map(move |points| {
            let points: Vec<_> =
                points.iter().map(|(hour, rate)| format!(r#""{hour:02}:30": {rate}"#)).collect();
            format!(r#"{{"at": {at}, "daily": {{{}}}}}"#, points.join(","))
        }),
        prop::collection::vec((1..300u32, rate), 1..8).prop_map(move |points| {
            let mut time = 1_700_000_000u32;
            let points: Vec<_> = points
                .iter()
                .map(|(step, rate)| {
                    time += step;
                    format!(r#"[{time}, "{rate}"]"#)
                })
                .collect();
            format!(r#"{{"at": {at}, "series": [{}]}}"#, points.join(","))
        }),
    ]
}

fn load() -> impl Strategy<Value = String> {
    (entry(0), entry(700), entry(1300)).prop_map(|(a, b, c)| format!("[{a},{b},{c}]"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// The closed form is the sum of small steps, each taken at its middle. Between two times there is a corner or a jump at
    /// most here and there, so that small steps are near enough.
    #[test]
    fn what_comes_is_the_sum_of_the_rates(
        load in load(),
        noise in prop_oneof![0.0..0.0001f64, 0.0..1.0f64],
        midnight in 0.0..86_400.0f64,
        (from, length) in (0..1_500i64, 1..600i64),
    ) {
        let curve = read(&load, noise, midnight).unwrap();
        let step = SECOND / 20;
        let steps = length * 20;
        let sum: f64 =
            (0..steps).map(|place| curve.rate(from * SECOND + place * step + step / 2) * seconds(step)).sum();
        let whole = curve.between(from * SECOND, (from + length) * SECOND);
        prop_assert!((whole - sum).abs() <= 1e-3 * whole.max(sum) + 100.0, "{whole} {sum} {load}");
        // Cut anywhere it is the same.
        let middle = (from * 2 + length) * SECOND / 2;
        let parts = curve.between(from * SECOND, middle) + curve.between(middle, (from + length) * SECOND);
        prop_assert!(is_near(whole, parts), "{whole} {parts} {load}");
    }

    /// No load is below 0, at no time.
    #[test]
    fn no_load_is_below_0(load in load(), at in -1_000_000_000_000..2_000_000_000_000i64, seed in any::<u64>()) {
        let load: Load = serde_json::from_str(&load).unwrap();
        let curve = Curve::new(&load, 1.0, seed, 0.0).unwrap();
        prop_assert!(curve.rate(at) >= 0.0);
        prop_assert!(curve.between(at, at + SECOND) >= 0.0);
    }
}

#[test]
fn entries_take_over_from_each_other() {
    let curve = read(
        r#"[{"at": 10, "rate": 100}, {"at": 20, "rate": 200, "ramp": 10}, {"at": 25, "rate": 50},
            {"at": 40, "series": [[1000, 1], [1010, "3"]]}, {"at": "1m", "daily": {"00:00": 10, "12:00": 10}}]"#,
        0.0,
        0.0,
    )
    .unwrap();
    let rates: Vec<f64> =
        [0, 10, 15, 20, 24, 25, 39, 40, 45, 50, 59, 60, 500].map(|at| curve.rate(at * SECOND)).into();
    // The second entry is cut off in the middle of its ramp, and never gets to 200.
    assert_eq!(rates, [0.0, 100.0, 100.0, 100.0, 140.0, 50.0, 50.0, 1.0, 2.0, 3.0, 3.0, 10.0, 10.0]);
    assert!(is_near(curve.between(0, 40 * SECOND), 1_000.0 + 5.0 * 125.0 + 15.0 * 50.0));
    // Before the start it is what it is there.
    assert!(is_near(curve.between(-10 * SECOND, 0), 0.0));
}

#[test]
fn a_day_goes_over_midnight_and_comes_again() {
    let curve = read(r#"[{"daily": {"06:00": 0, "18:00": 120}}]"#, 0.0, 0.0).unwrap();
    let at = |hours: i64| curve.rate(hours * 3600 * SECOND);
    assert_eq!([at(6), at(12), at(18), at(24), at(30)], [0.0, 60.0, 120.0, 60.0, 0.0]);
    let day = |from: i64| curve.between(from * 3600 * SECOND, (from + 24) * 3600 * SECOND);
    assert!(is_near(day(0), 60.0 * 86_400.0) && is_near(day(0), day(24 * 29)) && is_near(day(0), day(7)));
    // A start at noon begins there.
    let noon = read(r#"[{"daily": {"06:00": 0, "18:00": 120}}]"#, 0.0, 43_200.0).unwrap();
    assert_eq!(noon.rate(0), 60.0);
}

#[test]
fn what_is_no_load_is_named_by_its_path() {
    for (load, path) in [
        (r"[]", "workload.load"),
        (r"-1", "workload.load[0].rate"),
        (r#"[{"at": "-1s", "rate": 1}]"#, "workload.load[0].at"),
        (r#"[{"rate": 1}, {"at": 0, "rate": 2}]"#, "workload.load[1].at"),
        (r#"[{"rate": 1e300}]"#, "workload.load[0].rate"),
        (r#"[{"rate": 1, "daily": {"00:00": 1}}]"#, "workload.load[0]"),
        (r#"[{"ramp": "1m"}]"#, "workload.load[0]"),
        (r#"[{"rate": 1, "sine": {"amplitude": 2, "period": "1m"}}]"#, "workload.load[0].sine.amplitude"),
        (r#"[{"rate": 1, "sine": {"amplitude": 1, "period": 0}}]"#, "workload.load[0].sine.period"),
        (r#"[{"daily": {}}]"#, "workload.load[0].daily"),
        (r#"[{"daily": {"24:00": 1}}]"#, "workload.load[0].daily[\"24:00\"]"),
        (r#"[{"daily": {"9:00": 1, "09:00": 2}}]"#, "workload.load[0].daily"),
        (r#"[{"series": []}]"#, "workload.load[0].series"),
        (r#"[{"series": [[0, 1], [0, 2]]}]"#, "workload.load[0].series[1]"),
        (r#"[{"series": [[0, "NaN"]]}]"#, "workload.load[0].series[0]"),
        (r#"[{"series": [["Inf", 1], ["Inf", 1]]}]"#, "workload.load[0].series[0]"),
    ] {
        let error = read(load, 0.0, 0.0).unwrap_err();
        assert_eq!(error.path(), Some(path), "{load}: {error}");
    }
}
