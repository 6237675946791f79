//! The functions of PromQL that Go's `math` computes, to the bit: queries over samples of all kinds, and Go's answers.

use counterpoise::budget::Budget;
use counterpoise::promql::eval::{Point, Series, Storage, Times, Value};
use counterpoise_tests::generate::{Area, Random};
use counterpoise_tests::surface::{self, Child, Surface as _};
use counterpoise_tests::{oracle, skip};
use serde_json::json;

/// How many samples a query sees.
const SAMPLES: usize = 10_000;
/// How many queries a function is called in.
const QUERIES: u64 = 4;

/// A function of Go, and the query that calls it with the samples of `x` and of `y`.
const FUNCTIONS: [(&str, &str); 21] = [
    ("acos", "acos(x)"),
    ("acosh", "acosh(x)"),
    ("asin", "asin(x)"),
    ("asinh", "asinh(x)"),
    ("atan", "atan(x)"),
    ("atan2", "x atan2 y"),
    ("atanh", "atanh(x)"),
    ("cos", "cos(x)"),
    ("cosh", "cosh(x)"),
    ("exp", "exp(x)"),
    ("log", "ln(x)"),
    ("log10", "log10(x)"),
    ("log2", "log2(x)"),
    ("max", "clamp_min(x, scalar(y))"),
    ("min", "clamp_max(x, scalar(y))"),
    ("mod", "x % y"),
    ("pow", "x ^ y"),
    ("sin", "sin(x)"),
    ("sinh", "sinh(x)"),
    ("tan", "tan(x)"),
    ("tanh", "tanh(x)"),
];

/// Where functions have cases of their own.
const BORDERS: [f64; 44] = [
    0.0,
    1.0,
    2.0,
    3.0,
    0.5,
    f64::INFINITY,
    f64::NAN,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    2.225073858507201e-308,
    f64::EPSILON,
    1.3877787807814457e-17,
    1.862645149230957e-9,
    3.725290298461914e-9,
    0.2928932188134525,
    0.41421356237309503,
    0.625,
    0.66,
    0.7,
    std::f64::consts::FRAC_1_SQRT_2,
    std::f64::consts::SQRT_2,
    2.414213562373095,
    std::f64::consts::FRAC_PI_4,
    std::f64::consts::FRAC_PI_2,
    std::f64::consts::PI,
    21.0,
    44.014845965556525,
    63.0,
    308.25,
    323.3,
    708.3964185322641,
    709.782712893384,
    745.1332191019412,
    1023.0,
    1024.0,
    1074.0,
    4096.0,
    268_435_456.0,
    536_870_912.0,
    2_147_483_648.0,
    9_007_199_254_740_992.0,
    9_223_372_036_854_775_808.0,
    1e300,
];

/// A sample: of all floats, near a border, small, whole, a power of two, near a multiple of π/4, subnormal, a large angle.
fn sample(random: &mut Random<'_>) -> f64 {
    // No further, or infinity would become the mark of a series' end.
    let near = |x: f64, steps: usize| f64::from_bits(x.to_bits().wrapping_add(steps as u64).wrapping_sub(2));
    let share = |random: &mut Random<'_>| (random.bits() >> 11) as f64 / 9_007_199_254_740_992.0;
    let size = match random.below(10) {
        0 => return f64::from_bits(random.bits()),
        1 => random.pick(&BORDERS),
        2 => near(random.pick(&BORDERS), random.below(4)),
        3 => share(random),
        4 => share(random) * random.pick(&[3.0, 30.0, 800.0, 1e6]),
        5 => random.below(4_000) as f64 / 2.0,
        6 => f64::from_bits((random.below(2_046) as u64 + 1) << 52),
        7 => {
            let bits = random.below(40);
            near(random.below(2 << bits) as f64 * std::f64::consts::FRAC_PI_4, random.below(4))
        }
        8 => f64::from_bits(random.bits() >> (12 + random.below(50))),
        _ => f64::from_bits((1_053 + random.below(990) as u64) << 52 | random.bits() >> 12),
    };
    if random.percent(50) { size } else { -size }
}

fn series(name: &str, values: &[f64]) -> Series {
    let points = values.iter().zip(0..).map(|(value, millis)| Point { millis, value: *value }).collect();
    Series { labels: [("__name__".to_owned(), name.to_owned())].into(), points }
}

/// What a query gives for each sample.
fn ours(query: &str, storage: &Storage) -> Vec<f64> {
    let times = Times::Range { start: 0, end: SAMPLES as i64 - 1, step: 1 };
    let value = storage.evaluate(query, times, &Budget::default()).unwrap();
    let Value::Matrix(rows) = value else { panic!("{query} gives {value:?}") };
    let [row] = &rows[..] else { panic!("{query} gives {} series", rows.len()) };
    assert_eq!(row.points.len(), SAMPLES, "{query}");
    row.points.iter().map(|point| point.value).collect()
}

fn theirs(upstream: &mut Child, function: &str, x: &[f64], y: &[f64]) -> Vec<f64> {
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    let input = json!({"function": function, "x": bits(x), "y": bits(y)});
    let told = upstream.call("oracle.math", &input).unwrap();
    let values = told["values"].as_array().unwrap();
    values.iter().map(|value| f64::from_bits(value.as_u64().unwrap())).collect()
}

#[test]
fn functions_give_what_go_s_math_gives() {
    if let Err(missing) = oracle::program(Area::PromqlParse) {
        return skip::skip(&missing);
    }
    let mut upstream = surface::upstream(Area::PromqlParse).unwrap();
    for seed in 0..QUERIES {
        let mut random = Random::new(seed);
        let [x, y] = [(); 2].map(|()| (0..SAMPLES).map(|_| sample(&mut random)).collect::<Vec<_>>());
        let storage = Storage::new(vec![series("x", &x), series("y", &y)]).unwrap();
        for (function, query) in FUNCTIONS {
            let (ours, theirs) = (ours(query, &storage), theirs(&mut upstream, function, &x, &y));
            assert_eq!(ours.len(), theirs.len());
            for (place, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
                let is_same = ours.to_bits() == theirs.to_bits() || (ours.is_nan() && theirs.is_nan());
                let (x, y) = (x[place], y[place]);
                assert!(is_same, "{query} of {x:?} and {y:?} is {ours:?}, and in Go {theirs:?}");
            }
        }
    }
}
