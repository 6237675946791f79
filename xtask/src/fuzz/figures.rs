//! What a run of libFuzzer says of itself, line by line.

/// The figures of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    /// How long it was to run.
    pub(super) minutes: f64,
    /// Inputs that were tried.
    pub(super) runs: u64,
    /// Edges of the code that they reached.
    pub(super) coverage: u64,
    /// Inputs that it began with.
    pub(super) began: u64,
    /// Inputs that reached something new.
    pub(super) new: u64,
    /// Microseconds that the slowest took of the processor.
    pub(super) slowest: u64,
    /// Bytes that the heaviest held at once.
    pub(super) heaviest: u64,
    /// Inputs that broke a law, by their paths.
    pub(super) findings: Vec<String>,
}

impl Figures {
    /// Reads a line; true where it told of the run.
    pub(super) fn read(&mut self, line: &str) -> bool {
        if let Some(told) = line.strip_prefix("counterpoise: ") {
            let Some((what, figure)) = told.rsplit_once(": ") else { return false };
            let figure = figure.trim().parse().unwrap_or_default();
            match what {
                "slowest microseconds" => self.slowest = self.slowest.max(figure),
                "heaviest bytes" => self.heaviest = self.heaviest.max(figure),
                _ => return false,
            }
            return true;
        }
        if let Some(told) = line.strip_prefix("stat::") {
            let Some((what, figure)) = told.split_once(':') else { return false };
            let figure = figure.trim().parse().unwrap_or_default();
            match what {
                "number_of_executed_units" => self.runs = figure,
                "new_units_added" => self.new = figure,
                _ => {}
            }
            return true;
        }
        let Some(told) = line.strip_prefix('#') else { return false };
        let mut words = told.split_whitespace();
        let Some(Ok(runs)) = words.next().map(str::parse) else { return false };
        self.runs = self.runs.max(runs);
        let event = words.next().unwrap_or_default();
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let figure = words.peek().copied().unwrap_or_default();
            match word {
                "cov:" => self.coverage = figure.parse().unwrap_or(self.coverage),
                "corp:" => {
                    let inputs =
                        figure.split('/').next().and_then(|count| count.parse().ok()).unwrap_or_default();
                    if event == "INITED" {
                        self.began = inputs;
                    }
                    if self.began > 0 {
                        self.new = self.new.max(inputs.saturating_sub(self.began));
                    }
                }
                _ => {}
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn a_run_is_read() {
        let mut figures = Figures::default();
        for line in [
            "counterpoise: slowest microseconds: 120",
            "#512\tINITED cov: 900 ft: 2000 corp: 40/3Kb exec/s: 0 rss: 60Mb",
            "#4096\tNEW    cov: 950 ft: 2100 corp: 45/3Kb lim: 40 exec/s: 800 rss: 61Mb L: 4/40 MS: 1 ChangeByte-",
            "#8192\tpulse  cov: 951 ft: 2101 corp: 46/3Kb lim: 40 exec/s: 800 rss: 61Mb",
            "counterpoise: heaviest bytes: 4096",
            "stat::number_of_executed_units: 9000",
            "stat::new_units_added:          7",
        ] {
            assert!(figures.read(line), "{line}");
        }
        assert!(!figures.read("INFO: Seed: 1") && !figures.read("thread panicked"));
        let expected = Figures {
            runs: 9000,
            coverage: 951,
            began: 40,
            new: 7,
            slowest: 120,
            heaviest: 4096,
            ..Figures::default()
        };
        assert_eq!(figures, expected);
    }
}
