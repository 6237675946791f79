//! What formulas expr-lang takes, and how far they may go.

use super::formula::validate;

const NAMES: [&str; 2] = ["a", "b"];

fn code(formula: &str) -> &'static str {
    validate(formula, &NAMES).map_or_else(|error| error.code(), |()| "")
}

fn message(formula: &str) -> String {
    validate(formula, &NAMES).map_or_else(|error| error.message().to_owned(), |()| String::new())
}

#[test]
fn formulas_that_are_taken() {
    for formula in [
        "a",
        "5",
        "float(5)",
        "float(a) > 3",
        "(a + b) / 2",
        "a / 0",
        "max([a, b])",
        "max(a, 3, [b])",
        "median(a, b) + mean([a, b])",
        "sum([a, b])",
        "sum(map([a, b], # * 2))",
        "count([a, b], # > 1)",
        "count([a, b], {# > 1})",
        "[a, b] | filter(# < 0) | sum()",
        "reduce([a, b], #acc + #, 0)",
        "reduce(1..10, #acc + #)",
        "all([a, b], # < 0) ? a : 5",
        "any([a], # == -1) and not (b > 0) ? 1 : 2.5",
        "a not in [1, 2] ? 1 : 0",
        "1 < a < 3 ? 1 : 0",
        "if a > 0 { a } else if b > 0 { b } else { 1 }",
        "let x = a * 2; x + b",
        "a ?? 0",
        "nil ?? a",
        "first([a, b]) + last([b])",
        "find([a, b], # < 0)",
        "[a, b][-1]",
        "len([a, b][1:])",
        "-a ** 2 ^ 2",
        "round(a) + ceil(b) + floor(1.5) + abs(-3)",
        "int(\"7\") % 4",
        "0x1F + 1_000 + .5 + 1e3",
        "a /* of all */ + 1",
    ] {
        assert_eq!(code(formula), "", "{formula}: {}", message(formula));
    }
}

#[test]
fn formulas_that_are_refused() {
    for formula in [
        "",
        "a +",
        "(a",
        "c",
        "a-b c",
        "\"x\"",
        "a && b",
        "a ? 1 : 2",
        "a + \"x\"",
        "a % 2",
        "5 % 0",
        "[a, b]",
        "max()",
        "max(\"a\")",
        "max([])",
        "count([a, b])",
        "sum(a)",
        "#",
        "a.b",
        "a()",
        "nothing(a)",
        "let a = 1; a",
        "let max = 1; 1",
        "[a][1]",
        "nil",
        "float(nil)",
        "reduce([], #acc)",
        "a ?? b + 1",
        "abs(a, b)",
        "1..2000000",
        "@",
        "1x",
        "a ?: 1",
        // The comment takes the parenthesis that KEDA adds.
        "a // all of it",
    ] {
        assert_eq!(code(formula), "keda.formula", "{formula}");
    }
}

#[test]
fn formulas_that_are_not_known_here() {
    for formula in [
        "{a: 1}.a",
        "trim(\"a\")",
        "a matches \"x\"",
        "$env",
        "max",
        "findLastIndex([a], true)",
        "b'x'",
        "\"a\\n\"",
        "a.b()",
    ] {
        assert_eq!(code(formula), "keda.formula-unsupported", "{formula}");
    }
}

#[test]
fn characters_count_from_the_first_of_what_is_given() {
    assert_eq!(message("a + c"), "no trigger has the name \"c\" (character 5)");
    assert_eq!(message("a ?? c"), "no trigger has the name \"c\" (character 6)");
    assert_eq!(message("é"), "no trigger has the name \"é\" (character 1)");
    // What follows is the parenthesis that KEDA adds.
    assert_eq!(message("a +"), "\")\" is not expected here (character 4)");
}

#[test]
fn what_a_formula_may_cost_is_bounded() {
    assert_eq!(code(&format!("{}a{}", "(".repeat(500), ")".repeat(500))), "limit.depth");
    assert_eq!(code(&format!("{}a", "-".repeat(500))), "limit.depth");
    assert_eq!(code(&vec!["a"; 500].join(" + ")), "limit.depth");
    assert_eq!(code("let x = 1..1000; all(x, all(x, all(x, true))) ? 1 : 0"), "limit.work");
    let mut chained = "a".to_owned();
    for _ in 0..60 {
        chained = format!("(1 < ({chained} ?: true) ?: true)");
    }
    assert!(matches!(code(&chained), "keda.formula" | "limit.depth"));
    assert_eq!(code(&format!("sum([{}])", vec!["1"; 20_000].join(","))), "keda.formula");
}
