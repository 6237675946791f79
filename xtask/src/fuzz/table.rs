//! Runs as a table for people.

use super::figures::Figures;

/// A row a target.
pub(super) fn of(rows: &[(impl AsRef<str>, &Figures)]) -> String {
    let mut table = String::from(
        "| target | minutes | runs | edges | new inputs | slowest | heaviest | findings |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for (target, figures) in rows {
        let Figures { minutes, runs, coverage, new, slowest, heaviest, findings, .. } = figures;
        table += &format!(
            "| `{}` | {minutes} | {} | {} | {} | {:.1} ms | {:.1} MB | {} |\n",
            target.as_ref(),
            grouped(*runs),
            grouped(*coverage),
            grouped(*new),
            *slowest as f64 / 1e3,
            *heaviest as f64 / 1e6,
            findings.len(),
        );
    }
    table
}

/// How a run goes.
pub(super) fn line(figures: &Figures) -> String {
    let Figures { runs, coverage, new, slowest, .. } = figures;
    format!(
        "{} runs, {} edges, {} new inputs, the slowest {:.1} ms",
        grouped(*runs),
        grouped(*coverage),
        grouped(*new),
        *slowest as f64 / 1e3
    )
}

/// A number with a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{Figures, of};

    #[test]
    fn a_run_is_a_row() {
        let figures = Figures {
            minutes: 5.0,
            runs: 1_234_567,
            coverage: 89,
            new: 1000,
            slowest: 1500,
            heaviest: 2_000_000,
            ..Figures::default()
        };
        let table = of(&[("quantity", &figures)]);
        assert_eq!(
            table.lines().last(),
            Some("| `quantity` | 5 | 1,234,567 | 89 | 1,000 | 1.5 ms | 2.0 MB | 0 |")
        );
    }
}
