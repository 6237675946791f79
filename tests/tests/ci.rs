//! What people put into their CI (`docs/ci.md`), run as far as that goes without their servers: the steps of the GitHub Action and
//! the job for GitLab by a shell, the hook by pre-commit in a repository of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use counterpoise_tests::skip::{say, skip};
use counterpoise_tests::{paths, surface};
use serde_json::Value;

/// A rule whose field is misspelled, and one that is right.
const WRONG: &str = "rules:\n- seriesQuery: up{namespace!=\"\"}\n  resource: {overrides: {namespace: {resource: namespace}}}\n  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n";

fn right() -> String {
    WRONG.replace("  resource:", "  resources:")
}

/// A repository with a folder `config`, and the command in front of its `PATH`.
struct Repository {
    folder: PathBuf,
    path: OsString,
}

impl Repository {
    /// None where the command is not built.
    fn new(name: &str) -> Option<Self> {
        let command = match surface::command() {
            Ok(command) => command,
            Err(missing) => {
                skip(&missing);
                return None;
            }
        };
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(folder.join("config")).unwrap();
        let mut path = OsString::from(Path::new(command.get_program()).parent().unwrap());
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        Some(Self { folder, path })
    }

    fn config(&self, text: &str) {
        fs::write(self.folder.join("config/rules.yaml"), text).unwrap();
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.folder).env("PATH", &self.path).env("NO_COLOR", "1");
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program, arguments).output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {}", said(&output));
        said(&output)
    }

    /// As a runner runs a step: the status, and what it said.
    fn bash(&self, script: &str, variables: &[(String, String)]) -> (i32, String) {
        let mut bash = self.command("bash", &["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        let output = bash.envs(variables.iter().cloned()).output().unwrap();
        (output.status.code().unwrap(), said(&output))
    }
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap()
}

fn file(name: &str) -> String {
    fs::read_to_string(paths::root().join(name)).unwrap()
}

/// The action with these inputs: the status of the step that failed, or of the last, and what it said.
fn action(repository: &Repository, with: &[(&str, &str)]) -> (i32, String) {
    let action = yaml(&file(".github/action/action.yml"));
    let inputs = action["inputs"].as_object().unwrap();
    assert!(with.iter().all(|(name, _)| inputs.contains_key(*name)), "{with:?}");
    let input = |name: &str| match with.iter().find(|(given, _)| *given == name) {
        Some((_, value)) => (*value).to_owned(),
        None => inputs[name]["default"].as_str().unwrap().to_owned(),
    };
    let mut last = None;
    for step in action["runs"]["steps"].as_array().unwrap() {
        assert_eq!(step["shell"], "bash");
        let variables = step["env"].as_object().into_iter().flatten().map(|(name, value)| {
            let of = value.as_str().unwrap();
            let of = of.strip_prefix("${{ inputs.").and_then(|of| of.strip_suffix(" }}")).unwrap();
            (name.clone(), input(of))
        });
        let variables: Vec<_> = variables.collect();
        let (status, said) = repository.bash(step["run"].as_str().unwrap(), &variables);
        last = Some((status, said));
        if status != 0 {
            break;
        }
    }
    last.unwrap()
}

#[test]
fn the_action_puts_findings_at_the_lines_of_a_pull_request() {
    let Some(repository) = Repository::new("action") else { return };
    repository.config(WRONG);
    let (status, said) = action(&repository, &[("paths", "config/")]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("::error file=config/rules.yaml,line=3,"), "{said}");

    repository.config(&right());
    let (status, said) = action(&repository, &[]);
    assert_eq!((status, said.contains("::error")), (0, false), "{said}");
}

#[test]
fn the_action_runs_tests_where_there_are_any() {
    let Some(repository) = Repository::new("tests") else { return };
    repository.config(&right());
    let tests = |replicas: &str| {
        let text = fs::read_to_string(paths::root().join("examples/pods-metric/test.yaml")).unwrap();
        for file in ["config.yaml", "hpa.yaml", "pods.yaml", "scale.yaml"] {
            fs::copy(
                paths::root().join("examples/pods-metric").join(file),
                repository.folder.join("config").join(file),
            )
            .unwrap();
        }
        let text = text.replace("exp_replicas: 4", &format!("exp_replicas: {replicas}"));
        fs::write(repository.folder.join("config/test.yaml"), text).unwrap();
    };
    tests("4");
    let (status, said) = action(&repository, &[("tests", "config/")]);
    assert_eq!(status, 0, "{said}");
    tests("5");
    let (status, said) = action(&repository, &[("tests", "config/")]);
    assert_eq!((status, said.contains("1 of 1 test failed")), (1, true), "{said}");
}

#[test]
fn the_action_writes_sarif_where_that_is_asked() {
    let Some(repository) = Repository::new("sarif") else { return };
    repository.config(WRONG);
    let (status, said) = action(&repository, &[("paths", "config/"), ("sarif", "found.sarif")]);
    assert_eq!(status, 1, "{said}");
    let found: Value =
        serde_json::from_str(&fs::read_to_string(repository.folder.join("found.sarif")).unwrap()).unwrap();
    let results = found["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "rules.unknown-field"), "{said}");
}

/// The block of `docs/ci.md` that stands below a heading.
fn block(heading: &str) -> Value {
    let page = file("docs/ci.md");
    let below = page.split_once(&format!("\n## {heading}\n")).unwrap().1;
    yaml(below.split_once("```yaml\n").unwrap().1.split_once("```").unwrap().0)
}

#[test]
fn the_job_for_gitlab_reports_what_it_found() {
    let Some(repository) = Repository::new("gitlab") else { return };
    let job = &block("GitLab")["counterpoise"];
    let script: Vec<_> =
        job["script"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let report = repository.folder.join(job["artifacts"]["reports"]["junit"].as_str().unwrap());
    for (config, status, failures) in [(WRONG.to_owned(), 1, true), (right(), 0, false)] {
        repository.config(&config);
        let (ended, said) = repository.bash(&script.join("\n"), &[]);
        assert_eq!(ended, status, "{said}");
        assert_eq!(fs::read_to_string(&report).unwrap().contains("<failure"), failures);
    }
}

/// pre-commit from PyPI, or why it cannot be had here.
fn pre_commit() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit");
    let program = folder.join("bin/pre-commit");
    if program.exists() {
        return Ok(program);
    }
    let run = |program: &Path, arguments: &[&str]| match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(said(&output)),
        Err(error) => Err(format!("{}: {error}", program.display())),
    };
    run(Path::new("python3"), &["-m", "venv", &folder.to_string_lossy()])?;
    run(&folder.join("bin/pip"), &["install", "--quiet", "pre-commit==4.7.0"])?;
    Ok(program)
}

#[test]
fn the_hook_checks_what_is_committed() {
    let Some(repository) = Repository::new("hook") else { return };
    let hooks = file(".pre-commit-hooks.yaml");
    // What pre-commit takes is a commit; the hooks as they stand here are one of a repository of their own.
    let origin = repository.folder.join("origin");
    fs::create_dir(&origin).unwrap();
    fs::write(origin.join(".pre-commit-hooks.yaml"), &hooks).unwrap();
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let commit = |folder: &str| {
        repository.run("git", &["-C", folder, "init", "--quiet"]);
        repository.run("git", &["-C", folder, "add", "."]);
        repository.run("git", &[&["-C", folder], &identity[..], &["commit", "--quiet", "-m", "a"]].concat());
        repository.run("git", &["-C", folder, "rev-parse", "HEAD"]).trim().to_owned()
    };
    let revision = commit("origin");

    let mut configuration = block("pre-commit");
    configuration["repos"][0]["repo"] = origin.to_string_lossy().into();
    configuration["repos"][0]["rev"] = revision.into();
    fs::write(repository.folder.join(".pre-commit-config.yaml"), configuration.to_string()).unwrap();
    fs::write(repository.folder.join(".gitignore"), "origin\n").unwrap();
    repository.config(WRONG);
    commit(".");

    let hook = match pre_commit() {
        Ok(program) => format!("{} run --all-files", program.display()),
        Err(why) => {
            // The entry with its arguments is what pre-commit would run.
            say(&format!("without pre-commit, which cannot be installed: {}", why.trim()));
            let entry = yaml(&hooks)[0]["entry"].as_str().unwrap().to_owned();
            let folder = &configuration["repos"][0]["hooks"][0]["args"][0];
            format!("{entry} {}", folder.as_str().unwrap())
        }
    };
    let home =
        [("PRE_COMMIT_HOME".to_owned(), repository.folder.join(".cache").to_string_lossy().into_owned())];
    let (status, said) = repository.bash(&hook, &home);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("rules.unknown-field"), "{said}");
    repository.config(&right());
    let (status, said) = repository.bash(&hook, &home);
    assert_eq!(status, 0, "{said}");
}
