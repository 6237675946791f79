use std::collections::BTreeMap;

use proptest::prelude::{prop_assert_eq, proptest};

use super::{LabelSelector, Operator, Selector, label_key_errors, label_value_errors};
use crate::error::Error;
use crate::kube::PodLabels;

fn canonical(text: &str) -> String {
    Selector::parse(text).unwrap().to_string()
}

fn refusal(text: &str) -> Error {
    Selector::parse(text).unwrap_err()
}

fn object(yaml: &str) -> LabelSelector {
    crate::yaml::from_str(yaml).unwrap()
}

#[test]
fn prints_canonically() {
    for (text, printed) in [
        ("", ""),
        (" \t\r\n", ""),
        ("b,a", "a,b"),
        ("b=2,a=1,b=1", "a=1,b=2,b=1"),
        ("a == x", "a==x"),
        ("a!=", "a!="),
        ("a=,b", "a=,b"),
        ("! a", "!a"),
        ("a in (y, x,y)", "a in (x,y)"),
        ("a notin (,)", "a notin ()"),
        ("a in (x,)", "a in (,x)"),
        ("a in ()", "a in ()"),
        ("in in (in,notin)", "in in (in,notin)"),
        ("notin=in", "notin=in"),
        ("a>007", "a>007"),
        ("a.b-c/E_f", "a.b-c/E_f"),
    ] {
        assert_eq!(canonical(text), printed, "{text:?}");
    }
}

#[test]
fn a_nul_ends_the_text_or_a_word() {
    assert_eq!(canonical("a=\0x"), "a=x");
    assert_eq!(canonical("a,b\0"), "a,b");
    assert_eq!(canonical("a \0,,,"), "a");
    assert_eq!(
        refusal("a\0b").message(),
        "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"
    );
}

#[test]
fn errors_are_upstreams_with_a_place() {
    for (text, code, message, column) in [
        ("a,", "selector.syntax", "found '', expected: identifier after ','", 3),
        ("=a", "selector.syntax", "found '=', expected: !, identifier, or 'end of string'", 1),
        ("!a=b", "selector.syntax", "found '=', expected: ',' or 'end of string'", 3),
        ("a in x", "selector.syntax", "unable to parse requirement: found 'x' expected: '('", 6),
        ("a in (x", "selector.syntax", "unable to parse requirement: found '', expected: ',' or ')'", 8),
        (
            "a in (=)",
            "selector.syntax",
            "unable to parse requirement: found '=', expected: ',', ')' or identifier",
            7,
        ),
        (
            "a in (,=)",
            "selector.syntax",
            "unable to parse requirement: found '=', expected: ',', or identifier",
            8,
        ),
        ("a,!", "selector.syntax", "unable to parse requirement: found '', expected: identifier", 4),
        (
            "a>x",
            "selector.value",
            "unable to parse requirement: values[0]: Invalid value: \"x\": \
             for 'Gt', 'Lt' operators, the value must be an integer",
            3,
        ),
    ] {
        let error = refusal(text);
        assert_eq!((error.code(), error.message()), (code, message), "{text}");
        assert_eq!(error.span().unwrap().column, column, "{text}");
    }
    let error = refusal("b in (x,-)");
    assert_eq!((error.code(), error.span().unwrap().column), ("selector.value", 9));
    assert!(
        error
            .message()
            .starts_with("unable to parse requirement: values[0][b]: Invalid value: \"-\": a valid label")
    );
}

#[test]
fn habits_of_promql_get_a_hint() {
    assert!(refusal("app=~web").hint().contains("regular expressions"));
    assert!(refusal("app=\"web\"").hint().contains("quotes"));
}

#[test]
fn matches_as_upstream_does() {
    let labels = BTreeMap::from([("app".to_owned(), "web".to_owned()), ("n".to_owned(), "5".to_owned())]);
    for (text, matches) in [
        ("", true),
        ("app", true),
        ("!app", false),
        ("app=web,n==5", true),
        ("app!=web", false),
        ("other!=web", true),
        ("other notin (a)", true),
        ("app in (api,web)", true),
        ("n>4", true),
        ("n>5", false),
        ("n<6", true),
        ("app>1", false),
        ("other<1", false),
    ] {
        assert_eq!(Selector::parse(text).unwrap().matches(&labels), matches, "{text}");
    }
    assert!(Selector::parse("a=b").unwrap().matches(&[("a", "b")]));
    assert!(!Selector::nothing().matches(&labels));
    assert!(Selector::everything().matches(&labels));
}

#[test]
fn an_absent_object_selects_nothing_and_an_empty_one_everything() {
    let everything = Selector::of_object(Some(&LabelSelector::default())).unwrap();
    assert!(everything.is_empty() && !everything.selects_nothing());
    let nothing = Selector::of_object(None).unwrap();
    assert!(!nothing.is_empty() && nothing.selects_nothing());
    assert_eq!((everything.to_string(), nothing.to_string()), (String::new(), String::new()));
}

#[test]
fn objects_become_selectors() {
    let selector = Selector::try_from(&object(
        "matchLabels: {b: x}\nmatchExpressions:\n- {key: a, operator: In, values: [z, 'y', z]}\n- {key: c, operator: Exists, values: null}",
    ))
    .unwrap();
    assert_eq!(selector.to_string(), "a in (y,z,z),b=x,c");
    let [first, ..] = selector.requirements() else { panic!("three requirements") };
    assert_eq!(first.values().collect::<Vec<_>>(), ["y", "z"]);
}

