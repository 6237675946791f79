/** A step function in numbers that a picture can use. */
import type { StepFunction, StepSegment, Steps } from 'counterpoise';

export interface Step {
  from: number;
  to: number;
  utilization?: [number, number];
  proposal: number | null;
  replicas: number;
}

export interface Model {
  steps: Step[];
  allReady: Step[];
  band?: [number, number];
  target?: number;
  present: number;
  /** The last value that is shown. */
  last: number;
  /** The most replicas that are shown. */
  most: number;
  more: boolean;
}

/** Nothing where the metric gives nothing. */
export function modelOf(given: StepFunction): Model | undefined {
  const { steps, allReady, present, maxReplicas, currentReplicas = 0 } = given;
  if (!steps || !present || steps.segments.length === 0) return undefined;
  const all = steps.segments.map(stepOf);
  const now = Number(present.value);
  const target = steps.target === undefined ? undefined : Number(steps.target);
  const last = lastOf(all, Math.max(now, target ?? 0));
  const shown = (steps: Steps | undefined) => (steps?.segments ?? []).map(stepOf).filter(({ from }) => from <= last);
  const counts = all.filter(({ from }) => from <= last).flatMap(({ proposal, replicas }) => [proposal ?? 0, replicas]);
  const { deadBand: band } = steps;
  return {
    steps: shown(steps),
    allReady: shown(allReady),
    ...(band && { band: [Number(band.from), Math.min(last, Number(band.to))] as [number, number] }),
    ...(target !== undefined && { target }),
    present: now,
    last,
    most: Math.max(maxReplicas, currentReplicas, ...counts),
    more: steps.more,
  };
}

function stepOf({ from, to, utilization, proposal, replicas }: StepSegment): Step {
  return {
    from: Number(from),
    to: Number(to),
    ...(utilization && { utilization: utilization as [number, number] }),
    proposal,
    replicas,
  };
}

/** The end of the list: of its last step no more than of the one before, since that goes on for as long as there are numbers. */
function lastOf(steps: Step[], least: number): number {
  const end = steps.at(-1);
  const before = steps.at(-2);
  if (!end) return least;
  const width = before ? before.to - before.from + 1 : least;
  return Math.max(Math.min(end.to, end.from + width), Math.ceil(least * 1.1), 1);
}

/** The step that a value is on. */
export function at(steps: Step[], value: number): Step | undefined {
  return steps.findLast(({ from }) => from <= value);
}

/** The threshold after a value, or before it: the first value of a step. */
export function threshold(steps: Step[], value: number, after: boolean): number | undefined {
  return after ? steps.find(({ from }) => from > value)?.from : steps.findLast(({ from }) => from < value)?.from;
}
