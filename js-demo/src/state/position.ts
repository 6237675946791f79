/**
 * Positions. The engine counts lines and columns from 1, columns in Unicode scalar values; an editor counts UTF-16 code
 * units from the beginning of the text.
 */
import type { Span } from 'counterpoise';

/** A part of a text in UTF-16 code units, the end not included. */
export interface Range {
  from: number;
  to: number;
}

/** The part of a text that a span names; what lies outside of the text is moved to its nearest end. */
export function rangeOf(text: string, span: Span): Range {
  const lines = lineStarts(text);
  const from = offset(text, lines, span.line, span.column);
  return { from, to: Math.max(from, offset(text, lines, span.endLine, span.endColumn)) };
}

/** The span of a part of a text. */
export function spanOf(text: string, { from, to }: Range): Span {
  const lines = lineStarts(text);
  const [line, column] = position(text, lines, from);
  const [endLine, endColumn] = position(text, lines, to);
  return { line, column, endLine, endColumn };
}

interface Line {
  from: number;
  /** The end without the line break. */
  to: number;
}

function lineStarts(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ from, to: index });
    from = index + ending.length;
  }
  lines.push({ from, to: text.length });
  return lines;
}

function offset(text: string, lines: Line[], line: number, column: number): number {
  const found = lines[line - 1];
  if (!found) return line < 1 ? 0 : text.length;
  let at = found.from;
  for (let passed = 1; passed < column && at < found.to; passed++) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

function position(text: string, lines: Line[], at: number): [line: number, column: number] {
  let index = lines.length - 1;
  while (index > 0 && (lines[index]?.from ?? 0) > at) index--;
  const from = lines[index]?.from ?? 0;
  return [index + 1, [...text.slice(from, at)].length + 1];
}
