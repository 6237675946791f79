//! What `counterpoise explain` prints for each example. `INSTA_UPDATE=always` takes what it prints now.

use counterpoise_tests::{paths, skip::skip, surface};
use insta::{Settings, assert_snapshot};

#[test]
fn explain_of_every_example() {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(paths::root().join("tests/snapshots"));
    for folder in paths::examples().unwrap() {
        let mut command = match surface::command() {
            Ok(command) => command,
            Err(missing) => return skip(&missing),
        };
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let relative = format!("examples/{name}");
        let output = command
            .args(["explain", &relative])
            .current_dir(paths::root())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{name}: {errors}");
        assert_eq!(errors, "", "{name}");
        let printed = String::from_utf8(output.stdout).unwrap();
        if name == "mockmetrics" {
            let readme = std::fs::read_to_string(paths::root().join("README.md")).unwrap();
            assert!(readme.contains(&printed), "README.md shows something else than explain prints");
        }
        settings.set_description(format!("counterpoise explain {relative}"));
        settings.bind(|| assert_snapshot!(format!("explain-{name}"), printed));
    }
}
