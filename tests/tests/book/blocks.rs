//! What stands between fences.

/// A block of a page.
pub(crate) struct Block {
    /// `page:line`.
    pub(crate) at: String,
    /// The first word behind the fence.
    pub(crate) language: String,
    /// Those behind it, after commas.
    words: Vec<String>,
    /// What it holds, without the indent of a list that it stands in.
    pub(crate) text: String,
}

impl Block {
    /// Whether it has a word.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|held| held == word)
    }

    /// The file that it is: `file=NAME`.
    pub(crate) fn file(&self) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix("file="))
    }
}

/// The blocks of a page.
pub(crate) fn of(page: &str, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(info) = line.trim_start().strip_prefix("```") else { continue };
        let indent = line.len() - line.trim_start().len();
        let mut words = info.split(',').map(|word| word.trim().to_owned());
        let language = words.next().unwrap_or_default();
        let inner = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```");
        let inner: Vec<_> = inner.map(|line| line.get(indent..).unwrap_or_default()).collect();
        let text = inner.join("\n") + "\n";
        blocks.push(Block { at: format!("{page}:{}", number + 1), language, words: words.collect(), text });
    }
    blocks
}
