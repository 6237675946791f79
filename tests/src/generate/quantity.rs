//! Quantities: the grammar's three formats, the numbers at which upstream changes its ways, and noise.

use serde_json::{Value, json};

use super::mutate::mutate;
use super::{Case, Random, case_of};

const DECIMAL: &[&str] = &["m", "k", "M", "G", "n", "u", "T", "P", "E"];
const BINARY: &[&str] = &["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// Around int64, where the fast form ends, around 1024, below one, and what a float cannot hold.
const BOUNDARIES: &[&str] = &[
    "9223372036854775807",
    "9223372036854775808",
    "9223372036854775806",
    "9223372036854775.807",
    "9223372036854775.808",
    "922337203685477580.7",
    "9223372036.854775807",
    "999999999999999999",
    "1000000000000000000",
    "18446744073709551615",
    "18446744073709551616",
    "170141183460469231731687303715884105727",
    "170141183460469231731687303715884105728",
    "9007199254740993",
    "1024",
    "1023",
    "1025",
    "1048576",
    "1180591620717411303424",
    "1000000000000000000000",
    "0.000000001",
    "0.0000000001",
    "0.999999999999",
    "2147483648",
    "4294967296",
    "0",
    "00",
    "000",
    "0.0",
    ".5",
    "5.",
];

const PIECES: &[&str] = &[
    "e",
    "E",
    "i",
    "Ki",
    "m",
    ".",
    "-",
    "+",
    "0",
    "9",
    "e3",
    "E-3",
    " ",
    "_",
    "x",
    "é",
    "٣",
    "\u{0}",
    "KiB",
    "e+",
    "ee3",
    "e99999999999999999999",
    "e4294967297",
    "-0",
    "∞",
    "0x1",
    "1e1.5",
];

/// The text of a quantity.
pub(super) fn text(random: &mut Random<'_>) -> String {
    loop {
        let text = any_text(random);
        if ends_soon(&text) {
            return text;
        }
    }
}

/// Whether upstream, which keeps the lower 32 bits of an exponent, can compute with it in a moment.
pub(super) fn ends_soon(text: &str) -> bool {
    let Some((_, exponent)) = text.rsplit_once(['e', 'E']) else { return true };
    exponent.parse::<i64>().map_or(true, |exponent| (exponent as i32).unsigned_abs() < 20_000)
}

fn any_text(random: &mut Random<'_>) -> String {
    let mut text = random.pick(&["", "", "", "-", "-", "+"]).to_owned();
    if random.percent(12) {
        text.push_str(random.pick(BOUNDARIES));
    } else {
        number(random, &mut text);
    }
    match random.below(10) {
        0..=2 => {}
        3 | 4 => text.push_str(random.pick(DECIMAL)),
        5..=7 => text.push_str(random.pick(BINARY)),
        _ => exponent(random, &mut text),
    }
    if random.percent(8) { mutate(random, &text, PIECES) } else { text }
}

fn number(random: &mut Random<'_>, text: &mut String) {
    let most = match random.below(40) {
        0 => 60,
        1..=9 => 23,
        _ => 7,
    };
    digits(random, most, text);
    if random.percent(45) {
        text.push('.');
        let most = if random.percent(25) { 23 } else { 5 };
        digits(random, most, text);
    }
}

fn digits(random: &mut Random<'_>, most: usize, text: &mut String) {
    // Zeros and nines are where rounding and suffixes change.
    let kind = random.below(6);
    for _ in 0..random.up_to(most) {
        text.push(match kind {
            0 => '0',
            1 => '9',
            2 => random.pick(&['0', '0', '0', '1', '5']),
            _ => random.pick(&['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '0']),
        });
    }
}

fn exponent(random: &mut Random<'_>, text: &mut String) {
    text.push_str(random.pick(&["e", "E"]));
    text.push_str(random.pick(&["", "-", "+"]));
    let most = match random.below(60) {
        0 => 400,
        1..=5 => 40,
        _ => 20,
    };
    text.push_str(&random.up_to(most).to_string());
}

/// One question about one or two quantities.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let quantity = |random: &mut Random<'_>| json!(text(random));
    let a = quantity(random);
    match random.below(16) {
        0..=5 => case_of("quantity.parse", &[("text", a)]),
        6 | 7 => case_of("quantity.add", &[("a", a), ("b", quantity(random))]),
        8 | 9 => case_of("quantity.sub", &[("a", a), ("b", quantity(random))]),
        10 | 11 => {
            // Equal numbers in other clothes are rare by chance.
            let b = if random.percent(30) { near(random, &a) } else { quantity(random) };
            case_of("quantity.cmp", &[("a", a), ("b", b)])
        }
        12 => case_of("quantity.mul", &[("a", a), ("by", json!(int64(random).to_string()))]),
        13 => case_of("quantity.neg", &[("a", a)]),
        14 => case_of("quantity.roundUp", &[("a", a), ("scale", json!(random.below(28) as i64 - 9))]),
        _ => {
            let milli = json!(int64(random).to_string());
            match random.below(4) {
                0 => case_of("quantity.fromMilli", &[("milli", milli)]),
                format => {
                    let format = ["DecimalSI", "BinarySI", "DecimalExponent"][format - 1];
                    case_of("quantity.fromMilli", &[("milli", milli), ("format", json!(format))])
                }
            }
        }
    }
}

fn near(random: &mut Random<'_>, text: &Value) -> Value {
    let text = text.as_str().unwrap_or_default();
    let near = match random.below(4) {
        0 => text.to_owned(),
        1 => format!("0{text}"),
        2 => text.replace("Ki", "").replace('k', "000").replace('m', "e-3"),
        _ => mutate(random, text, &["0", "1", "."]),
    };
    json!(if ends_soon(&near) { near } else { text.to_owned() })
}

fn int64(random: &mut Random<'_>) -> i64 {
    match random.below(8) {
        0 => random.pick(&[0, 1, -1, 10, 1000, 1024, i64::MAX, i64::MIN, i64::MAX - 1, -i64::MAX]),
        _ => {
            let shift = random.below(64);
            (random.bits() as i64) >> shift
        }
    }
}
