//! scratch
use counterpoise_tests::surface::Typed;
use counterpoise_tests::{case, paths, run};
#[test]
fn upstream() {
    let mut typed = Typed::start().unwrap();
    for name in ["adapter-convert", "adapter-query"] {
        let cases = case::read(&paths::upstream_vectors().join(format!("{name}.jsonl"))).unwrap();
        let before = typed.calls();
        let failed: Vec<_> = cases.iter().filter_map(|case| run::run(&mut typed, case).err()).collect();
        println!("{name}: {} cases, {} typed calls, {} failed", cases.len(), typed.calls() - before, failed.len());
        for (a, _) in failed.iter().zip(0..6) { println!("{a}"); }
    }
}
