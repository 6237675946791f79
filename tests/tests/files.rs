//! What the command reads: files and standard input that never end.

use std::process::{Output, Stdio};

use counterpoise_tests::{skip::skip, surface};

fn run(arguments: &[&str], input: Stdio) -> Option<Output> {
    match surface::command() {
        Ok(mut command) => Some(command.args(arguments).stdin(input).output().unwrap()),
        Err(missing) => {
            skip(&missing);
            None
        }
    }
}

/// Each is read up to the limit of one input, then refused by its name.
#[cfg(unix)]
#[test]
fn what_never_ends_is_read_up_to_the_limit() {
    let endless = || Stdio::from(std::fs::File::open("/dev/zero").unwrap());
    let folder = std::env::temp_dir().join(format!("counterpoise-endless-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.join("hpa.yaml")).unwrap();
    let folder_text = folder.to_str().unwrap();
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/mockmetrics/config.yaml");
    for (arguments, named) in [
        (vec!["check", "--config", "/dev/zero"], "/dev/zero"),
        (vec!["check", "--config", "-"], "<stdin>"),
        (vec!["check", "--config", rules, "--series", "/dev/zero"], "/dev/zero"),
        (vec!["metrics", "--config", rules, "--resources", "/dev/zero"], "/dev/zero"),
        (vec!["explain", folder_text], "hpa.yaml"),
        (vec!["quantity", "-"], "<stdin>"),
    ] {
        let Some(output) = run(&arguments, endless()) else { break };
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("error[limit.size]"), "{arguments:?}: {said}");
        assert!(said.contains(named), "{arguments:?}: {said}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
