//! Constants, and formats for `printf`.

use crate::generate::Random;

const STRINGS: &[&str] = &[
    "\"\"",
    "\"pod\"",
    "\"namespace\"",
    "`raw|y`",
    "\"a b\"",
    "\"q\\\"uo\\n\\u00e9\"",
    "\"%s-%d\"",
    "\"nope\"",
    "\"\\xff\"",
    "\"é\\xe2\\x82\"",
    "\"日本語\"",
    "\"<&'>=\\\\\\\"\"",
    "\"\\t\\x00\\a\\u00ad\\u200b\\U0001f9ff\\ufeff\"",
    "\"0\"",
    "\"%v\"",
    "`a\\n`",
    "\"y=y&z\"",
    "\"\\u0301e\"",
    "\"a.b/c\"",
    "\"1.5\"",
];

const INTEGERS: &[&str] = &[
    "-1",
    "0x10",
    "1_000",
    "'a'",
    "'é'",
    "'\\n'",
    "0b101",
    "0o17",
    "017",
    "+3",
    "-0",
    "'\\x41'",
    "0x_1F",
    "-0xe",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "'\\U0001f9ff'",
    "0xdeadbeef",
    "1234567",
    "65533",
    "55296",
    "1114112",
];

const FLOATS: &[&str] = &[
    "1.5",
    "1e3",
    "0.1",
    "-2.5",
    "1e21",
    "1e20",
    "1e-7",
    "123456789.0",
    "0x1p-2",
    "1e100",
    "2.5e-5",
    ".5",
    "5.",
    "1e6",
    "100000.0",
    "-0.0",
    "0.000001",
    "3.14159265358979",
    "1e308",
    "5e-324",
    "0x1.8p1",
    "1_0.5",
    "2.675",
    "1.005",
    "1e22",
    "0x1.fffffffffffffp1023",
    "4.9406564584124654e-324",
    "0x1p-1074",
    "0x0.8p-1074",
    "0x1.8p-1074",
    "0x123456789abcdef.8p0",
    "1+2i",
    "1i",
    "0i",
    "-1.5-2.5i",
    "1e3+0i",
];

const FORMATS: &[&str] = &[
    "%q",
    "%d",
    "%05d",
    "%-8s|",
    "%s=%q,%v",
    "%v|%v",
    "%x",
    "%#v",
    "%+v",
    "%T",
    "%%",
    "%",
    "%!",
    "%z",
    "%6.2f",
    "%c",
    "%U",
    "%#U",
    "%t",
    "%*d",
    "%[2]v %[1]v",
    "%.3s",
    "%.1f",
    "%.0f",
    "%g",
    "%e",
    "%08.3f",
    "%+d",
    "% x",
    "%# x",
    "%#q",
    "%+q",
];

const VERBS: &[&str] = &[
    "v", "v", "s", "d", "q", "x", "X", "T", "t", "b", "o", "O", "c", "U", "e", "E", "f", "F", "g", "G", "w",
    "%", "y", "!", "é", " ", "",
];

pub(super) fn string(random: &mut Random<'_>) -> String {
    random.pick(STRINGS).to_owned()
}

pub(super) fn number(random: &mut Random<'_>) -> String {
    match random.below(8) {
        0..=2 => random.below(4).to_string(),
        3 => random.pick(INTEGERS).to_owned(),
        4 => random.pick(FLOATS).to_owned(),
        5 => float(random),
        _ => (random.below(2000) as i64 - 1000).to_string(),
    }
}

/// A float of any size and precision.
fn float(random: &mut Random<'_>) -> String {
    let digits = random.bits() >> random.below(64);
    let power = random.below(60) as i64 - 30;
    let sign = random.pick(&["", "", "-"]);
    if random.percent(50) {
        format!("{sign}{digits}e{power}")
    } else {
        format!("{sign}{}.{:0>3}", digits % 1_000_000, random.below(100_000))
    }
}

/// A format of `printf`, as a raw string.
pub(super) fn format(random: &mut Random<'_>) -> String {
    let mut format = "`".to_owned();
    if random.percent(30) {
        format.push_str(random.pick(FORMATS));
    } else {
        for _ in 0..=random.below(3) {
            format.push_str(random.pick(&["", "", "a", "=", "é", "|"]));
            verb(random, &mut format);
        }
    }
    format + "`"
}

fn verb(random: &mut Random<'_>, format: &mut String) {
    format.push('%');
    for _ in 0..random.up_to(2) {
        format.push_str(random.pick(&["", "#", "+", "-", " ", "0"]));
    }
    if random.percent(10) {
        format.push_str(random.pick(&[
            "[1]",
            "[2]",
            "[3]",
            "[0]",
            "[",
            "[]",
            "[y]",
            "[1",
            "[2]*",
            "[9999999]",
        ]));
    }
    if random.percent(35) {
        format.push_str(random.pick(&["1", "5", "8", "12", "20", "*", "0", "30"]));
    }
    if random.percent(30) {
        format.push('.');
        format.push_str(random.pick(&["0", "1", "2", "3", "5", "10", "*", "", "20", "16", "17", "25", "15"]));
    }
    if random.percent(5) {
        format.push_str(random.pick(&["[1]", "[2]"]));
    }
    format.push_str(random.pick(VERBS));
}
