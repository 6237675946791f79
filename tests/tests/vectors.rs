//! Every committed vector on every surface.

use counterpoise_tests::surface::{self, Child, Rust, RustText, Surface, Typed};
use counterpoise_tests::{case, paths, run, skip};

fn all_agree(surface: &mut dyn Surface) {
    let cases = case::read_all(&paths::vectors()).unwrap();
    assert!(!cases.is_empty(), "there are no vectors");
    if let Some(report) = run::run_all(surface, &cases) {
        panic!("{report}");
    }
}

fn all_agree_in(child: Result<Child, String>) {
    match child {
        Ok(mut child) => all_agree(&mut child),
        Err(missing) => skip::skip(&missing),
    }
}

#[test]
fn rust() {
    all_agree(&mut Rust);
}

#[test]
fn rust_text() {
    all_agree(&mut RustText);
}

#[test]
fn cli() {
    all_agree_in(surface::cli());
}

#[test]
fn mcp() {
    all_agree_in(surface::mcp(&[]));
}

#[test]
fn node() {
    all_agree_in(surface::node());
}

#[test]
fn python() {
    all_agree_in(surface::python());
}

/// All of upstream's, of which the committed ones are a part: what crosses here is made of Python's own objects.
#[test]
fn python_and_all_of_upstream() {
    let folder = paths::upstream_vectors();
    if !folder.is_dir() {
        return skip::say(&format!("skipped: all upstream vectors are not there ({})", folder.display()));
    }
    let mut child = match surface::python() {
        Ok(child) => child,
        Err(missing) => return skip::skip(&missing),
    };
    let failures: Vec<_> =
        case::read_all(&folder).unwrap().iter().filter_map(|case| run::run(&mut child, case).err()).collect();
    assert!(failures.is_empty(), "{} do not agree\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn c() {
    all_agree_in(surface::c());
}

#[test]
fn typed_c() {
    match Typed::start() {
        Ok(mut typed) => {
            all_agree(&mut typed);
            assert!(typed.calls() > 300, "only {} answers came of typed calls", typed.calls());
        }
        Err(missing) => skip::skip(&missing),
    }
}

#[test]
fn go() {
    all_agree_in(surface::go());
}

#[test]
fn go_with_cgo() {
    all_agree_in(surface::go_cgo());
}
