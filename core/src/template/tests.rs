use super::{Data, GroupResource, QueryData, Template};
use crate::error::Result;
use crate::limits;

const QUERY: QueryData<'_> = QueryData {
    series: "http_requests_total",
    label_matchers: "namespace=\"default\",pod=~\"a|b\"",
    label_values_by_name: &[("namespace", "default"), ("pod", "a|b")],
    group_by: "pod,node",
    group_by_slice: &["pod", "node"],
};

fn render(template: &str) -> Result<String> {
    let mut out = String::new();
    Template::parse(template)?.render(&Data::Query(&QUERY), &mut out)?;
    Ok(out)
}

fn resource(template: &str) -> Result<String> {
    let mut out = String::new();
    let data = GroupResource { group: "apps", resource: "deployment" };
    Template::parse(template)?.render(&Data::Resource(&data), &mut out)?;
    Ok(out)
}

#[track_caller]
fn prints(cases: &[(&str, &str)]) {
    for (template, text) in cases {
        assert_eq!(render(template).as_deref(), Ok(*text), "{template}");
    }
}

#[track_caller]
fn fails(code: &str, cases: &[(&str, &str)]) {
    for (template, message) in cases {
        let error = render(template).expect_err(template);
        assert_eq!((error.code(), error.message()), (code, *message), "{template}");
    }
}

#[test]
fn a_template_may_cross_threads() {
    fn check<T: Send + Sync>() {}
    check::<Template>();
}

#[test]
fn rules_print_text_and_fields() {
    prints(&[
        (
            "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
            "sum(http_requests_total{namespace=\"default\",pod=~\"a|b\"}) by (pod,node)",
        ),
        ("a <<- $.Series ->> b", "ahttp_requests_totalb"),
        (
            "<<.LabelValuesByName.pod>> <<.LabelValuesByName.x>> <<index .LabelValuesByName `x`>>|",
            "a|b <no value> |",
        ),
        ("<</* nothing */>>x>>y", "x>>y"),
        ("", ""),
    ]);
}

#[test]
fn resource_templates_reach_the_methods_of_their_data() {
    for (template, text) in [
        ("kube_<<.Group>>_<<.Resource>>", "kube_apps_deployment"),
        ("<<.>> <<.String>> <<.Empty>>", "deployment.apps deployment.apps false"),
        ("<<.WithVersion `v1`>>", "apps/v1, Resource=deployment"),
        ("<<(.WithVersion `v1`).GroupVersion>>", "apps/v1"),
        ("<<((.WithVersion `v1`).GroupVersion.WithKind `D`).GroupKind>>", "D.apps"),
        (
            "<<printf `%T %+v %#v` . . .>>",
            "schema.GroupResource deployment.apps schema.GroupResource{Group:\"apps\", Resource:\"deployment\"}",
        ),
        ("<<eq . (.WithVersion `v1`).GroupResource>>", "true"),
    ] {
        assert_eq!(resource(template).as_deref(), Ok(text), "{template}");
    }
    assert_eq!(resource("<<.Series>>").unwrap_err().code(), "template.field");
    assert_eq!(resource("<<.WithVersion>>").unwrap_err().code(), "template.exec");
}

#[test]
fn control_structures_scope_dot_and_variables() {
    prints(&[
        ("<<if eq .GroupBy `x`>>a<<else if .Series>>b<<else>>c<<end>>", "b"),
        ("<<with .LabelValuesByName.x>>a<<else with .GroupBy>><<.>><<end>>", "pod,node"),
        ("<<range $i, $e := .GroupBySlice>><<$i>>=<<$e>>;<<end>>", "0=pod;1=node;"),
        ("<<range $k, $v := .LabelValuesByName>><<$k>>=<<$v>>;<<end>>", "namespace=default;pod=a|b;"),
        ("<<range 3>><<.>><<if eq . 1>><<continue>><<end>>,<<end>>", "0,12,"),
        ("<<range $x := 9>><<if eq $x 2>><<break>><<end>><<$x>><<else>>none<<end>>", "01"),
        ("<<range .LabelValuesByName.x>>a<<else>>none<<end>>", "none"),
        ("<<$x := 1>><<if true>><<$x = 2>><<$x := 3>><<end>><<$x>>", "2"),
        ("<<define `D`>>[<<.>>]<<end>><<template `D` .GroupBy>><<template `D`>>", "[pod,node][<no value>]"),
        ("<<block `B` .GroupBySlice>><<len .>><<end>>", "2"),
        // A break after the else of a range ends that range, not the one around it.
        ("<<range 2>>a<<range 0>><<else>>b<<break>>c<<end>>d<<end>>", "abdabd"),
    ]);
}

#[test]
fn functions_do_what_gos_do() {
    prints(&[
        (
            "<<printf `%q %5d|%-4s|%x %v` .GroupBy 42 `é` `az` .GroupBySlice>>",
            "\"pod,node\"    42|é   |617a [pod node]",
        ),
        ("<<printf `%d %!` .GroupBy>>", "%!d(string=pod,node) %!!(MISSING)"),
        ("<<printf `%[2]*[1]d %.2f %g %#v` 3 5 2.675 1e6 nil>>", "    3 %!f(int=05) 2.675 1e+06"),
        ("<<print 1 2 `a` 3 nil>>|<<println true .GroupBySlice>>", "1 2a3 <nil>|true [pod node]\n"),
        (
            "<<html `<a&'b'>` >> <<js `<a='\"` >> <<urlquery `a b&é`>>",
            "&lt;a&amp;&#39;b&#39;&gt; \\u003Ca\\u003D\\'\\\" a+b%26%C3%A9",
        ),
        ("<<slice .Series 5 13>> <<slice .GroupBySlice 1>> <<index .Series 0>>", "requests [node] 104"),
        ("<<and 1 0 .Nope>> <<or 0 `x` .Nope>> <<not nil>>", "0 x true"),
        ("<<eq 1 2 1>> <<lt `a` `b`>> <<ge 1.5 1.5>> <<ne .GroupBySlice nil>>", "true true true true"),
        (
            "<<0x1F>> <<1_000>> <<'a'>> <<1e3>> <<1+2i>> <<-0xe>> <<0x1p-2>>",
            "31 1000 97 1000 (1+2i) -14 0.25",
        ),
        ("<<slice `é` 0 1>>|<<\"\\xff\">>", "\u{fffd}|\u{fffd}"),
    ]);
}

