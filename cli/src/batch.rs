//! `counterpoise batch`: one request a line in, one reply a line out, in order.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use counterpoise::limits;
use counterpoise::ops;

use crate::failure::Failure;

/// Answers standard input until it ends. Memory stays constant: one line, one reply, two buffers.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match stream(input, output) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::usage(format!("the stream broke off: {error}")))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn stream<R: Read>(mut input: BufReader<R>, mut output: impl Write) -> io::Result<()> {
    let (mut line, mut reply) = (Vec::new(), String::new());
    while read_line(&mut input, &mut line)? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        reply.clear();
        ops::answer(None, &line, &mut reply);
        reply.push('\n');
        output.write_all(reply.as_bytes())?;
        // Whoever waits for this reply before the next request must get it now.
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
    }
    output.flush()
}

/// The next line without its end; of a line over the limit just so much that it is refused. False at the end.
fn read_line<R: Read>(input: &mut BufReader<R>, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = limits::INPUT_BYTES + 2;
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    if input.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(false);
    }
    if line.len() == most && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok(true)
}
