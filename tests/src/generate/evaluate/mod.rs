//! Queries that are evaluated: series of every kind, expressions that fit them, times within their samples and beside them.

mod binary;
mod expression;
mod function;
mod series;

use serde_json::{Value, json};

use super::{Case, Random, case_of};
use expression::{Maker, Type};
use series::World;

/// One query over a few series.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let world = World::new(random);
    let (times, is_range) = times(random, &world);
    let wanted = match random.below(40) {
        0 | 1 => Type::Scalar,
        // Neither can be evaluated over a range.
        2 if !is_range || random.percent(20) => Type::Matrix,
        3 if !is_range || random.percent(20) => Type::Text,
        _ => Type::Vector,
    };
    let depth = random.pick(&[1, 1, 2, 2, 2, 3, 3, 4]);
    let query = Maker { random, world: &world }.expression(wanted, depth);
    let mut input = vec![("query", json!(query)), ("series", json!(world.series))];
    input.extend(times);
    case_of("promql.evaluate", &input)
}

type Field = (&'static str, Value);

/// When it is evaluated: at a time, or at some of a range whose step seldom divides it.
fn times(random: &mut Random<'_>, world: &World) -> (Vec<Field>, bool) {
    let length = world.end - world.start;
    let within = |random: &mut Random<'_>| {
        let percent = random.pick(&[50, 95, 40, 70, 100, 80, 20]);
        let at = world.start + length * percent / 100 + random.pick(&[0, 0, 1, -1, 500, 7_321]);
        match random.below(40) {
            // Before every sample, or when the last ones are old.
            0 => at - length - 60_000,
            1 => at + length,
            _ => at,
        }
    };
    let start = within(random);
    if random.percent(60) {
        return (vec![("time", seconds(start))], false);
    }
    let step = random.pick(&[15_000, 30_000, 60_000, 47_000, 1_000, 250, 7_500, 300_000, 100_001]);
    let steps = random.pick(&[0, 1, 3, 2, 5, 9, 12]);
    let rest = random.pick(&[0, 0, 1, step / 2, step - 1]);
    let end = if random.percent(1) { start - 1 } else { start + steps * step + rest };
    let step = match random.below(3) {
        0 if step % 1_000 == 0 => format!("{}s", step / 1_000),
        1 => format!("{step}ms"),
        _ => format!("{}", number(step)),
    };
    (vec![("start", seconds(start)), ("end", seconds(end)), ("step", json!(step))], true)
}

fn seconds(millis: i64) -> Value {
    if millis % 1_000 == 0 { json!(millis / 1_000) } else { json!(number(millis)) }
}

fn number(millis: i64) -> f64 {
    millis as f64 / 1_000.0
}
