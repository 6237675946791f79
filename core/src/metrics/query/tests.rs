use super::{QueryParts, render};
use crate::budget::Budget;
use crate::rules::Compat;
use crate::selector::Selector;
use crate::template::Template;

fn matchers(selector: &str, names: &[&str], compat: Compat) -> Result<String, &'static str> {
    let parts = QueryParts {
        selector: &Selector::parse(selector).unwrap(),
        namespace: Some(("ns", "prod")),
        objects: Some(("pod", names)),
        compat,
        budget: &Budget::default(),
    };
    let mut out = String::from("> ");
    let template = Template::parse("<<.Series>>{<<.LabelMatchers>>} by <<.GroupBy>>").unwrap();
    render(&template, "m", &parts, "pod", &["pod"], &mut out).map_err(|error| error.code()).map(|()| out)
}

#[test]
fn matchers_come_in_upstreams_order() {
    for (selector, names, promql) in [
        ("", &["a.b"][..], r#"> m{ns="prod",pod="a.b"} by pod"#),
        ("z=1,a!=2", &["a", "b"], r#"> m{a!="2",z="1",ns="prod",pod=~"a|b"} by pod"#),
        ("a in (y,x),b notin (z)", &["p"], r#"> m{a=~"x|y",b!~"z",ns="prod",pod="p"} by pod"#),
        ("a in (),b notin (),c,!d", &["p"], r#"> m{a=~"",b!~"",c!="",d="",ns="prod",pod="p"} by pod"#),
        ("a/b.c=1,ns=x,ns=y", &["p"], r#"> m{a/b.c="1",ns="x",ns="y",ns="prod",pod="p"} by pod"#),
        (
            "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1",
            &["p"],
            r#"> m{a="1",b="1",c="1",d="1",e="1",f="1",g="1",h="1",ns="prod",pod="p"} by pod"#,
        ),
    ] {
        assert_eq!(matchers(selector, names, Compat::UPSTREAM).as_deref(), Ok(promql), "{selector}");
    }
    assert_eq!(matchers("a>1", &["p"], Compat::UPSTREAM), Err("metrics.operator"));
}

#[test]
fn safe_mode_quotes_and_refuses() {
    assert_eq!(
        matchers("v in (1.5)", &["a.b", "c"], Compat::SAFE).as_deref(),
        Ok(r#"> m{v=~"1\\.5",ns="prod",pod=~"a\\.b|c"} by pod"#)
    );
    assert_eq!(matchers("app.kubernetes.io/name=x", &["p"], Compat::SAFE), Err("metrics.label-name"));
}
