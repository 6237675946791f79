//! JSON text as a tree of nodes, in a build that does not read YAML.

use super::{Node, Text};
use crate::error::{Error, Result, codes};
use crate::json;

/// Reads a JSON text. An empty text is null, as in YAML.
///
/// # Errors
/// `yaml.unsupported` for what is no JSON, `limit.size`, `limit.depth`.
pub(crate) fn parse(text: &str) -> Result<Node> {
    if text.trim().is_empty() {
        return Ok(Node::from_json(&serde_json::Value::Null));
    }
    json::value(text).map(|value| Node::from_json(&value)).map_err(unsupported)
}

/// Reads a document that is itself a value of a document.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_within(text: &Text) -> Result<Node> {
    parse(text.as_str()).map_err(Error::without_span)
}

/// Reads the one document that a JSON text is.
pub(crate) fn parse_all(text: &str) -> (Vec<Node>, Option<Error>) {
    match parse(text) {
        Ok(document) if document.is_null() => (Vec::new(), None),
        Ok(document) => (vec![document], None),
        Err(error) => (Vec::new(), Some(error)),
    }
}

fn unsupported(error: Error) -> Error {
    if !error.is(codes::request::JSON) {
        return error;
    }
    let message = format!("the text is not JSON, and this build reads no YAML: {}", error.message());
    let unsupported = Error::new(codes::yaml::UNSUPPORTED, message);
    unsupported.placed(error.span())
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::kube::{self, Scale};
    use crate::rules::Config;

    #[test]
    fn json_is_read_and_yaml_is_told_by_its_code() {
        let config = Config::parse(r#"{"rules": [{"seriesQuery": "up", "metricsQuery": "up"}]}"#).unwrap();
        assert_eq!(config.rules[0].series_query.as_str(), "up");
        assert!(parse(" ").unwrap().is_null());
        assert_eq!(kube::from_str::<Scale>(r#"{"spec": {"replicas": 3}}"#).unwrap().spec.replicas, 3);
        for text in ["rules: []", "{rules: []}"] {
            assert_eq!(Config::parse(text).unwrap_err().code(), "yaml.unsupported");
        }
        assert_eq!(kube::from_str::<Scale>("spec: {replicas: 3}").unwrap_err().code(), "yaml.unsupported");
    }
}
