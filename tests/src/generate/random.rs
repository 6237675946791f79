//! Where choices come from.

/// A source of choices: numbers that look random and depend on a seed alone, or the bytes of a fuzzer.
#[derive(Debug, Clone)]
pub struct Random<'a> {
    bytes: Option<&'a [u8]>,
    state: u64,
}

impl Random<'static> {
    /// Choices that depend on the seed alone.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { bytes: None, state: seed }
    }
}

impl<'a> Random<'a> {
    /// Choices that a fuzzer makes. Behind the last byte every choice is the first one, and no list goes on.
    #[must_use]
    pub fn of_bytes(bytes: &'a [u8]) -> Self {
        Self { bytes: Some(bytes), state: 0 }
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        if self.bytes.is_some() {
            return self.taken(8);
        }
        // SplitMix64, by Steele, Lea and Flood.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        let count = count.max(1) as u64;
        let bits = match self.bytes {
            // One byte decides where it can, so that a fuzzer's change to a byte changes one choice.
            Some(_) => self.taken(if count <= 1 << 8 { 1 } else { 4 }),
            None => self.bits(),
        };
        (bits % count) as usize
    }

    /// Whether something of so many percent happens.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent.min(100)
    }

    /// How often something is repeated, at most so often.
    pub fn up_to(&mut self, most: usize) -> usize {
        self.below(most + 1)
    }

    /// One of some.
    ///
    /// # Panics
    /// When there is none.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn taken(&mut self, count: usize) -> u64 {
        let bytes = self.bytes.unwrap_or_default();
        let (taken, rest) = bytes.split_at(count.min(bytes.len()));
        self.bytes = Some(rest);
        taken.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }
}
