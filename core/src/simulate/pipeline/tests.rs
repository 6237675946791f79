use super::gaps::Gaps;
use super::rate::Window;
use super::scrapes::{Scrape, Scrapes};
use crate::simulate::input::{Gap, GapKind};

const SECOND: i64 = 1_000_000_000;

/// Scrapes of a counter at times in seconds.
fn scraped(samples: &[(i64, f64)]) -> Scrapes {
    let mut scrapes = Scrapes::new(3_600 * SECOND);
    for (at, arrived) in samples {
        let at = at * SECOND;
        scrapes.push(Scrape { at, share: 0.0, arrived: *arrived, concurrency: 0.0, queue: 0.0, ready: 1.0 });
    }
    scrapes
}

/// `rate(counter[window])` at a time, of a counter that is there since some time; all in seconds.
fn rate(samples: &[(i64, f64)], at: i64, window: i64, since: i64) -> Option<f64> {
    let scrapes = scraped(samples);
    let window = Window::new(&scrapes, at * SECOND, window * SECOND)?;
    window.rate(since * SECOND, |scrape| Some(scrape.arrived))
}

/// What `promql.evaluate` gives of the same samples, where it is there.
#[cfg(feature = "promql-eval")]
fn evaluated(samples: &[(i64, f64)], at: i64, window: i64, since: i64) -> Option<f64> {
    let values: Vec<_> = samples
        .iter()
        .filter(|(at, _)| *at >= since)
        .map(|(at, value)| format!(r#"[{at}, "{value}"]"#))
        .collect();
    let input = format!(
        r#"{{"query": "rate(c[{window}s])", "time": {at}, "series": [{{"metric": {{"__name__": "c"}}, "values": [{}]}}]}}"#,
        values.join(",")
    );
    let reply = crate::ops::call_text(None, "promql.evaluate", &input).unwrap();
    let reply: serde_json::Value = serde_json::from_str(&reply).unwrap();
    reply["result"][0]["value"][1].as_str()?.parse().ok()
}

#[cfg(feature = "promql-eval")]
mod as_evaluated {
    use proptest::prelude::{ProptestConfig, prop};
    use proptest::{prop_assert_eq, proptest};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Scrapes with gaps, windows longer and shorter than they, and counters that begin late.
        #[test]
        fn a_rate_is_prometheus_own(
            steps in prop::collection::vec((1..60i64, 0..500u32), 1..30),
            window in 1..300i64,
            late in 0..40i64,
            since in 0..600i64,
        ) {
            let (mut at, mut value) = (0, 0.0);
            let samples: Vec<_> = steps
                .into_iter()
                .map(|(step, more)| {
                    at += step;
                    value += f64::from(more);
                    (at, value)
                })
                .collect();
            let now = at + late;
            prop_assert_eq!(
                super::rate(&samples, now, window, since),
                super::evaluated(&samples, now, window, since),
                "{:?} at {} over {} since {}", samples, now, window, since
            );
        }
    }
}

#[test]
fn a_rate_goes_to_the_ends_of_its_window() {
    let samples: Vec<_> = (0..20u8).map(|place| (i64::from(place) * 15, f64::from(place) * 150.0)).collect();
    let is = |rate: Option<f64>, expected: f64| assert!((rate.unwrap() - expected).abs() < 1e-9, "{rate:?}");
    is(rate(&samples, 285, 60, 0), 10.0);
    is(rate(&samples, 290, 60, 0), 10.0);
    // One sample tells nothing.
    assert_eq!(rate(&samples, 285, 15, 0), None);
    assert_eq!(rate(&samples, 285, 60, 285), None);
    // A counter that is there since a moment ago is not taken to have been there before.
    is(rate(&samples, 285, 60, 250), 10.0 * 37.5 / 60.0);
    assert_eq!(rate(&samples, 1_000, 60, 0), None);
}

#[test]
fn what_nobody_looks_at_any_more_goes() {
    let mut scrapes = Scrapes::new(30 * SECOND);
    for place in 0..1_000 {
        let at = place * 15 * SECOND;
        scrapes.push(Scrape { at, share: 0.0, arrived: 0.0, concurrency: 0.0, queue: 0.0, ready: 0.0 });
    }
    assert!(scrapes.until(i64::MAX) <= 4);
    assert_eq!(scrapes.last(999 * 15 * SECOND - 1).map(|scrape| scrape.at), Some(998 * 15 * SECOND));
}

#[test]
fn gaps_may_overlap_and_come_in_any_order() {
    let gaps: Vec<Gap> = serde_json::from_str(
        r#"[{"from": 50, "until": 60}, {"from": 10, "until": 30}, {"from": 20, "until": 40},
            {"from": 0, "until": 100, "of": "scrapes"}]"#,
    )
    .unwrap();
    let answers = Gaps::new(&gaps, GapKind::Answers).unwrap();
    let held: Vec<i64> = (0..70).filter(|at| answers.hold(at * SECOND)).collect();
    assert_eq!(held, (10..40).chain(50..60).collect::<Vec<_>>());
    assert!(Gaps::new(&gaps, GapKind::Scrapes).unwrap().hold(99 * SECOND));
}
