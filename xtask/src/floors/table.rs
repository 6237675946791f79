//! The table in `ARCHITECTURE.md`.

use std::collections::BTreeMap;

use crate::shell::Result;

const HEADING: &str = "## Floors of the core";

/// The floor of each module, counted from the bottom.
#[derive(Debug)]
pub(super) struct Table(BTreeMap<String, u32>);

impl Table {
    /// Reads the rows below the heading: the floor's number, then one module or more in backticks.
    pub(super) fn read(architecture: &str) -> Result<Self> {
        let section = architecture
            .lines()
            .skip_while(|line| line.trim() != HEADING)
            .skip(1)
            .take_while(|line| !line.starts_with("## "));
        let mut floors = BTreeMap::new();
        for row in section {
            let mut cells = row.trim().trim_start_matches('|').split('|').map(str::trim);
            let (Some(number), Some(modules)) = (cells.next(), cells.next()) else { continue };
            let Ok(floor) = number.parse() else { continue };
            for module in modules.split('`').skip(1).step_by(2) {
                if floors.insert(module.to_owned(), floor).is_some() {
                    return Err(format!("ARCHITECTURE.md: `{module}` is on two floors"));
                }
            }
        }
        if floors.is_empty() {
            return Err(format!("ARCHITECTURE.md has no table under {HEADING:?}"));
        }
        Ok(Self(floors))
    }

    /// The floor of a module.
    pub(super) fn floor(&self, module: &str) -> Option<u32> {
        self.0.get(module).copied()
    }

    /// What the table has and the code does not, and the other way round.
    pub(super) fn differences(&self, modules: &[String]) -> Vec<String> {
        let unlisted = modules.iter().filter(|module| !self.0.contains_key(*module));
        let gone = self.0.keys().filter(|module| !modules.contains(module));
        unlisted
            .map(|module| format!("ARCHITECTURE.md gives `{module}` no floor"))
            .chain(
                gone.map(|module| format!("ARCHITECTURE.md gives `{module}` a floor, and it is no module")),
            )
            .collect()
    }
}
