/** Names that the pasted series have, for whoever writes about them. */

/** Metrics, the labels of each, and their values: of each no more than anybody looks through. */
export type Vocabulary = Record<string, Record<string, string[]>>;

const METRICS = 2000;
const VALUES = 50;
/** Series that are looked at. */
const SERIES = 100_000;

export function vocabularyOf(series: unknown): Vocabulary {
  const known = new Map<string, Map<string, Set<string>>>();
  for (const labels of labelSets(series)) {
    const { __name__: name, ...others } = labels;
    if (typeof name !== 'string' || (known.size >= METRICS && !known.has(name))) continue;
    const of = known.get(name) ?? new Map<string, Set<string>>();
    known.set(name, of);
    for (const [label, value] of Object.entries(others)) {
      const values = of.get(label) ?? new Set<string>();
      of.set(label, values);
      if (typeof value === 'string' && values.size < VALUES) values.add(value);
    }
  }
  const plain = [...known].map(([name, of]) => [
    name,
    Object.fromEntries([...of].map(([label, values]) => [label, [...values].sort()])),
  ]);
  return Object.fromEntries(plain) as Vocabulary;
}

/** A list of label sets, what Prometheus answers with one, or a `/metrics` page. */
function labelSets(series: unknown): Record<string, unknown>[] {
  if (typeof series === 'string') return ofPage(series);
  const list = Array.isArray(series) ? series : (series as { data?: unknown } | null | undefined)?.data;
  return Array.isArray(list) ? list.slice(0, SERIES).filter((one) => typeof one === 'object' && one !== null) : [];
}

const LINE = /^([a-zA-Z_:][\w:]*)[^\S\n]*(?:\{((?:"(?:[^"\\]|\\.)*"|[^"}])*)\})?/gm;
const LABEL = /([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;

function ofPage(page: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  for (const [, name = '', labels = ''] of page.matchAll(LINE)) {
    if (found.length >= SERIES) break;
    const set: Record<string, string> = { __name__: name };
    for (const [, label = '', value = ''] of labels.matchAll(LABEL)) set[label] = value.replaceAll(/\\(.)/g, '$1');
    found.push(set);
  }
  return found;
}
