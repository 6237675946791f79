/** Series with their samples, and what Prometheus would answer to a query over them. */
import { call, type ExplainInput, type PrometheusAnswer } from 'counterpoise';
import type { Query } from './types';

export type Samples = NonNullable<ExplainInput['samples']>;

/** The line before a page that says when it was scraped. */
const SCRAPED = /^# at (\S+)[^\S\n]*$/gm;

/** `/metrics` pages, where lines say when each was scraped; any other text is as it is. */
export function pagesOf(text: string): Samples {
  const lines = [...text.matchAll(SCRAPED)];
  if (lines.length === 0) return text;
  return lines.map(({ index, 0: line, 1: time = '' }, at) => ({
    time,
    page: text.slice(index + line.length + 1, lines[at + 1]?.index),
  }));
}

/** Samples that were read. */
export interface Recorded {
  samples: Samples;
  /** How far samples of promtool's notation are apart. */
  interval?: string;
  /** When queries are evaluated: the instant of the sync, else that of the newest sample. */
  time: string | number;
  /** The labels of every series. */
  series: Record<string, string>[];
}

/** Reads samples; `sync` may say how far they are apart, and when the sync is. */
export function recordedOf(samples: Samples, sync: Record<string, unknown>): Recorded {
  const { interval, now } = sync;
  const given = { samples, ...(typeof interval === 'string' && { interval }) };
  const { result } = call('promql.evaluate', {
    query: '{__name__!=""}[200y]',
    series: samples,
    ...(given.interval && { interval: given.interval }),
    time: '2150-01-01T00:00:00Z',
  });
  const all = result as { metric: Record<string, string>; values: [number, string][] }[];
  const newest = all.reduce((most, { values }) => Math.max(most, values.at(-1)?.[0] ?? 0), 0);
  return { ...given, time: typeof now === 'string' ? now : newest, series: all.map(({ metric }) => metric) };
}

/** The answer to a query of a request, as Prometheus' API gives it; of usage one for each resource. */
export function answerTo({ promql, queries }: Query, recorded: Recorded): PrometheusAnswer {
  if (promql !== undefined) return answer(promql, recorded);
  const answers = Object.entries(queries ?? {}).map(([name, query]) => [name, answer(query, recorded)] as const);
  return Object.fromEntries(answers) as PrometheusAnswer;
}

export function answer(query: string, { samples, interval, time }: Recorded): PrometheusAnswer {
  const data = call('promql.evaluate', { query, series: samples, ...(interval && { interval }), time });
  return { status: 'success', data } as PrometheusAnswer;
}
