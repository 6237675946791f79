/** Curves of a load, in requests a second, as the simulation takes them. */
import type { Load } from 'counterpoise';
import type { Shape, Simulation } from '../../state/simulation';
import { say } from '../../words/words';

export const LABELS: Record<Shape, string> = {
  steady: say('steady'),
  ramp: say('ramp'),
  spike: say('spike'),
  day: say('shapeDay'),
  series: say('shapeSeries'),
  drawn: say('drawnByHand'),
};

/** What of the choices makes the curve. */
export type Curve = Pick<Simulation, 'shape' | 'duration' | 'low' | 'high' | 'series' | 'drawn'>;

/** A day from midnight to midnight, in shares of the way from low to high. */
const DAY = [
  0, 0, 0, 0, 0.02, 0.06, 0.15, 0.4, 0.75, 0.9, 0.95, 0.85, 0.7, 0.75, 0.88, 0.95, 1, 0.98, 0.8, 0.6, 0.4, 0.25, 0.12,
  0.04,
];

/** @throws {Error} for a series that is none. */
export function loadOf({ shape, duration, low, high, series, drawn }: Curve): Load[] {
  switch (shape) {
    case 'steady':
      return [{ rate: high }];
    case 'ramp':
      return [{ rate: low }, { at: duration * 0.15, rate: high, ramp: duration * 0.6 }];
    case 'spike':
      return [
        { rate: low },
        { at: duration * 0.35, rate: high, ramp: duration / 120 },
        { at: duration * 0.5, rate: low, ramp: duration / 120 },
      ];
    case 'day':
      return [{ series: spread([...DAY, DAY[0] ?? 0], duration, low, high) }];
    case 'drawn':
      return [{ series: spread(drawn, duration, low, high) }];
    case 'series':
      return [{ series: parse(series) }];
  }
}

function spread(shares: number[], duration: number, low: number, high: number): [number, number][] {
  const each = duration / Math.max(1, shares.length - 1);
  return shares.map((share, index) => [Math.round(index * each), Math.round((low + share * (high - low)) * 100) / 100]);
}

/**
 * Seconds and values: a line each, a JSON list of pairs, or what Prometheus answers to a query over a range.
 *
 * @throws {Error}
 */
export function parse(text: string): [number, number | string][] {
  const points = /^\s*[[{]/.test(text) ? fromJson(text) : fromLines(text);
  if (points.length === 0) throw new Error(say('seriesEmpty'));
  return points;
}

function fromLines(text: string): [number, number | string][] {
  return [...text.matchAll(/\S.*/g)].map(({ 0: line }) => {
    const [seconds = '', value = ''] = line.trim().split(/[\s,;]+/);
    if (seconds === '' || value === '' || !Number.isFinite(Number(seconds)) || !Number.isFinite(Number(value))) {
      throw new Error(say('noSeriesLine', { line: line.trim() }));
    }
    return [Number(seconds), Number(value)];
  });
}

function fromJson(text: string): [number, number | string][] {
  const given: unknown = JSON.parse(text);
  const values = Array.isArray(given)
    ? given
    : (given as { data?: { result?: { values?: unknown }[] } }).data?.result?.[0]?.values;
  if (!Array.isArray(values)) throw new Error(say('noSeries'));
  return values as [number, number | string][];
}
