use super::{Part, at};
use crate::lsp::shape;

/// The path of what stands where `¦` is.
fn path(marked: &str) -> (String, Part, String) {
    let at_byte = marked.find('¦').unwrap();
    let text = marked.replace('¦', "");
    let place = at(&text, at_byte, shape::rules()).unwrap();
    (place.path.join("/"), place.part, place.text)
}

fn key(path: &str, text: &str) -> (String, Part, String) {
    (path.to_owned(), Part::Key, text.to_owned())
}

fn value(path: &str, text: &str) -> (String, Part, String) {
    (path.to_owned(), Part::Value, text.to_owned())
}

#[test]
fn a_position_has_its_path() {
    assert_eq!(path("ru¦"), key("", "ru"));
    assert_eq!(path("rules:\n- ser¦: x"), key("rules/[]", "ser"));
    assert_eq!(path("rules:\n  - a: b\n    ¦"), key("rules/[]", ""));
    assert_eq!(path("rules:\n- a: b\n  name:\n    as: req¦"), value("rules/[]/name/as", "req"));
    assert_eq!(path("rules:\n- a: b\n- name: {matches: x, as: '$¦1'}"), value("rules/[]/name/as", "$1"));
    assert_eq!(path("rules:\n- name: {¦"), key("rules/[]/name", ""));
    assert_eq!(path("rules:\n- seriesFilters: [{is: a}, {i¦}]"), key("rules/[]/seriesFilters/[]", "i"));
    assert_eq!(path("{\"rules\": [{\"name\": {\"as\": \"x¦\"}}]}"), value("rules/[]/name/as", "x"));
    assert_eq!(
        path("rules:\n- metricsQuery: sum(\n    rate(¦x))"),
        value("rules/[]/metricsQuery", "sum(\n    rate(x))")
    );
    assert_eq!(
        path("rules:\n- metricsQuery: |\n    sum(\n      up¦)\n  name:"),
        value("rules/[]/metricsQuery", "sum(\n  up)\n")
    );
    let config_map = "kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n    - name: {as: ¦x}\n";
    assert_eq!(path(config_map), value("data/config.yaml/|/rules/[]/name/as", "x"));
    assert_eq!(path("rules:\n- a: b\nexternalRules:\n- na¦"), key("externalRules/[]", "na"));
    assert!(at("rules: # all", 9, shape::rules()).is_none());
}

#[test]
fn no_text_is_too_broken() {
    let text = "rules:\n- name: {as: \"ä\", matches: [x, 'y']} # é\n  metricsQuery: |-\n    s🦀(\n\n     up{a=\"b\"})\n- - : ?\n  \"q\": [{\n---\n{\"a\": [1, {\"b\": \"\\\"\"}]}\ndata:\n  ü: >\r\n   rules:\r\n   - {";
    let places = text.char_indices().map(|(at, _)| at);
    for end in places.clone().chain([text.len()]) {
        let text = &text[..end];
        for offset in text.char_indices().map(|(at, _)| at).chain([end]) {
            if let Some(place) = at(text, offset, shape::rules()) {
                assert!(place.at <= place.text.len() && place.start <= text.len());
            }
        }
    }
}
