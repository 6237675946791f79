//! `explain --live --watch`: a line whenever the next sync comes to something else.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use crate::asking::command;
use crate::cluster::{METRIC, cluster, refused, with};

#[test]
fn watching_prints_a_line_when_something_is_another() {
    let Some(mut command) = command("watch", &cluster()) else { return };
    let arguments = ["explain", "--live", "hpa/web", "-n", "shop", "--watch", "--interval", "100ms"];
    let mut watching = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut next = || lines.next().unwrap();
    assert!(next().starts_with("TIME "));
    let first = next();
    assert!(first.contains("fine           2 → 4      ValidMetricFound: "), "{first}");

    let answers = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live/watch");
    // Nobody may read half of it.
    std::fs::write(
        answers.join("new"),
        with(METRIC, refused("Error from server (InternalError): no")).to_string(),
    )
    .unwrap();
    std::fs::rename(answers.join("new"), answers.join("answers.json")).unwrap();
    let second = next();
    assert!(second.contains("cannot scale   2 → 2") && second.contains("unable to get metric"), "{second}");
    // Whoever reads no longer ends it with the next line.
    drop(lines);
    std::fs::write(answers.join("new"), cluster().to_string()).unwrap();
    std::fs::rename(answers.join("new"), answers.join("answers.json")).unwrap();
    assert!(watching.wait().unwrap().success());
}