#[test]
fn nil_data_differs_from_empty() {
    let query = QueryData::default();
    for (nil, text) in [(true, "true []string(nil)"), (false, "false []string{}")] {
        let mut out = String::new();
        let data = Data::Partial { query: &query, nil_map: nil, nil_slice: nil };
        let template =
            Template::parse("<<eq .LabelValuesByName nil>> <<printf `%#v` .GroupBySlice>>").unwrap();
        template.render(&data, &mut out).unwrap();
        assert_eq!(out, text);
    }
}

#[test]
fn syntax_errors_say_what_and_where() {
    fails(
        "template.syntax",
        &[
            ("<<.Series", "unclosed action"),
            ("<<if .Series>>a", "unexpected EOF"),
            ("<<end>>", "unexpected {{end}}"),
            ("<<$x>>", "undefined variable \"$x\""),
            ("<<nofunc>>", "function \"nofunc\" not defined"),
            ("<<1 | .Series | 2>>", "non executable command in pipeline stage 3"),
            ("<<break>>", "{{break}} outside {{range}}"),
            ("<<(.Series>>", "unclosed left paren"),
            ("<<\"a>>", "unterminated quoted string"),
            ("<<define `a`>>x<<end>><<define `a`>>y<<end>>", "multiple definition of template \"a\""),
            ("<<18446744073709551616>>", "integer overflow: \"18446744073709551616\""),
            ("<<define ->>", "unexpected \">>\" in define clause"),
            ("<<(print)`éa0aéaa`>>", "unexpected \"`éa0aéaa`\"... in operand"),
            ("<<1+i>>", "syntax error scanning complex number"),
            ("<<1+0b1i>>", "syntax error scanning complex number"),
            ("<<0x_1+1i>>", "strconv.ParseFloat: parsing \"0x_1\": invalid syntax"),
            ("<<1e999+1i>>", "strconv.ParseFloat: parsing \"1e999\": value out of range"),
        ],
    );
    let span = render("é\n <<if>>").unwrap_err().span().unwrap();
    assert_eq!((span.line, span.column), (2, 6));
}

#[test]
fn execution_errors_leave_the_buffer_as_it_was() {
    fails(
        "template.field",
        &[
            ("<<.Nope>>", "at <.Nope>: can't evaluate field Nope in type naming.queryTemplateArgs"),
            ("<<.Series.x>>", "at <.Series.x>: can't evaluate field x in type string"),
        ],
    );
    fails(
        "template.exec",
        &[
            (
                "<<index .GroupBySlice 5>>",
                "at <index .GroupBySlice 5>: error calling index: index out of range: 5",
            ),
            ("<<len>>", "at <len>: wrong number of args for len: want 1 got 0"),
            ("<<template `zz`>>", "at <`zz`>: template \"zz\" not defined"),
            ("<<$x = 1>>", "at <$x = 1>: undefined variable: $x"),
            ("<<range .Series>><<end>>", "at <.Series>: range can't iterate over http_requests_total"),
            (
                "<<eq 1 `a`>>",
                "at <eq 1 `a`>: error calling eq: incompatible types for comparison: int and string",
            ),
        ],
    );
    let mut out = String::from("before");
    let template = Template::parse("a<<.Series>><<.Nope>>").unwrap();
    assert!(template.render(&Data::Query(&QUERY), &mut out).is_err());
    assert_eq!(out, "before");
}

#[test]
fn other_delimiters_serve() {
    for (left, right, text) in
        [("{{", "}}", "{{.GroupBy}}>>"), ("", "", "{{.GroupBy}}>>"), ("[", "]", "[.GroupBy]>>")]
    {
        let mut out = String::new();
        Template::parse_with(text, left, right).unwrap().render(&Data::Query(&QUERY), &mut out).unwrap();
        assert_eq!(out, "pod,node>>");
    }
}

#[test]
fn hostile_templates_get_an_error() {
    let deep = "<<if 1>>".repeat(limits::DEPTH + 1);
    let parens = format!("<<{}1{}>>", "(".repeat(limits::DEPTH + 1), ")".repeat(limits::DEPTH + 1));
    let wide = format!("<<printf `{}`>>", "%9".repeat(7));
    for (template, code) in [
        (deep.as_str(), "limit.depth"),
        (&parens, "limit.depth"),
        ("<<template `metrics-query` .>>", "template.work"),
        ("<<range 4000000000>><<end>>", "template.work"),
        ("<<range 4000000000>>x<<end>>", "limit.output"),
        ("<<$x := `ab`>><<range 99>><<$x = print $x $x>><<end>>", "limit.output"),
        ("<<printf `%1000000d%1000000d` 1 1>>", "limit.output"),
        ("<<range 9999>><<$x := printf `%999999d` 1>><<end>>", "template.work"),
    ] {
        assert_eq!(render(template).unwrap_err().code(), code);
    }
    assert!(render(&wide).is_ok());
}
