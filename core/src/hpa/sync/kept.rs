use super::compiled::Compiled;
use crate::hpa::calculator::Roster;

/// What a loop keeps from sync to sync, so that what stays the same is made once.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) compiled: Option<Compiled>,
    /// What is known of the pods; nothing where each sync may have others.
    pub(super) roster: Option<Roster>,
}

impl Kept {
    /// Forgets the pods where they are others now; where nobody counts how often they change, they may be.
    #[cfg(feature = "simulate")]
    pub(super) fn pods_are(&mut self, version: Option<u64>) {
        let Some(version) = version else {
            self.roster = None;
            return;
        };
        if self.roster.as_ref().is_none_or(|roster| roster.version != version) {
            self.roster = Some(Roster::new(version));
        }
    }
}
