//! The language of the scripts: `load`, `clear` and `eval`, with what must come out.

use counterpoise::promql::{ExprKind, parse};

/// One command of a script.
pub(super) enum Command {
    Clear,
    Load(Load),
    Eval(Eval),
}

/// Series that are loaded beside those that are there.
pub(super) struct Load {
    /// How far samples are apart, in milliseconds.
    pub(super) interval: i64,
    /// Whether native histograms are made of the classic ones.
    pub(super) with_native: bool,
    pub(super) lines: Vec<String>,
}

/// When a query is evaluated, in milliseconds.
#[derive(Clone, Copy)]
pub(super) enum When {
    Instant(i64),
    Range { start: i64, end: i64, step: i64 },
}

/// A query, and what must come out.
pub(super) struct Eval {
    /// Where it stands, from 1.
    pub(super) line: usize,
    pub(super) query: String,
    pub(super) when: When,
    pub(super) fails: bool,
    pub(super) ordered: bool,
    /// Lines of series, or one of a number.
    pub(super) expected: Vec<String>,
    pub(super) string: Option<String>,
    /// The first time and the step of a range vector that must come out.
    pub(super) range_vector: Option<(i64, i64)>,
}

impl Eval {
    /// Whether an instant query must give the same among the steps of a range.
    pub(super) fn has_steps(&self) -> bool {
        let of_range = ["start()", "end()", "step()", "range()"].iter().any(|call| self.query.contains(call));
        !of_range && !self.fails && !self.ordered && self.string.is_none() && self.range_vector.is_none()
    }
}

/// Reads a script.
pub(super) fn read(text: &str) -> Result<Vec<Command>, String> {
    // A comment ends a block as an empty line does.
    let lines: Vec<_> =
        text.lines().map(str::trim).map(|line| if line.starts_with('#') { "" } else { line }).collect();
    let mut commands = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (first, line) = (lines[at], at + 1);
        at += 1;
        let wrong = |what: &str| format!("line {line}, {first}: {what}");
        let word = first.split_whitespace().next().unwrap_or_default();
        if word.is_empty() {
            continue;
        }
        if word == "clear" {
            commands.push(Command::Clear);
            continue;
        }
        let block: Vec<_> =
            lines[at..].iter().take_while(|line| !line.is_empty()).map(|line| (*line).to_owned()).collect();
        if word.starts_with("load") {
            at += block.len();
            let interval = first[word.len()..].trim();
            let interval = duration(interval).ok_or_else(|| wrong("no interval"))?;
            commands.push(Command::Load(Load {
                interval,
                with_native: word == "load_with_nhcb",
                lines: block,
            }));
        } else if word.starts_with("eval") {
            let mut eval = eval(first, line).ok_or_else(|| wrong("no query"))?;
            at += expectations(&mut eval, &block).map_err(|problem| wrong(&problem))?;
            commands.push(Command::Eval(eval));
        } else {
            return Err(wrong("no command"));
        }
    }
    Ok(commands)
}

/// `eval instant at 5m QUERY`, or `eval range from 0 to 10m step 1m QUERY`.
fn eval(line: &str, number: usize) -> Option<Eval> {
    let mut rest = line;
    let word = |rest: &mut &str| {
        let trimmed = rest.trim_start();
        let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
        let (word, after) = trimmed.split_at(end);
        *rest = after;
        word.to_owned()
    };
    let mode = word(&mut rest);
    let kind = word(&mut rest);
    let when = match kind.as_str() {
        "instant" if rest.trim_start().starts_with("at ") => {
            word(&mut rest);
            When::Instant(duration(&word(&mut rest))?)
        }
        "instant" => When::Instant(0),
        "range" => {
            let mut next = || {
                word(&mut rest);
                duration(&word(&mut rest))
            };
            When::Range { start: next()?, end: next()?, step: next()? }
        }
        _ => return None,
    };
    Some(Eval {
        line: number,
        query: rest.trim().to_owned(),
        when,
        fails: mode == "eval_fail",
        ordered: mode == "eval_ordered",
        expected: Vec::new(),
        string: None,
        range_vector: None,
    })
}

/// Reads what must come out, and gives how many lines that takes.
fn expectations(eval: &mut Eval, block: &[String]) -> Result<usize, String> {
    for (place, line) in block.iter().enumerate() {
        if eval.fails && line.starts_with("expected_fail_") {
            return Ok(place + 1);
        }
        if let Some(range) = line.strip_prefix("expect range vector ") {
            let words: Vec<_> = range.split_whitespace().collect();
            let ["from", from, "to", _, "step", step] = *words.as_slice() else { return Err(line.clone()) };
            eval.range_vector = duration(from).zip(duration(step));
        } else if let Some(text) = line.strip_prefix("expect string ") {
            let string = parse(text).ok().and_then(|expr| match expr.kind {
                ExprKind::String(text) => Some(text.value),
                _ => None,
            });
            eval.string = Some(string.ok_or_else(|| line.clone())?);
        } else if let Some(what) = line.strip_prefix("expect ") {
            // Warnings are not looked at, nor the words of an error.
            eval.fails |= what.starts_with("fail");
            eval.ordered |= what.starts_with("ordered");
        } else {
            eval.expected.push(line.clone());
        }
    }
    Ok(block.len())
}

/// A duration as PromQL writes it, in milliseconds.
fn duration(text: &str) -> Option<i64> {
    match parse(text).ok()?.kind {
        ExprKind::Number(number) => Some((number.value * 1000.0).round() as i64),
        _ => None,
    }
}
