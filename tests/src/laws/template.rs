//! Query templates: the text of one, or a whole question.

use counterpoise::template::{Data, QueryData, Template};
use serde_json::json;

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use crate::generate::{self, Area};

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => {
            let data = json!({
                "Series": "up",
                "LabelMatchers": "namespace=\"default\",pod=~\"a|b\"",
                "LabelValuesByName": {"namespace": "default", "pod": "a|b"},
                "GroupBy": "pod",
                "GroupBySlice": ["pod"],
            });
            let _ = ask("template.render", &json!({ "template": text, "data": data }));
            let _ =
                ask("template.render", &json!({ "template": text, "dialect": "handlebars", "data": data }));
            rendered(text);
        }
        Some(Given::Choices(mut random)) => {
            let case = generate::case(Area::Template, &mut random);
            let _ = ask(case.op, &case.input);
            if case.input.get("delimiters").is_none() {
                rendered(case.input["template"].as_str().unwrap_or_default());
            }
        }
        None => {}
    }
}

/// What a template prints, in each way in which it is rendered.
fn rendered(text: &str) {
    let parsed = Template::parse(text);
    if !text.contains("<<") {
        let mut out = String::new();
        let rendered = parsed.as_ref().map(|template| template.render(&data(), &mut out));
        assert!(rendered.is_ok_and(|rendered| rendered.is_ok()) && out == text, "{text:?} prints {out:?}");
    }
    let Ok(parsed) = parsed else { return };
    assert_eq!(parsed.source(), text);
    let mut one = "before ".to_owned();
    let first = parsed.render(&data(), &mut one);
    if first.is_err() {
        assert_eq!(one, "before ", "{text:?} fails and prints");
    }
    // What defines the template itself anew has no room for anything beside that.
    if text.contains("metrics-query") {
        return;
    }
    // Pieces that are copied, and the program that any template is: an action in front makes the one of the other.
    let program = format!("<<if true>><<end>>{text}");
    let program = Template::parse(&program).unwrap_or_else(|error| panic!("{program:?}: {error}"));
    let mut other = "before ".to_owned();
    match (first, program.render(&data(), &mut other)) {
        (Ok(()), Ok(())) => assert_eq!(one, other, "{text:?}"),
        (Err(one), Err(other)) => assert_eq!(one.code(), other.code(), "{text:?}"),
        // A step more may be one too many.
        (_, Err(error)) if is_limit(&error) => {}
        (one, other) => panic!("{text:?}: {one:?} and {other:?}"),
    }
}

fn data() -> Data<'static> {
    Data::Query(
        const {
            &QueryData {
                series: "up",
                label_matchers: "namespace=\"default\",pod=~\"a|b\"",
                label_values_by_name: &[("namespace", "default"), ("pod", "a|b")],
                group_by: "pod",
                group_by_slice: &["pod"],
            }
        },
    )
}
