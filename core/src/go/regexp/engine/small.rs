//! The crate's automata without what chooses between them. A lazy DFA says where a match ends, reading a byte in a few
//! instructions; only where groups are asked for, the slow simulation that finds them is run, up to there.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError, TryLockError};

use regex_automata::Input;
use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::{self, Compiler, NFA, pikevm::PikeVM};
use regex_automata::util::captures;
use regex_automata::util::syntax;

use super::classes::written_out;
use super::{COMPILED_BYTES, DEPTH};

thread_local! {
    /// A compiler clears a table of a few hundred kilobytes for its first class, which takes ten times as long as the rest of
    /// a small pattern: one is kept.
    static COMPILER: RefCell<Compiler> = RefCell::new(Compiler::new());
}

/// Bytes of a pattern that the compiler that is kept may compile: what it allocates it keeps.
const KEPT_BYTES: usize = 1 << 10;

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct Engine {
    dfa: DFA,
    simulation: PikeVM,
    /// The states that were made so far.
    cache: Mutex<dfa::Cache>,
}

/// What the groups of a match captured.
pub(crate) struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl Engine {
    /// Compiles a pattern in the crate's syntax, given the bytes that the states may take which matching makes; `None`
    /// where it is larger than [`COMPILED_BYTES`].
    pub(crate) fn new(rust: &str, matching_bytes: usize) -> Option<Self> {
        let nfa = compiled(rust)?;
        let config = DFA::config()
            .cache_capacity(matching_bytes)
            .skip_cache_capacity_check(true)
            // Where states are thrown away nearly as soon as they are made, the simulation is quicker.
            .minimum_cache_clear_count(Some(3))
            .minimum_bytes_per_state(Some(10));
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa.clone()).ok()?;
        let simulation = PikeVM::new_from_nfa(nfa).ok()?;
        let cache = Mutex::new(dfa.create_cache());
        Some(Self { dfa, simulation, cache })
    }

    /// Whether it matches anywhere.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.search(&Input::new(text).earliest(true)).is_some()
    }

    /// Where the first match ends.
    fn end(&self, text: &str) -> Option<usize> {
        self.search(&Input::new(text))
    }

    /// What the groups capture at the first match.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let end = self.end(text)?;
        let mut groups = self.simulation.create_captures();
        self.simulation.captures(
            &mut self.simulation.create_cache(),
            Input::new(text).range(..end),
            &mut groups,
        );
        groups.is_match().then_some(Captures { text, groups })
    }

    fn search(&self, input: &Input<'_>) -> Option<usize> {
        let mut others;
        let mut held;
        let cache = match self.cache.try_lock() {
            Ok(cache) => {
                held = cache;
                &mut *held
            }
            Err(TryLockError::Poisoned(poisoned)) => {
                held = PoisonError::into_inner(poisoned);
                self.dfa.reset_cache(&mut held);
                &mut *held
            }
            // Another thread matches: this one does without what was made so far.
            Err(TryLockError::WouldBlock) => {
                others = self.dfa.create_cache();
                &mut others
            }
        };
        match self.dfa.try_search_fwd(cache, input) {
            Ok(found) => found.map(|found| found.offset()),
            Err(_) => {
                let mut slots = [None; 2];
                self.simulation.search_slots(&mut self.simulation.create_cache(), input, &mut slots)?;
                slots.last().copied().flatten().map(|end| end.get())
            }
        }
    }
}

fn compiled(rust: &str) -> Option<NFA> {
    let hir = syntax::parse_with(&written_out(rust), &syntax::Config::new().nest_limit(DEPTH)).ok()?;
    let config = thompson::Config::new().nfa_size_limit(Some(COMPILED_BYTES));
    if rust.len() > KEPT_BYTES {
        return Compiler::new().configure(config).build_from_hir(&hir).ok();
    }
    COMPILER.with_borrow_mut(|compiler| compiler.configure(config).build_from_hir(&hir).ok())
}

impl<'t> Captures<'t> {
    /// What a group captured, the whole match being the first; `None` where it took no part.
    pub(crate) fn get(&self, group: usize) -> Option<&'t str> {
        self.text.get(self.groups.get_group(group)?.range())
    }
}
