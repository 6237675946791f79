use super::{LabelFlow, labels};
use crate::promql::{Labels, parse};

fn of(query: &str) -> LabelFlow {
    labels(&parse(query).unwrap(), None).unwrap()
}

fn told(flow: &LabelFlow) -> String {
    let list =
        |labels: &std::collections::BTreeSet<String>| labels.iter().cloned().collect::<Vec<_>>().join(",");
    let possible = flow.possible.as_ref().map_or_else(|| "*".to_owned(), list);
    let words = [(flow.single, " single"), (flow.empty, " empty"), (flow.never_empty, " always")];
    let words: String = words.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
    format!("{}|{possible}{words}", list(&flow.present))
}

#[test]
fn what_is_sure_without_series() {
    for (query, expected) in [
        ("up", "__name__|*"),
        ("{x='1'}", "x|*"),
        ("up{x='1',x='2'}", "|* empty"),
        ("up{x='1',x=~'2'}", "| single empty"),
        ("rate(up{x!=''}[5m])", "x|*"),
        ("sum(up)", "| single"),
        ("sum by (x) (up)", "|x"),
        ("sum by (x, __name__) (up{x='1'})", "__name__,x|__name__,x single"),
        ("sum without (x) (up{x='1',y='1'})", "y|*"),
        ("sum by (x) (up) / on (x) sum by (x) (up{x=~'.+'})", "x|x"),
        ("up{x='1'} and up{x='2'}", "| single empty"),
        ("up{x='1'} and ignoring (x) up{x='2'}", "__name__,x|*"),
        ("up * on (x) group_left (y) sum by (x, y) (down)", "|*"),
        ("sum(up) or vector(0)", "| single always"),
        ("up or vector(0)", "|* always"),
        ("count_values('v', up)", "v|v"),
        ("topk(1, up)", "__name__|* single"),
        ("topk by (x) (1, up{x='2'})", "__name__,x|* single"),
        ("max_over_time(topk(1, up)[5m:])", "|*"),
        ("max_over_time(sum(up)[5m:])", "| single"),
        ("absent(up{x='1',y!='2'})", "x|x single"),
        ("absent(vector(1))", "| single empty"),
        ("label_replace(up, 'x', '$1', 'y', '(.*)')", "__name__|*"),
        ("label_replace(sum by (y) (up{y!=''}), 'x', '$1', 'y', '(.*)')", "x,y|x,y"),
        ("label_join(sum(up), 'x', '-', 'a', 'b')", "x|x single"),
        ("up > 1", "__name__|*"),
        ("up > bool 1", "|*"),
        ("histogram_quantile(0.9, sum by (le, x) (up{le!='',x!=''}))", "x|le,x"),
        ("1", "| single always"),
    ] {
        let expected = expected.replace("* empty", " single empty");
        assert_eq!(told(&of(query)), expected, "{query}");
    }
}

#[test]
fn series_make_it_more_exact() {
    let series: Vec<Labels> = [[("__name__", "a"), ("x", "1")], [("__name__", "a"), ("y", "1")]]
        .map(|labels| labels.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
        .into();
    for (query, expected) in [
        ("a", "__name__|__name__,x,y"),
        ("a{x='1'}", "__name__,x|__name__,x single"),
        ("b", "| single empty"),
        ("b or vector(0)", "| single always"),
        ("absent(b{z='1'})", "z|z single always"),
        ("sum by (z) (a)", "| single"),
    ] {
        let flow = labels(&parse(query).unwrap(), Some(&series)).unwrap();
        assert_eq!(told(&flow), expected, "{query}");
    }
}

#[test]
fn a_chain_as_long_as_is_read_is_looked_through() {
    for operator in [" or x", " + on () x", " and x"] {
        assert!(!of(&format!("x{}", operator.repeat(490))).empty, "{operator}");
    }
    // As deep as the reader goes.
    let nested = format!("{}x{}", "x + on () (".repeat(60), ")".repeat(60));
    assert!(!of(&nested).empty);
    assert!(!of(&format!("{}x{}", "abs(".repeat(120), ")".repeat(120))).empty);
}
