//! Strict decoding has nothing against HPAs that are in use.

use counterpoise::hpa::{self, CheckContext, HpaDocument, Profile};
use counterpoise::kube::ApiResourceList;
use counterpoise::resources::Mapper;
use counterpoise_tests::{case, paths};
use serde_json::Value;

#[test]
fn nothing_is_found_in_the_examples() {
    let mut checked = 0;
    for folder in paths::examples().unwrap() {
        let resources = std::fs::read_to_string(folder.join("resources.json")).ok();
        let resources: Option<Vec<ApiResourceList>> =
            resources.map(|text| serde_json::from_str(&text).unwrap());
        let mapper = Mapper::of(resources.as_deref()).unwrap();
        for file in paths::files(&folder, "yaml").unwrap() {
            let text = std::fs::read_to_string(&file).unwrap();
            if text.contains("kind: HorizontalPodAutoscaler") {
                checked += 1;
                let found = hpa::check(&text.as_str().into(), &CheckContext::default().mapper(&mapper));
                assert_eq!(found, [], "{}", file.display());
            }
        }
    }
    assert!(checked > 5, "{checked} HPAs");
}

/// What upstream wrote itself has no field that it does not know: each answer of `hpa.convert` and `hpa.default`.
#[test]
fn nothing_is_refused_in_what_upstream_wrote() {
    let mut checked = 0;
    for case in case::read_all(&paths::vectors()).unwrap() {
        let is_upstream = case.at.contains("hpa-convert.jsonl") || case.at.contains("hpa-default.jsonl");
        let case::Body::Call { expected: case::Expected::Ok(ok), .. } = &case.body else { continue };
        let Some(written) = ok.get("hpa").filter(|hpa| is_upstream && hpa.is_object()) else { continue };
        checked += 1;
        let document = HpaDocument::from(Value::clone(written));
        assert_eq!(hpa::strict(&document, &Profile::default()).unwrap(), [], "{written}");
    }
    assert!(checked > 50, "{checked} HPAs");
}
