use hashbrown::HashMap;

/// Something for each of many names. It is only looked up, never gone through, so that its order shows nowhere.
pub(super) struct ByName<'a, T>(HashMap<&'a str, T>);

impl<'a, T: Copy> ByName<'a, T> {
    pub(super) fn with_capacity(names: usize) -> Self {
        Self(HashMap::with_capacity(names))
    }

    /// Puts what belongs to a name, and gives what did before.
    pub(super) fn insert(&mut self, name: &'a str, value: T) -> Option<T> {
        self.0.insert(name, value)
    }

    pub(super) fn get(&self, name: &str) -> Option<T> {
        self.0.get(name).copied()
    }
}
