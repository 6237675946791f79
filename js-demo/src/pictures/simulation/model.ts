/** Simulations on one axis of time. */
import type { Operations, TimelineEvent } from 'counterpoise';
import type { Ran } from '../messages';
import { say, type Plain } from '../../words/words';

type Timeline = Operations['hpa.simulate']['ok']['timeline'];

/** What held a count, by its word. */
export type Holder = Extract<Plain, `held${'Window' | 'Limit' | 'Maximum' | 'Minimum'}${string}`>;

export interface Line {
  name: string;
  replicas: number[];
  proposal: (number | null)[];
  ready: number[];
  /** When a window or a limit held the count. */
  held: { from: number; to: number; by: Holder }[];
  events: TimelineEvent[];
}

export interface Times {
  x: number[];
  load: (number | null)[];
  lines: Line[];
  bounds: { word: string; count: number }[];
  end: number;
}

const WORDS: Record<string, Holder> = {
  ScaleUpStabilized: 'heldWindowUp',
  ScaleDownStabilized: 'heldWindowDown',
  TooManyReplicas: 'heldMaximum',
  TooFewReplicas: 'heldMinimum',
  ScaleUpLimit: 'heldLimitUp',
  ScaleDownLimit: 'heldLimitDown',
};

export function timesOf(runs: { name: string; ran: Ran }[]): Times {
  const all = new Set(runs.flatMap(({ ran }) => ran.simulation.timeline.map(({ seconds }) => seconds)));
  const x = [...all].sort((a, b) => a - b);
  const lines = runs.map(({ name, ran }) => lineOf(name, x, ran));
  const [first] = runs;
  const counts = new Map<string, number>();
  for (const { ran } of runs) {
    counts.set(say('maxOf', { n: ran.limits.maxReplicas }), ran.limits.maxReplicas);
    counts.set(say('minOf', { n: ran.limits.minReplicas }), ran.limits.minReplicas);
  }
  return {
    x,
    load: first ? along(x, first.ran.simulation.timeline, ({ rate }) => rate ?? null) : [],
    lines,
    bounds: [...counts].map(([word, count]) => ({ word, count })),
    end: x.at(-1) ?? 0,
  };
}

function lineOf(name: string, x: number[], { simulation: { timeline, events } }: Ran): Line {
  return {
    name,
    replicas: along(x, timeline, ({ replicas }) => replicas),
    proposal: along(x, timeline, ({ proposal }) => proposal),
    ready: along(x, timeline, ({ ready }) => ready),
    held: heldOf(timeline),
    events,
  };
}

/** The value at each instant: that of the last point before it. */
function along<T>(x: number[], timeline: Timeline, value: (point: Timeline[number]) => T): T[] {
  let next = 0;
  return x.map((seconds) => {
    while ((timeline[next + 1]?.seconds ?? Infinity) <= seconds) next++;
    return value(timeline[next] as Timeline[number]);
  });
}

function heldOf(timeline: Timeline): Line['held'] {
  const held: Line['held'] = [];
  timeline.forEach(({ seconds, stabilized, limited }, index) => {
    const by = WORDS[limited ?? ''] ?? WORDS[stabilized ?? ''];
    if (by === undefined) return;
    const to = timeline[index + 1]?.seconds ?? seconds;
    const last = held.at(-1);
    if (last && last.by === by && last.to === seconds) last.to = to;
    else held.push({ from: seconds, to, by });
  });
  return held;
}

/** Hours and minutes. */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return rest ? `${text}:${String(rest).padStart(2, '0')}` : text;
}

/** The place in a list of instants of the last that is not after one. */
export function indexAt(x: number[], seconds: number): number {
  return Math.max(
    0,
    x.findLastIndex((other) => other <= seconds),
  );
}
