/** Replicas over the values of one metric. Lines differ by their dashes, and each has its name at its end. */
import type { StepFunction } from 'counterpoise';
import { apart, linear, s, stairs, ticks, type Scale } from '../svg';
import type { Model, Step } from './model';
import { axis, short, writer } from './values';
import { say } from '../../words/words';

const HEIGHT = 310;
const MARGIN = { top: 38, right: 100, bottom: 46, left: 34 };

/** What a value on the axis takes. */
const TICK = 60;

export interface Chart {
  svg: SVGSVGElement;
  /** Marks a value. */
  mark(value: number): void;
  /** How far the slider is to be from the sides, to stand under the axis. */
  inset: [left: number, right: number];
}

export function chart(given: StepFunction, model: Model, width: number): Chart {
  const write = writer(given);
  const right = width - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = linear([0, model.last], [MARGIN.left, right]);
  const y = linear([0, model.most], [bottom, MARGIN.top]);
  const mark = s('g', { class: 'mark' });
  const place = { x, y, right, bottom, width };
  const svg = s(
    'svg',
    { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-label': described(given, model) },
    hatching(given),
    ...grid(model, write, place),
    band(given, model, place),
    ...lines(given, model, place),
    present(model, place),
    mark,
    s('text', { x: MARGIN.left, y: HEIGHT - 6, class: 'title' }, axis(given)),
    s('text', { x: 4, y: 12, class: 'title' }, say('replicas')),
  );
  return {
    svg,
    mark(value) {
      const at = x(value);
      mark.replaceChildren(
        s('line', { x1: at, x2: at, y1: MARGIN.top, y2: bottom }),
        s('path', { d: `M${at} ${bottom}l-5 8h10z` }),
      );
    },
    inset: [MARGIN.left, MARGIN.right],
  };
}

interface Place {
  x: Scale;
  y: Scale;
  right: number;
  bottom: number;
  width: number;
}

/** What the picture shows, in a sentence; the table has its numbers. */
function described(given: StepFunction, { band }: Model): string {
  const write = writer(given);
  const stays = band
    ? say('describedStays', { from: write(band[0]), to: write(band[1]), n: given.currentReplicas ?? 0 })
    : '';
  return say('describedSteps', { name: short(given), stays });
}

function hatching({ metric }: StepFunction): SVGElement {
  const id = hatch(metric);
  return s(
    'defs',
    {},
    s(
      'pattern',
      { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      s('line', { x1: 0, x2: 0, y1: 0, y2: 6, class: 'hatch' }),
    ),
  );
}

function hatch(metric: string): string {
  return `hatch-${metric.replace(/\W+/g, '-')}`;
}

function grid({ last, most }: Model, write: (milli: number) => string, { x, y, right, bottom }: Place): SVGElement[] {
  const counts = ticks(0, most, 6, 1).map((count) =>
    s(
      'g',
      { class: 'grid' },
      s('line', { x1: MARGIN.left, x2: right, y1: y(count), y2: y(count) }),
      s('text', { x: MARGIN.left - 6, y: y(count) + 4, 'text-anchor': 'end' }, String(count)),
    ),
  );
  // As many as have room for their text.
  const values = ticks(0, last, Math.max(2, Math.min(6, Math.floor((right - MARGIN.left) / TICK))));
  const marks = values.map((value) =>
    s('text', { class: 'tick', x: x(value), y: bottom + 20, 'text-anchor': 'middle' }, write(value)),
  );
  return [...counts, ...marks];
}

function band({ metric, currentReplicas }: StepFunction, model: Model, { x, bottom }: Place): SVGElement | undefined {
  if (!model.band) return undefined;
  const [from, to] = model.band;
  const [left, width] = [x(from), Math.max(2, x(to) - x(from))];
  const text = say('staysAt', { n: currentReplicas ?? 0 });
  return s(
    'g',
    { class: 'band' },
    s('rect', { x: left, y: MARGIN.top, width, height: bottom - MARGIN.top, fill: `url(#${hatch(metric)})` }),
    s('text', { x: left + width / 2, y: MARGIN.top - 7, 'text-anchor': 'middle' }, text),
  );
}

/** The bounds, then what the metric and the HPA make of a value; each with its name at its end. */
function lines(
  { minReplicas, maxReplicas }: StepFunction,
  { steps, allReady }: Model,
  { x, y, right, bottom }: Place,
): SVGElement[] {
  const along = (of: Step[], count: (step: Step) => number | null) =>
    of.map((step) => [x(step.from), count(step)] as const);
  const level = (count: number) => [[MARGIN.left, count] as const];
  const drawn = [
    { name: say('maxOf', { n: maxReplicas }), kind: 'bound', points: level(maxReplicas) },
    { name: say('minOf', { n: minReplicas }), kind: 'bound', points: level(minReplicas) },
    { name: say('proposesSmall'), kind: 'proposes', points: along(steps, ({ proposal }) => proposal) },
    { name: say('asksFor'), kind: 'asks', points: along(steps, ({ replicas }) => replicas) },
    { name: say('ifReady'), kind: 'ready', points: along(allReady, ({ proposal }) => proposal) },
  ].filter(({ points }) => points.length > 0);
  const ends = drawn.map(({ points }) => y(points.at(-1)?.[1] ?? 0));
  const places = apart(ends, 15, [MARGIN.top, bottom]);
  return drawn.map(({ name, kind, points }, index) => {
    const drawnAt = points.map(([at, count]) => (count === null ? undefined : ([at, y(count)] as const)));
    return s(
      'g',
      { class: `line ${kind}` },
      s('path', { d: stairs(drawnAt, right) }),
      s('text', { x: right + 5, y: (places[index] ?? 0) + 4 }, name),
    );
  });
}

function present({ present, steps }: Model, { x, y, bottom }: Place): SVGElement {
  const step = steps.findLast(({ from }) => from <= present);
  return s(
    'g',
    { class: 'present' },
    s('line', { x1: x(present), x2: x(present), y1: y(step?.proposal ?? 0), y2: bottom }),
    s('circle', { cx: x(present), cy: y(step?.proposal ?? 0), r: 4.5 }),
    s('text', { x: x(present), y: bottom - 5, 'text-anchor': 'start', dx: 5 }, say('now')),
  );
}