#[test]
fn refused_objects_have_a_path() {
    for (yaml, code, path, message) in [
        (
            "matchExpressions: [{key: a, operator: in}]",
            "selector.operator",
            "matchExpressions[0].operator",
            "\"in\" is not a valid label selector operator",
        ),
        (
            "matchExpressions: [{key: a, operator: Exists}, {key: a, operator: In}]",
            "selector.value",
            "matchExpressions[1].values",
            "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty",
        ),
        (
            "matchExpressions: [{key: a, operator: Exists, values: [<]}]",
            "selector.value",
            "matchExpressions[0].values",
            "[values: Invalid value: [\"\\u003c\"]: values set must be empty for exists and does not exist, \
             values[0][a]: Invalid value: \"<\": a valid label must be",
        ),
        (
            "matchLabels: {a/: x}",
            "selector.key",
            "matchLabels[\"a/\"]",
            "key: Invalid value: \"a/\": name part must be non-empty",
        ),
    ] {
        let error = Selector::try_from(&object(yaml)).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(path)));
        assert!(error.message().starts_with(message), "{}", error.message());
    }
}

#[test]
fn text_becomes_an_object() {
    let read = |text: &str| serde_json::to_string(&LabelSelector::parse(text).unwrap()).unwrap();
    assert_eq!(read(""), "{}");
    assert_eq!(
        read("b==2,a=1,!c,d,e in (y,x)"),
        r#"{"matchLabels":{"a":"1","b":"2"},"matchExpressions":[{"key":"c","operator":"DoesNotExist"},{"key":"d","operator":"Exists"},{"key":"e","operator":"In","values":["x","y"]}]}"#,
    );
    let message = |text: &str| LabelSelector::parse(text).unwrap_err().message().to_owned();
    assert_eq!(message("a!=b"), "\"!=\" is not a valid label selector operator");
    assert_eq!(message("a>1"), "\"gt\" isn't supported in label selectors");
    assert_eq!(
        message("a,"),
        "couldn't parse the selector string \"a,\": found '', expected: identifier after ','"
    );
}

#[test]
fn keys_and_values_are_checked() {
    let (longest, long) = ("k".repeat(63), "k".repeat(64));
    for key in ["a", "9", "A_b.c-d", "example.com/a", "a.b-c/D", &longest] {
        assert!(label_key_errors(key).is_empty(), "{key}");
    }
    for (key, errors) in [
        ("", 2),
        ("-", 1),
        ("a/", 2),
        ("/a", 1),
        ("A/a", 1),
        ("a..b/c", 1),
        ("a/b/c", 1),
        (&long, 1),
        ("é", 1),
    ] {
        assert_eq!(label_key_errors(key).len(), errors, "{key}");
    }
    assert_eq!(label_key_errors(&format!("{}a/b", "a.".repeat(127))).len(), 1);
    assert!(label_value_errors("").is_empty());
    assert_eq!(label_value_errors(&format!("{long}-")).len(), 2);
}

#[test]
fn operators_are_written_in_upstreams_words() {
    assert_eq!(
        serde_json::to_string(&[Operator::Exists, Operator::GreaterThan]).unwrap(),
        r#"["exists","gt"]"#
    );
    assert_eq!(Operator::DoesNotExist.to_string(), "!");
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*") {
        let _ = Selector::parse(&text);
    }

    #[test]
    fn what_is_printed_is_read_back(
        text in "([ab]|!c|d/e|[ab](=|==|!=)[xy]?|[abc][<>][0-9]{1,3}|(in|b) (notin|in) ?\\([xy, ]{0,6}\\)|[a-c=!<>(), in]{1,5}){1}(,([ab]|!c|[ab](=|!=)[xy]?|b (notin|in) \\((x|y|,){0,6}\\))){0,5}",
    ) {
        if let Ok(selector) = Selector::parse(&text) {
            prop_assert_eq!(Selector::parse(&selector.to_string()), Ok(selector));
        }
    }

    #[test]
    fn all_ways_to_ask_agree(
        text in "[ab]{1,2}(=|==|!=)[abx]{0,2}|[ab] (in|notin) \\([abx](,[xy])?\\)|!?[ab]|[ab][<>]1||a=b,b!=x",
        sets in proptest::collection::vec(
            proptest::collection::btree_map("[ab]{0,2}", "[abx]{0,2}|[0-2]", 0..4),
            0..6,
        ),
    ) {
        let selector = Selector::parse(&text).unwrap();
        let of_pods: Vec<PodLabels> = sets.iter().map(|set| set.iter().collect()).collect();
        for (set, of_pod) in sets.iter().zip(&of_pods) {
            let all = selector.requirements().iter().all(|requirement| requirement.matches(set));
            let list: Vec<_> = set.iter().collect();
            prop_assert_eq!([selector.matches(set), selector.matches(&list), selector.matches(of_pod)], [all; 3]);
        }
        let selected = selector.select(&of_pods, |labels| labels);
        prop_assert_eq!(selected, of_pods.iter().filter(|labels| selector.matches(*labels)).collect::<Vec<_>>());
    }
}
