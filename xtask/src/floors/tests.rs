use std::path::Path;

use super::table::Table;
use super::{judge, place, uses};

const ARCHITECTURE: &str = "\
# Architecture

| 9 | `elsewhere` | not this table |

## Floors of the core

| floor | module | knows |
|---|---|---|
| 1 | `error` | the error |
| 2 | `go`, `limits` | Go's ways |
| 3 | `quantity` | numbers; not `text` |
| 3 | `yaml` | text |

## Rules
| 7 | `after` | not this table |
";

fn names(code: &str, place: &[&str]) -> Vec<String> {
    let place: Vec<_> = place.iter().map(|part| (*part).to_owned()).collect();
    uses::of(code, &place).unwrap().into_iter().map(|used| used.name).collect()
}

fn findings(module: &str, code: &str) -> Vec<String> {
    let table = Table::read(ARCHITECTURE).unwrap();
    let exports = uses::exports("pub use error::{Error, Result}; pub use yaml::Document as Text;").unwrap();
    let uses = uses::of(code, &[module.to_owned()]).unwrap();
    judge(&table, &exports, module, &uses).collect()
}

#[test]
fn the_table_is_the_one_below_its_heading() {
    let table = Table::read(ARCHITECTURE).unwrap();
    assert_eq!(table.floor("error"), Some(1));
    assert_eq!(table.floor("limits"), Some(2));
    assert_eq!(table.floor("yaml"), Some(3));
    assert_eq!(table.floor("text"), None);
    assert_eq!(table.floor("elsewhere"), None);
    assert_eq!(table.floor("after"), None);
    assert!(Table::read("# No table").is_err());
}

#[test]
fn table_and_modules_must_agree() {
    let table = Table::read(ARCHITECTURE).unwrap();
    let modules =
        uses::modules("pub mod error; mod go; pub mod limits; pub mod quantity; pub mod hpa;").unwrap();
    assert_eq!(
        table.differences(&modules),
        ["ARCHITECTURE.md gives `hpa` no floor", "ARCHITECTURE.md gives `yaml` a floor, and it is no module"]
    );
}

#[test]
fn lower_floors_may_be_used() {
    assert!(findings("quantity", "use crate::error::Error; use crate::{go::number, limits};").is_empty());
    assert!(findings("quantity", "use crate::quantity::Format; use crate::Result;").is_empty());
}

#[test]
fn a_sibling_or_a_higher_floor_is_found_with_its_line() {
    assert_eq!(
        findings("quantity", "use crate::error;\nuse crate::yaml;\n"),
        ["2: `quantity` (floor 3) uses `yaml` (floor 3)"]
    );
    assert_eq!(
        findings("error", "fn f() {\n    crate::go::quote();\n}"),
        ["2: `error` (floor 1) uses `go` (floor 2)"]
    );
}

#[test]
fn a_name_of_the_root_counts_as_its_module() {
    assert_eq!(findings("go", "use crate::Document;"), ["1: `go` (floor 2) uses `yaml` (floor 3)"]);
    assert_eq!(findings("go", "use crate::Text;"), ["1: `go` (floor 2) uses `yaml` (floor 3)"]);
    assert_eq!(findings("go", "use crate::Stranger;"), ["1: `crate::Stranger` is on no floor"]);
}

#[test]
fn paths_are_found_wherever_they_stand() {
    assert_eq!(
        names("use crate::{go::{a, b}, yaml, error::{self, Error}};", &["x"]),
        ["go", "yaml", "error"]
    );
    assert_eq!(
        names("fn f(a: crate::go::A) -> Vec<crate::yaml::B> { m!(crate::error::C) }", &["x"]),
        ["go", "yaml", "error"]
    );
    assert_eq!(names("pub(crate) struct A; pub(in crate::hpa) struct B;", &["x"]), ["hpa"]);
}

#[test]
fn super_leads_out_of_a_module_when_it_climbs_to_the_root() {
    assert_eq!(names("use super::go;", &["yaml"]), ["go"]);
    assert_eq!(names("use super::series;", &["metrics", "query"]), Vec::<String>::new());
    assert_eq!(names("use super::super::hpa;", &["metrics", "query"]), ["hpa"]);
    assert_eq!(names("mod inner { use super::super::hpa; use super::own; }", &["metrics"]), ["hpa"]);
}

#[test]
fn comments_texts_and_tests_say_nothing() {
    let code = r#"
        //! See [`crate::ops`].
        /// As `crate::hpa` does.
        const TEXT: &str = "crate::hpa";
        #[cfg(test)]
        use crate::{hpa, ops};
        #[cfg(test)]
        mod tests;
        #[cfg(test)]
        mod inline {
            use crate::engine;
        }
        #[test]
        fn works() { crate::ops::find("") }
        use crate::go;
    "#;
    assert_eq!(names(code, &["quantity"]), ["go"]);
}

#[test]
fn a_file_is_placed_by_its_path() {
    assert_eq!(place(Path::new("yaml.rs")).unwrap(), ["yaml"]);
    assert_eq!(place(Path::new("metrics/query/mod.rs")).unwrap(), ["metrics", "query"]);
    assert_eq!(place(Path::new("lib.rs")), None);
    assert_eq!(place(Path::new("quantity/tests.rs")), None);
    assert_eq!(place(Path::new("hpa/tests/chain.rs")), None);
}
