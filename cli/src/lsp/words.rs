//! Words of queries and of templates: how each is written, and what it gives. The playground has the same table.

use std::sync::OnceLock;

use serde::Deserialize;

const WORDS: &str = include_str!("../../../js-demo/src/assist/words.json");

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Words {
    pub(super) query_fields: Vec<Word>,
    pub(super) label_fields: Vec<Word>,
    pub(super) template_words: Vec<Word>,
    pub(super) functions: Vec<Word>,
    pub(super) aggregations: Vec<Word>,
    pub(super) modifiers: Vec<Word>,
}

#[derive(Deserialize)]
pub(super) struct Word {
    pub(super) name: String,
    /// How it is written, where that is not its name alone.
    pub(super) form: Option<String>,
    pub(super) about: About,
}

#[derive(Deserialize)]
pub(super) struct About {
    pub(super) en: String,
}

/// The table.
pub(super) fn words() -> &'static Words {
    static TABLE: OnceLock<Words> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(WORDS).unwrap_or_default())
}

impl Words {
    /// What a word of a query is.
    pub(super) fn of_query(&self, name: &str) -> Option<&Word> {
        let mut all = self.modifiers.iter().chain(&self.aggregations).chain(&self.functions);
        all.find(|word| word.name == name)
    }

    /// What a word between << and >> is.
    pub(super) fn of_template(&self, name: &str) -> Option<&Word> {
        let mut all = self.query_fields.iter().chain(&self.label_fields).chain(&self.template_words);
        all.find(|word| word.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_table_is_read() {
        assert!(words().of_query("rate").is_some_and(|word| word.form.as_deref() == Some("rate(range)")));
        assert!(words().of_template(".LabelMatchers").is_some());
    }
}
