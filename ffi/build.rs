//! Gives the shared library its soname: the ABI's version is in it, so that a program finds the library it was built for.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libcounterpoise.so.1");
    }
}
