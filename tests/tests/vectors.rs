//! Every committed vector on every surface.

use counterpoise_tests::surface::{self, Child, Rust, RustText, Surface};
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
fn node() {
    all_agree_in(surface::node());
}

#[test]
fn c() {
    all_agree_in(surface::c());
}
