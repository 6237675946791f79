use serde_json::{Map, Value, json};

use super::{Trim, render};
use crate::error::Result;

fn names() -> Map<String, Value> {
    let names = json!({
        "namespace": "test",
        "target": "a<b>&\"c\"",
        "len": "helper",
        "count": 3,
        "variables": { "team": "blue", "nested": { "ü": "deep" } },
    });
    names.as_object().unwrap().clone()
}

fn rendered(template: &str, trim: Trim) -> Result<String> {
    let rendered = render(template, &names(), trim);
    #[cfg(feature = "handlebars")]
    if trim == Trim::Tilde {
        assert_eq!(crate::template::handlebars::render(template, &names()), rendered, "{template}");
    }
    rendered
}

#[test]
fn names_are_filled_in_and_nothing_else_changes() {
    for (template, text) in [
        ("", ""),
        (r#"up{namespace="{{ namespace }}"}"#, r#"up{namespace="test"}"#),
        ("{{namespace}}/{{target}}", "test/a<b>&\"c\""),
        ("{{ variables.team }}-{{ variables.nested.ü }}-{{ count }}", "blue-deep-3"),
        ("{{ len }}", "helper"),
        // Lines of their own keep their line ends.
        ("a\n  {{ namespace }}  \nb\n", "a\n  test  \nb\n"),
        ("{{\n\tnamespace\r}}", "test"),
        // A brace more closes what came before.
        ("up{a=\"b\"{{ namespace }}}", "up{a=\"b\"test}"),
        // A backslash is only that.
        (r"a\{{ namespace }}\\{{ namespace }}\d}}", r"a\test\\test\d}}"),
        ("{ {", "{ {"),
    ] {
        assert_eq!(rendered(template, Trim::Dash).as_deref(), Ok(text), "{template}");
        assert_eq!(rendered(template, Trim::Tilde).as_deref(), Ok(text), "{template}");
    }
}

#[test]
fn white_space_is_trimmed_by_the_marks_of_the_language() {
    assert_eq!(rendered("a \n{{~ namespace ~}}\n b", Trim::Tilde).as_deref(), Ok("atestb"));
    assert_eq!(rendered("a \n{{- namespace -}}\n b", Trim::Dash).as_deref(), Ok("atestb"));
    assert_eq!(rendered("a {{- namespace }} b", Trim::Dash).as_deref(), Ok("atest b"));
    for (template, trim) in
        [("{{~ namespace }}", Trim::Dash), ("{{- namespace }}", Trim::Tilde), ("{{-namespace}}", Trim::Dash)]
    {
        assert_eq!(rendered(template, trim).unwrap_err().code(), "template.syntax", "{template}");
    }
}

#[test]
fn anything_but_a_name_is_refused_at_its_place() {
    for template in [
        "{{",
        "{{ }}",
        "{{ namespace",
        "{{{ namespace }}}",
        "{{{{raw}}}}x{{{{/raw}}}}",
        "{{#if namespace}}x{{/if}}",
        "{{#each variables}}x{{/each}}",
        "{{> partial}}",
        "{{* inline}}",
        "{{! comment }}",
        "{{/* comment */}}",
        "{{ lookup variables \"team\" }}",
        "{{ printf \"%s\" namespace }}",
        "{{ namespace | len }}",
        "{{ .namespace }}",
        "{{ ../namespace }}",
        "{{ variables.a-b }}",
        "{{ variables.[team] }}",
        "{{ this }}",
        "{{ else }}",
        "{{ true }}",
        "{{ 1 }}",
        "{{ @root }}",
        "{{ a..b }}",
    ] {
        assert_eq!(rendered(template, Trim::Dash).unwrap_err().code(), "template.syntax", "{template}");
    }
    for template in [
        "{{ primary }}",
        "{{ variables }}",
        "{{ variables.x }}",
        "{{ namespace.x }}",
        "{{ variables.nested }}",
    ] {
        assert_eq!(rendered(template, Trim::Tilde).unwrap_err().code(), "template.field", "{template}");
    }
    let error = rendered("{{ namespace }}\nü {{ nobody }}", Trim::Tilde).unwrap_err();
    let span = error.span().unwrap();
    assert_eq!((span.line, span.column, span.end_line, span.end_column), (2, 3, 2, 15));
    assert_eq!(error.hint(), "There are count, len, namespace, target, variables.");
}

#[test]
fn output_is_bounded() {
    let mut names = names();
    names.insert("long".to_owned(), "x".repeat(1 << 19).into());
    assert_eq!(render("{{ long }}", &names, Trim::Tilde).unwrap().len(), 1 << 19);
    assert_eq!(render("{{ long }}{{ long }}", &names, Trim::Tilde).unwrap_err().code(), "limit.output");
    assert_eq!(render(&"x".repeat((1 << 20) + 1), &names, Trim::Tilde).unwrap_err().code(), "limit.output");
    let braces = "{{".repeat(100_000);
    assert_eq!(render(&braces, &names, Trim::Tilde).unwrap_err().code(), "template.syntax");
    let parens = "(".repeat(100_000);
    assert_eq!(render(&parens, &names, Trim::Tilde).as_deref(), Ok(&*parens));
}
