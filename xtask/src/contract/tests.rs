use super::expression::Type;
use crate::shell;

fn read(text: &str) -> Result<Type, String> {
    Type::try_from(text.to_owned())
}

#[test]
fn types_are_read() {
    let named = |name: &str| Type::Named(name.to_owned());
    let list = |of| Type::List(Box::new(of));
    assert_eq!(read("string"), Ok(Type::String));
    assert_eq!(read("-1 | 0"), Ok(Type::Union(vec![Type::Digit(-1), Type::Digit(0)])));
    assert_eq!(read("[A | null]"), Ok(list(Type::Union(vec![named("A"), Type::Null]))));
    assert_eq!(read("[A, {A}]"), Ok(Type::Tuple(vec![named("A"), Type::Map(Box::new(named("A")))])));
    assert_eq!(read("Document<A>"), Ok(Type::Document(Some(Box::new(named("A"))))));
    assert_eq!(read("' a' | Document").map(|t| t.names().len()), Ok(0));
}

#[test]
fn what_is_no_type_is_refused() {
    for text in ["", "[A", "A |", "{A]", "'a", "Document<", "A B"] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn the_files_are_those_of_the_description() {
    for (name, content) in super::files().unwrap() {
        let committed = shell::read_file(&shell::root().join(name)).unwrap();
        assert!(committed == content, "{name} is not up to date: run `cargo xtask generate`");
    }
}
