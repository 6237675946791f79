//! Commands of a page, run by a shell in a folder of the page's own that looks like the repository.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use counterpoise_tests::{paths, surface};

use super::Block;

/// README's way to run the command without installing it.
const RUN: &str = "cargo run --release -- ";

/// A task of the repository itself. It would build, so only its name is looked up.
const TASK: &str = "cargo xtask ";

/// Where the commands of one page run.
pub(crate) struct Folder {
    path: PathBuf,
    /// The built command comes first.
    programs: OsString,
}

impl Folder {
    /// An empty one for a page, with the examples in it.
    pub(crate) fn of(page: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(page.replace('/', "-"));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        symlink(paths::root().join("examples"), path.join("examples")).unwrap();
        let command = surface::command().unwrap();
        let mut programs = Path::new(command.get_program()).parent().unwrap().as_os_str().to_owned();
        programs.push(":");
        programs.push(std::env::var_os("PATH").unwrap_or_default());
        Self { path, programs }
    }

    /// Holds a file to what is shown of it, or writes it where no command did.
    pub(crate) fn has(&self, name: &str, shown: &str) -> Result<(), String> {
        let file = self.path.join(name);
        match fs::read_to_string(&file) {
            Ok(written) => same(shown, &written),
            Err(_) => fs::write(&file, shown).map_err(|error| format!("{name}: {error}")),
        }
    }

    /// Runs a session, each command with what it prints below it.
    pub(crate) fn session(&self, text: &str, printed: &mut String) -> Result<(), String> {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let first = line.strip_prefix("$ ").ok_or_else(|| format!("{line:?} is no command"))?;
            let mut command = first.to_owned();
            while command.ends_with('\\') || command.matches('\'').count() % 2 == 1 {
                command = format!("{command}\n{}", lines.next().ok_or("a command that does not end")?);
            }
            let mut shown = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push_str(line);
                shown.push('\n');
            }
            *printed = self.run(&command)?;
            if !shown.is_empty() {
                same(&shown, printed)?;
            }
        }
        Ok(())
    }

    /// Runs commands that show nothing of what they print.
    pub(crate) fn script(&self, text: &str, printed: &mut String) -> Result<(), String> {
        let none = not_there(text);
        if !none.is_empty() {
            return Err(none.join("\n"));
        }
        let commands: Vec<_> = text.lines().filter(|line| !line.starts_with(TASK)).collect();
        *printed = self.run(&commands.join("\n"))?;
        Ok(())
    }

    /// Runs a program in Python, which has the wheel.
    pub(crate) fn program(&self, text: &str, printed: &mut String) -> Result<(), String> {
        let mut python = surface::python_command()?;
        let output = python.arg("-c").arg(text).current_dir(&self.path).output();
        let output = output.map_err(|error| format!("python: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        *printed = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(())
    }

    /// What a command prints. A status of 1 is an answer, such as that there are findings.
    fn run(&self, command: &str) -> Result<String, String> {
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-e", "-c", &command.replace(RUN, "counterpoise ")]);
        bash.current_dir(&self.path).env("PATH", &self.programs).env("NO_COLOR", "1");
        let output = bash.output().map_err(|error| format!("bash: {error}"))?;
        let printed =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match output.status.code() {
            Some(0 | 1) => Ok(printed.concat()),
            _ => Err(format!("{command}: {}\n{}", output.status, printed.concat())),
        }
    }

    /// Where a file of this name is.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

/// Holds what was printed to what is shown of it; a line `…` stands for any others.
pub(crate) fn same(shown: &str, printed: &str) -> Result<(), String> {
    let lines =
        |text: &str| text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    let (shown, printed) = (lines(shown), lines(printed));
    if fits(&shown, &printed) {
        return Ok(());
    }
    let first = shown.iter().zip(&printed).find(|(shown, printed)| shown != printed && *shown != "…");
    Err(format!("it shows other lines than come, at first {first:?}; what comes is\n{}", printed.join("\n")))
}

fn fits(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => (0..=printed.len()).any(|from| fits(rest, &printed[from..])),
        Some((line, rest)) => {
            printed.split_first().is_some_and(|(first, left)| first == line && fits(rest, left))
        }
    }
}

/// Of a block that is not run at least the tasks of the repository are some.
pub(crate) fn tasks_that_are_none(block: &Block) -> Vec<String> {
    not_there(&block.text).into_iter().map(|message| format!("{}: {message}", block.at)).collect()
}

fn not_there(text: &str) -> Vec<String> {
    let tasks = fs::read_to_string(paths::root().join("xtask/src/main.rs")).unwrap();
    let (_, tasks) = tasks.split_once("enum Task {").unwrap();
    let named = text.lines().filter_map(|line| line.trim_start_matches("$ ").strip_prefix(TASK));
    let named = named.filter_map(|behind| behind.split_whitespace().next());
    let is_none = |name: &&str| {
        let mut variant = name.to_string();
        variant[..1].make_ascii_uppercase();
        ![" {", ",", "("].iter().any(|end| tasks.contains(&format!("\n    {variant}{end}")))
    };
    named.filter(is_none).map(|name| format!("there is no task {name:?}")).collect()
}
