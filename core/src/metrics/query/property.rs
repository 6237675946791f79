//! Whoever asks, the structure of a query is what the rule's author wrote.

use proptest::prelude::*;

use super::{QueryParts, render};
use crate::budget::Budget;
use crate::promql::syntax::VectorSelector;
use crate::promql::{Expr, ExprKind, difference, is_open, parse};
use crate::rules::Compat;
use crate::selector::Selector;
use crate::template::Template;

/// What a template prints of a request, and how it makes it. Nothing here goes by what a value is.
const ACTIONS: &[&str] = &[
    "<<.LabelValuesByName.pod>>",
    "<<index .LabelValuesByName \"namespace\">>",
    "<<.LabelValuesByName.k>>",
    "<<with .LabelValuesByName.pod>><<.>><<end>>",
    "<<$v := index .LabelValuesByName `pod`>><<$v>>",
    "<<or .LabelValuesByName.nope .LabelValuesByName.pod>>",
    "<<and .LabelValuesByName.pod .LabelValuesByName.namespace>>",
    "<<printf \"%s-%v\" .LabelValuesByName.pod .LabelValuesByName.namespace>>",
    "<<printf \"%q\" .LabelValuesByName.pod>>",
    "<<printf \"%#q\" .LabelValuesByName.pod>>",
    "<<printf \"%x\" .LabelValuesByName.pod>>",
    "<<printf \"%5.2s|\\\"\" .LabelValuesByName.pod>>",
    "<<printf .LabelValuesByName.pod 1 2>>",
    "<<printf \"%c\" (index .LabelValuesByName.pod 0)>>",
    "<<slice .LabelValuesByName.pod 1>>",
    "<<slice (printf \"%s'\" .LabelValuesByName.namespace) 0 2>>",
    "<<html .LabelValuesByName.pod>>",
    "<<js .LabelValuesByName.pod>>",
    "<<js (js .LabelValuesByName.namespace)>>",
    "<<urlquery .LabelValuesByName.pod>>",
    "<<println .LabelValuesByName.pod>>",
    "<<print .LabelValuesByName>>",
    "<<.LabelValuesByName>>",
    "<<printf \"%v %+v\" . .LabelValuesByName>>",
    "<<len .LabelValuesByName.pod>>",
    "<<range $k, $v := .LabelValuesByName>><<$k>>=\"<<$v>>\",<<end>>",
    "<<range .LabelValuesByName>>'<<.>>'<<end>>",
    "<<define \"t\">><<.>><<end>><<template \"t\" .LabelValuesByName.pod>>",
    "<<.LabelMatchers>>",
    "<<.LabelMatchers>>",
    "<<.Series>>",
    "<<.Series>>",
    "<<.GroupBy>>",
    "<<index .GroupBySlice 0>>",
];
const TEXTS: &[&str] = &[
    "\"", "\"", "'", "'", "`", "\\", "\\x", "{", "}", "(", ")", "[", "]", "=", "=~", "!~", "!=", ",", "#",
    "\n", " ", " ", "up", "a", "pod", " or ", " by ", "5m", ":", ".", "-", "1", "e", "x", "sum(", "rate(",
    "\u{e9}",
];
const VALUES: &[&str] = &[
    "\"", "'", "`", "\\", "\n", "#", "}", "{", ")", "(", "]", "[", " or ", "on", "by", "up", "a", ".", "|",
    "=", "~", "\u{e9}", "%s", "%c", "0x", "5m", "-", ",", " ", "e", ":", "<", "&", "x",
];

fn joined(words: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 0..most).prop_map(|words| words.concat())
}

/// A template at random, most of which print no PromQL.
fn template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![prop::sample::select(TEXTS), prop::sample::select(ACTIONS)];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// A template whose matchers are strings, as rules have them.
fn rule() -> impl Strategy<Value = String> {
    let inner = prop_oneof![
        4 => prop::sample::select(ACTIONS),
        1 => prop::sample::select(&["-", ".*", "a", "\\\\", "\\n"][..]),
    ];
    let value = prop::collection::vec(inner, 0..3).prop_map(|pieces| pieces.concat());
    let operator = prop::sample::select(&["=", "!=", "=~", "!~", " =~ "][..]);
    let quote = prop::sample::select(&["\"", "'", "`"][..]);
    let matcher =
        (operator, quote, value).prop_map(|(op, quote, value)| format!("a{op}{quote}{value}{quote}"));
    let form = prop::sample::select(
        &[
            "sum(up{MATCHERS}) by (pod)",
            "rate(up{MATCHERS}[<<.LabelValuesByName.k>>])",
            "up{MATCHERS} # <<.LabelValuesByName.pod>>\n + up",
            "label_replace(up{MATCHERS},'a',\"<<.LabelValuesByName.pod>>\",'','<<.LabelMatchers>>')",
            "<<.LabelValuesByName.k>>{MATCHERS} or <<.Series>>",
            "up{<<range $k, $v := .LabelValuesByName>><<$k>>='<<$v>>',<<end>>}",
            "sum by (<<range $k, $v := .LabelValuesByName>><<$k>>,<<end>>pod) (up{MATCHERS})",
            "up <<range $k, $v := .LabelValuesByName>><<$k>> <<end>> up",
            "<<if .LabelValuesByName.pod>>up{MATCHERS}<<else>>down<<end>>",
        ][..],
    );
    (form, prop::collection::vec(matcher, 0..3))
        .prop_map(|(form, matchers)| form.replace("MATCHERS", &matchers.join(",")))
}

