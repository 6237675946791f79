//! `text/tabwriter`, as kubectl sets it up: cells end in a tab, columns are padded with two spaces.

/// Spaces between two columns.
const PADDING: usize = 2;

/// Aligns the cells of a text: a column reaches over consecutive lines that have a tab-terminated cell in it, and is as
/// wide as its widest cell. Mirrors a `tabwriter.Writer` with minimal width 0, padding 2 and spaces. `None` where the
/// columns alone would be more than `limit` bytes, since one wide cell widens many lines.
#[must_use]
pub(crate) fn align(text: &str, limit: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len().saturating_mul(2).min(limit));
    // A form feed ends the line and all columns.
    let mut blocks = text.split('\u{c}').peekable();
    while let Some(block) = blocks.next() {
        align_block(block, &mut out, limit)?;
        if blocks.peek().is_some() {
            out.push('\n');
        }
    }
    Some(out)
}

fn align_block(text: &str, out: &mut String, limit: usize) -> Option<()> {
    let lines: Vec<Vec<&str>> = text.split('\n').map(|line| line.split(['\t', '\u{b}']).collect()).collect();
    let widths = widths(&lines);
    if widths.iter().flatten().copied().fold(out.len(), usize::saturating_add) > limit {
        return None;
    }
    for (index, (cells, widths)) in lines.iter().zip(&widths).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        for (column, cell) in cells.iter().enumerate() {
            out.push_str(cell);
            if let Some(width) = widths.get(column) {
                let padding = width.saturating_sub(cell.chars().count());
                out.extend(std::iter::repeat_n(' ', padding));
            }
        }
    }
    Some(())
}

/// The width of each tab-terminated cell of each line.
fn widths(lines: &[Vec<&str>]) -> Vec<Vec<usize>> {
    let mut widths: Vec<Vec<usize>> =
        lines.iter().map(|cells| Vec::with_capacity(cells.len().saturating_sub(1))).collect();
    // The lines that have a terminated cell in the column, of which there are fewer from column to column.
    let mut reaching: Vec<usize> = (0..lines.len()).collect();
    for column in 0usize.. {
        reaching.retain(|line| lines.get(*line).is_some_and(|cells| column.saturating_add(1) < cells.len()));
        if reaching.is_empty() {
            break;
        }
        for run in reaching.chunk_by(|line, next| line.saturating_add(1) == *next) {
            let cells = run.iter().filter_map(|line| lines.get(*line)?.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or_default();
            for line in run {
                if let Some(widths) = widths.get_mut(*line) {
                    widths.push(widest.saturating_add(PADDING));
                }
            }
        }
    }
    widths
}
