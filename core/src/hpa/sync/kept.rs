use super::compiled::Compiled;
use crate::hpa::calculator::Roster;

/// What a loop keeps from sync to sync, so that what stays the same is made once.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) compiled: Option<Compiled>,
    /// What is known of the pods; nothing where each sync may have others.
    pub(super) roster: Option<Roster>,
    /// Counts how often those pods changed.
    #[cfg(feature = "simulate")]
    version: Option<u64>,
}

impl Kept {
    /// Forgets the pods where they are others now; where nobody counts how often they change, they may be.
    #[cfg(feature = "simulate")]
    pub(super) fn pods_are(&mut self, version: Option<u64>) {
        if version.is_none() || version != self.version {
            self.roster = version.map(|_| Roster::default());
            self.version = version;
        }
    }
}