/// What a request asks with: names, a namespace, a series, a label with its value.
#[derive(Debug, Clone)]
struct Asked {
    names: Vec<String>,
    namespace: String,
    series: String,
    label: String,
    value: String,
}

fn asked() -> impl Strategy<Value = Asked> {
    let names = prop::collection::vec(joined(VALUES, 5), 1..3);
    // Behind the others, as their twins are.
    let label = prop::sample::select(&["sum", "unless", "without", "x9", "smoothed", "start"][..]);
    let value = "[a-z0-9]([a-z0-9._-]{0,4}[a-z0-9])?";
    (names, joined(VALUES, 4), joined(VALUES, 3), label, value).prop_map(
        |(names, namespace, series, label, value)| Asked {
            names,
            namespace,
            series,
            label: label.into(),
            value,
        },
    )
}

fn query(template: &Template, asked: &Asked, compat: Compat) -> Option<String> {
    let Asked { names, namespace, series, label, value } = asked;
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let parts = QueryParts {
        selector: &Selector::parse(&format!("{label}={value}")).ok()?,
        namespace: Some(("namespace", namespace)),
        objects: Some(("pod", &names)),
        compat,
        budget: &Budget::default(),
    };
    let mut out = String::new();
    render(template, series, &parts, "pod", &["pod"], &mut out).ok().map(|()| out)
}

/// What an expression is made of, but for names, numbers and texts.
fn shape(expression: &Expr) -> String {
    let inner: Vec<_> = expression.children().map(shape).collect();
    let inner = inner.join(",");
    let selector = |selector: &VectorSelector| {
        let operators: String = selector.matchers.iter().map(|held| held.matcher.op.as_str()).collect();
        // A word may be a metric or a number.
        let own = if selector.matchers.len() == 1 && selector.name.is_some() { "word" } else { "selector" };
        format!("{own}{}{}", if own == "word" { "" } else { &operators }, selector.time.offset.is_some())
    };
    match &expression.kind {
        ExprKind::Aggregate(of) => format!("{}{}({inner})", of.op, of.grouping.len()),
        // A number takes its sign into itself.
        ExprKind::Unary(_) => inner,
        ExprKind::Binary(of) => format!("({}{}{})", shape(&of.lhs), of.op, shape(&of.rhs)),
        ExprKind::Number(_) => "wordfalse".to_owned(),
        ExprKind::Vector(of) => selector(of),
        ExprKind::Matrix(of) => format!("{}[]", selector(&of.selector)),
        kind => format!("{}({inner})", kind.as_str()),
    }
}

fn holds(template: &str, asked: &Asked) -> Result<(), TestCaseError> {
    let Ok(parsed) = Template::parse(template) else { return Ok(()) };
    // The twin of a letter that is printed by its number is `x`, also where the letter is the bar between names.
    if template.contains("%c") && asked.names.first().is_some_and(String::is_empty) {
        return Ok(());
    }
    let x = |text: &String| "x".repeat(text.len());
    // A template that asks for a label by its name finds it in both.
    let is_named = template.contains("ByName.k");
    let label = |label: String| if is_named { "k".to_owned() } else { label };
    let asked = &Asked { label: label(asked.label.clone()), ..asked.clone() };
    let twin = Asked {
        names: asked.names.iter().map(x).collect(),
        namespace: x(&asked.namespace),
        series: x(&asked.series),
        label: label(x(&asked.label)),
        value: x(&asked.value),
    };
    let Some(query_of) = query(&parsed, asked, Compat::SAFE) else { return Ok(()) };
    let Some(twin) = query(&parsed, &twin, Compat::UPSTREAM) else { return Ok(()) };
    if is_open(query_of.as_bytes()) {
        return Ok(());
    }
    let told = difference(query_of.as_bytes(), twin.as_bytes());
    prop_assert_eq!(told, None, "{} is asked, of twins {}", query_of, twin);
    let parsed = [&query_of, &twin].map(|text| parse(text).ok());
    if let [Some(query), Some(twin)] = &parsed {
        prop_assert_eq!(shape(query), shape(twin), "{}", query_of);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn of_any_template(template in template(), asked in asked()) {
        holds(&template, &asked)?;
    }

    #[test]
    fn of_the_template_of_a_rule(template in rule(), asked in asked()) {
        holds(&template, &asked)?;
    }

    /// Nothing that works is refused, or written in another way: names of letters and digits change nothing.
    #[test]
    fn names_without_meaning_are_written_as_upstream_writes_them(
        template in prop_oneof![template(), rule()],
        names in prop::collection::vec("n[a-z0-9]{0,5}", 1..4),
        namespace in "n[a-z0-9]{0,5}",
        series in "n[a-z0-9_]{0,5}",
        value in "n[a-z0-9]{0,5}",
    ) {
        // The rest of a name may have a meaning that the name has not: the number of `n0`, the keyword of `nby`.
        if template.contains("slice .LabelValuesByName") {
            return Ok(());
        }
        let Ok(template) = Template::parse(&template) else { return Ok(()) };
        let asked = Asked { names, namespace, series, label: "k".to_owned(), value };
        let [upstream, safe] = [Compat::UPSTREAM, Compat::SAFE].map(|compat| query(&template, &asked, compat));
        let works = |query: &String| parse(query).is_ok();
        if safe.is_some() || upstream.as_ref().is_some_and(works) {
            prop_assert_eq!(upstream, safe);
        }
    }
}
