//! Facts through templates.

use std::fs;
use std::path::Path;
use std::slice;

use serde_json::Value;

use crate::failure::Failure;
use crate::templates;

/// A file that was rendered.
pub(crate) struct File {
    /// Its name, such as `hpa.yaml`.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All that was rendered.
pub(crate) struct Rendered {
    /// What stands in a folder.
    pub(crate) files: Vec<File>,
    /// The rule as values of the adapter's chart.
    pub(crate) values: File,
}

impl Rendered {
    /// The HPA alone.
    pub(crate) fn hpa(&self) -> &[File] {
        self.files.iter().find(|file| file.name == HPA).map_or(&[], slice::from_ref)
    }

    /// The adapter's configuration.
    pub(crate) fn config(&self) -> Option<&File> {
        self.files.iter().find(|file| file.name == CONFIG)
    }
}

/// The ending of a template's name; what stands before it is the file's.
const ENDING: &str = ".hbs";

const CONFIG: &str = "config.yaml";
const HPA: &str = "hpa.yaml";
const VALUES: &str = "values.yaml";

/// Ours, in the order in which they are printed.
const TEMPLATES: [(&str, &str); 6] = [
    (CONFIG, include_str!("../../templates/config.yaml.hbs")),
    (HPA, include_str!("../../templates/hpa.yaml.hbs")),
    ("apiservice.yaml", include_str!("../../templates/apiservice.yaml.hbs")),
    ("servicemonitor.yaml", include_str!("../../templates/servicemonitor.yaml.hbs")),
    ("rbac.yaml", include_str!("../../templates/rbac.yaml.hbs")),
    ("test.yaml", include_str!("../../templates/test.yaml.hbs")),
];
/// Printed in place of all but the HPA where a chart's values are asked for.
const AS_VALUES: &str = include_str!("../../templates/values.yaml.hbs");

/// Renders ours, each or in its place the one of its name in the folder, and what else is there.
pub(crate) fn render(facts: &Value, folder: Option<&Path>) -> Result<Rendered, Failure> {
    let registry = templates::registry(handlebars::no_escape);
    let mut templates: Vec<(String, String)> =
        TEMPLATES.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let mut values = AS_VALUES.to_owned();
    for (name, text) in folder.map(given).transpose()?.unwrap_or_default() {
        match templates.iter_mut().find(|(ours, _)| *ours == name) {
            Some((_, ours)) => *ours = text,
            None if name == VALUES => values = text,
            None => templates.push((name, text)),
        }
    }
    let rendered = |(name, template): (String, String)| match registry.render_template(&template, facts) {
        Ok(text) => Ok(File { name, text }),
        Err(error) => Err(Failure::usage(format!("the template {name}{ENDING} cannot be rendered: {error}"))),
    };
    Ok(Rendered {
        files: templates.into_iter().map(rendered).collect::<Result<_, _>>()?,
        values: rendered((VALUES.to_owned(), values))?,
    })
}

/// The templates of a folder, by the names of their files.
fn given(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let cannot = |error: std::io::Error| Failure::usage(format!("cannot read {}: {error}", folder.display()));
    let mut templates = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(name) = name.strip_suffix(ENDING) {
            templates.push((name.to_owned(), fs::read_to_string(&path).map_err(cannot)?));
        }
    }
    templates.sort();
    if templates.is_empty() {
        return Err(Failure::usage(format!(
            "there is no template in {}: none is called NAME{ENDING}",
            folder.display()
        )));
    }
    Ok(templates)
}
