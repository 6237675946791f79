//! HPA objects of every version: the text of one.

use counterpoise::ops;
use serde_json::{Value, json};

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use crate::generate::{self, Area, Hpa, Random, Release};

const VERSIONS: [&str; 4] =
    ["autoscaling/v2", "autoscaling/v2beta2", "autoscaling/v2beta1", "autoscaling/v1"];
const NOW: &str = "2024-05-01T11:00:00Z";

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => object(&json!(text)),
        Some(Given::Choices(mut random)) => {
            let release = random.pick(&Release::ALL);
            let (hpa, show) = made(&mut random, release);
            object(&hpa);
            if let Some(input) = show {
                let _ = ask("hpa.show", &input);
            }
            let flags = generate::case(Area::Hpa(Hpa::Autoscale, Release::V1_37), &mut random);
            autoscale(&flags.input);
        }
        None => {}
    }
}

fn made(random: &mut Random<'_>, release: Release) -> (Value, Option<Value>) {
    let part =
        random.pick(&[Hpa::Default, Hpa::Validate, Hpa::Convert, Hpa::Show, Hpa::Strict, Hpa::Requests]);
    let input = generate::case(Area::Hpa(part, release), random).input;
    (input["hpa"].clone(), (part == Hpa::Show).then_some(input))
}

/// What `kubectl autoscale` sends is an HPA.
fn autoscale(flags: &Value) {
    if let Ok(made) = ask("hpa.autoscale", flags) {
        ask("hpa.default", &made).unwrap_or_else(|error| panic!("{made}: {error}"));
    }
}

fn object(hpa: &Value) {
    let defaulted = ask("hpa.default", &json!({ "hpa": hpa }));
    for profile in Release::ALL.map(Release::profile) {
        let _ = ops::call_value(None, "hpa.default", json!({ "hpa": hpa, "profile": profile }));
        let _ =
            ops::call_value(None, "hpa.validate", json!({ "hpa": hpa, "profile": profile, "strict": true }));
    }
    let _ = ask("hpa.show", &json!({ "hpa": hpa, "now": NOW }));
    let requests = ask("hpa.requests", &json!({ "hpa": hpa, "selector": "app=web,tier in (a,b)" }));
    if let Ok(requests) = &requests {
        for request in requests["requests"].as_array().into_iter().flatten() {
            let path = request["path"].as_str().unwrap_or_default();
            // A name that is no name makes a path of another shape, as it does upstream.
            let _ = counterpoise::metrics::Request::parse(path);
        }
    }
    let Ok(defaulted) = defaulted else { return };
    let defaulted = &defaulted["hpa"];
    // What is filled in stays as it is, once a list of no policies, which is filled in only where it is absent, is no longer written.
    let again = |hpa: &Value| match ask("hpa.default", &json!({ "hpa": hpa })) {
        Ok(mut again) => Some(again["hpa"].take()),
        Err(error) if is_limit(&error) => None,
        Err(error) => panic!("{hpa}: {error}"),
    };
    let Some(written) = again(defaulted) else { return };
    if !hpa.to_string().contains("policies") {
        assert_eq!(written, *defaulted, "{hpa}");
    }
    if let Some(again) = again(&written) {
        assert_eq!(again, written, "{hpa}");
    }
    as_text(defaulted);
    converted(defaulted);
}

/// An object and its text mean one thing.
fn as_text(hpa: &Value) {
    let text = hpa.to_string();
    for (op, rest) in [
        ("hpa.default", json!({})),
        ("hpa.validate", json!({ "profile": "1.35" })),
        ("hpa.show", json!({ "now": NOW })),
    ] {
        let [of_value, of_text] = [hpa.clone(), json!(text)].map(|hpa| {
            let mut input = rest.clone();
            input["hpa"] = hpa;
            ask(op, &input)
        });
        match (&of_value, &of_text) {
            (Ok(value), Ok(text)) => assert_eq!(value, text, "{op} of {hpa}"),
            (Err(value), Err(text)) => assert_eq!(value.code(), text.code(), "{op} of {hpa}"),
            // A text may have fewer values than an object, since it is read by the reader of YAML.
            (_, Err(error)) if is_limit(error) => {}
            _ => panic!("{op} of {hpa}: {of_value:?} and as text {of_text:?}"),
        }
    }
}

/// There and back again is where one was, once one has been there.
///
/// The first step into a version may lose what its annotations do not carry; upstream's own round trips keep no more.
fn converted(hpa: &Value) {
    // An object is filled in when it is read, and not once more in its new version; that is done by reading it again.
    let once = |hpa: &Value, to: &str| {
        ops::call_value(None, "hpa.convert", json!({ "hpa": hpa, "to": to })).map(|mut out| out["hpa"].take())
    };
    let convert = |hpa: &Value, to: &str| once(&once(hpa, to)?, to);
    for to in VERSIONS {
        let Ok(there) = convert(hpa, to) else { continue };
        assert_eq!(there["apiVersion"], to);
        for name in ["name", "namespace", "uid", "generation"] {
            assert_eq!(there["metadata"].get(name), hpa["metadata"].get(name), "{to} of {hpa}");
        }
        for field in ["maxReplicas", "minReplicas"] {
            assert_eq!(there["spec"].get(field), hpa["spec"].get(field), "{to} of {hpa}");
        }
        assert_eq!(convert(&there, to).as_ref().ok(), Some(&there), "{to} of {hpa}");
        for back in VERSIONS {
            let Ok(one) = convert(&there, back) else { continue };
            let Ok(other) = convert(&one, to) else { panic!("{one} came of {to} and does not go back") };
            let Ok(again) = convert(&other, back) else { panic!("{other} went to {back} once") };
            assert_eq!(again, one, "{back} by way of {to}, of {hpa}");
        }
    }
}
