//! What Go's `math` answered on amd64, by the bits of the floats. `tests/tests/gomath.rs` asks it of more.

const OF_ONE: &str = include_str!("tests/of_one.txt");
const OF_TWO: &str = include_str!("tests/of_two.txt");

/// Each value of a table: the function at the head of its column, the arguments at the head of its row, and itself.
fn each(table: &str, arguments: usize, check: impl Fn(&str, &[f64], f64)) {
    let mut lines = table.lines().map(|line| line.split(' '));
    let functions: Vec<_> = lines.next().unwrap().skip(arguments).collect();
    for line in lines {
        let float = |bits: &str| match bits {
            "NaN" => f64::NAN,
            bits => f64::from_bits(u64::from_str_radix(bits, 16).unwrap()),
        };
        let row: Vec<_> = line.map(float).collect();
        let (arguments, values) = row.split_at(arguments);
        assert_eq!(values.len(), functions.len());
        for (function, value) in functions.iter().zip(values) {
            check(function, arguments, *value);
        }
    }
}

fn assert_same(function: &str, arguments: &[f64], found: f64, value: f64) {
    let is_same = found.to_bits() == value.to_bits() || (found.is_nan() && value.is_nan());
    assert!(is_same, "{function}({arguments:?}) is {found:?} and not {value:?}");
}

#[test]
fn functions_of_one_argument_give_what_go_s_give() {
    each(OF_ONE, 1, |function, arguments, value| {
        let of = match function {
            "exp" => super::exp,
            "log" => super::log,
            "log2" => super::log2,
            "log10" => super::log10,
            "sin" => super::sin,
            "cos" => super::cos,
            "tan" => super::tan,
            "asin" => super::asin,
            "acos" => super::acos,
            "atan" => super::atan,
            "sinh" => super::sinh,
            "cosh" => super::cosh,
            "tanh" => super::tanh,
            "asinh" => super::asinh,
            "acosh" => super::acosh,
            "atanh" => super::atanh,
            _ => panic!("{function}"),
        };
        assert_same(function, arguments, of(arguments[0]), value);
    });
}

#[test]
fn functions_of_two_arguments_give_what_go_s_give() {
    each(OF_TWO, 2, |function, arguments, value| {
        let of = match function {
            "pow" => super::pow,
            "atan2" => super::atan2,
            "modulo" => super::modulo,
            "max" => super::max,
            "min" => super::min,
            _ => panic!("{function}"),
        };
        assert_same(function, arguments, of(arguments[0], arguments[1]), value);
    });
}
