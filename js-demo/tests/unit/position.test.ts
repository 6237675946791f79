import { describe, expect, test } from 'vitest';
import { rangeOf, spanOf } from '../../src/state/position';

const span = (line: number, column: number, endLine: number, endColumn: number) => ({
  line,
  column,
  endLine,
  endColumn,
});

/** The part of a text between two marks, and the text without them. */
function marked(text: string) {
  const from = text.indexOf('«');
  const to = text.indexOf('»') - 1;
  return { text: text.replace('«', '').replace('»', ''), range: { from, to } };
}

describe('columns are Unicode scalar values, offsets UTF-16 code units', () => {
  test.each([
    ['«a»b', span(1, 1, 1, 2)],
    ['a«b»', span(1, 2, 1, 3)],
    ['😀«b»', span(1, 2, 1, 3)],
    ['x: 漢字😀«漢»', span(1, 7, 1, 8)],
    // One character to the reader, three scalar values.
    ['👩‍🚀«!»', span(1, 4, 1, 5)],
    ['é: «é😀»', span(1, 4, 1, 6)],
    ['a\n😀\nb «c\n»d', span(3, 3, 4, 1)],
    ['a\r\nb«c»\r\n', span(2, 2, 2, 3)],
    ['a\r«b»', span(2, 1, 2, 2)],
    // No line breaks to YAML, nor to the editor.
    ['a\u2028\u0085«b»', span(1, 4, 1, 5)],
    ['«»', span(1, 1, 1, 1)],
    ['a\n«»', span(2, 1, 2, 1)],
  ])('%j', (given, expected) => {
    const { text, range } = marked(given);
    expect(rangeOf(text, expected)).toEqual(range);
    expect(spanOf(text, range)).toEqual(expected);
  });
});

describe('what lies outside of the text is moved to its nearest end', () => {
  test.each([
    [span(1, 9, 1, 12), { from: 2, to: 2 }],
    [span(9, 1, 9, 2), { from: 5, to: 5 }],
    [span(0, 0, 1, 2), { from: 0, to: 1 }],
    // The end before the beginning.
    [span(2, 2, 1, 1), { from: 4, to: 4 }],
  ])('%j', (given, expected) => {
    expect(rangeOf('ab\ncd', given)).toEqual(expected);
  });
});
