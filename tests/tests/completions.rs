//! `counterpoise completions`: bash itself completes by what is printed.

use std::process::Command;

use counterpoise_tests::{skip::skip, surface};

fn script(shell: &str) -> Option<String> {
    match surface::command() {
        Ok(mut command) => {
            let output = command.args(["completions", shell]).output().unwrap();
            assert!(output.status.success());
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(missing) => {
            skip(&missing);
            None
        }
    }
}

/// What bash offers behind these words.
fn offered(script: &str, words: &[&str]) -> String {
    let function = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={}; _counterpoise counterpoise {:?} {:?}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("{word:?} ")).collect::<String>(),
        words.len() - 1,
        words.last().unwrap(),
        words[words.len() - 2],
    );
    let output = Command::new("bash").args(["--noprofile", "--norc", "-c", &function]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_completes_commands_and_options() {
    let Some(script) = script("bash") else { return };
    assert_eq!(offered(&script, &["counterpoise", "scaf"]), "scaffold\n");
    assert_eq!(offered(&script, &["counterpoise", "scaffold", "--average"]), "--average-value\n");
    assert_eq!(offered(&script, &["counterpoise", "check", "--fail-on", ""]), "note\nwarning\nerror\n");
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let Some(script) = script(shell) else { return };
        assert!(script.contains("scaffold"), "{shell}");
    }
}
