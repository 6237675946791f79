/** Simulations: the HPA of the texts or another one, with its own settings or others. Runs in the worker. */
import { call, type HorizontalPodAutoscaler, type Operations } from 'counterpoise';
import { visible } from '../../analysis/analyse';
import { thrown } from '../../analysis/problems';
import { read } from '../../analysis/read';
import type { Outcome } from '../../analysis/types';
import type { State } from '../../state/state';
import type { Settings } from '../../state/simulation';
import type { Compared, Limits, Ran } from '../messages';

type Input = Operations['hpa.simulate']['input'];

export interface Run {
  state: State;
  /** Another HPA in the place of the state's own. */
  hpa?: string;
  settings?: Settings;
  workload: NonNullable<Input['workload']>;
  /** Seconds. */
  duration: number;
}

/** The windows of a controller without a `behavior`, in seconds. */
const WINDOWS = { down: 300, up: 0 };

/** The controller's own, where nothing is said. */
const TOLERANCE = 0.1;

export function run(given: Run): Outcome<Ran> {
  try {
    const { input, limits } = inputOf(given);
    return { ok: { simulation: call('hpa.simulate', input), limits } };
  } catch (error) {
    return { problem: thrown(given.state, error, given.hpa === undefined ? 'hpa' : () => undefined) };
  }
}

/** Where two part, and both in figures; nothing where one of them is not simulated, which its run tells. */
export function compare(a: Run, b: Run): Compared | undefined {
  try {
    return call('hpa.compare', { a: inputOf(a).input, b: inputOf(b).input });
  } catch (error) {
    thrown(a.state, error, 'hpa');
    return undefined;
  }
}

function inputOf({ state, hpa: other, settings = {}, workload, duration }: Run): { input: Input; limits: Limits } {
  const shown = visible(state);
  const { sync, resources } = read(shown);
  const profile = state.profile ? { profile: state.profile } : {};
  const controller = { ...(sync['controller'] as Input['controller']) };
  if (settings.tolerance !== undefined) controller.tolerance = settings.tolerance / 100;
  const converted = call('hpa.convert', { hpa: other ?? shown.texts.hpa, to: 'autoscaling/v2' }).hpa;
  const hpa = call('hpa.default', { hpa: converted, ...profile }).hpa as HorizontalPodAutoscaler;
  change(hpa, settings);
  const own = { hpa, workload, duration, controller, ...(resources && { resources }), ...profile };
  return { input: { ...own, compat: state.compat }, limits: limitsOf(hpa, controller.tolerance ?? TOLERANCE) };
}

function change({ spec }: HorizontalPodAutoscaler, { downWindow, upWindow, downPercent }: Settings): void {
  if (!spec || (downWindow === undefined && upWindow === undefined && downPercent === undefined)) return;
  const behavior = (spec.behavior ??= {});
  if (upWindow !== undefined) behavior.scaleUp = { ...behavior.scaleUp, stabilizationWindowSeconds: upWindow };
  if (downWindow !== undefined) behavior.scaleDown = { ...behavior.scaleDown, stabilizationWindowSeconds: downWindow };
  if (downPercent !== undefined) {
    const policies = [{ type: 'Percent', value: downPercent, periodSeconds: 60 }];
    behavior.scaleDown = { ...behavior.scaleDown, policies };
  }
}

function limitsOf({ spec }: HorizontalPodAutoscaler, tolerance: number): Limits {
  const { minReplicas, maxReplicas = 1, behavior } = spec ?? {};
  return {
    minReplicas: minReplicas ?? 1,
    maxReplicas,
    downWindow: behavior?.scaleDown?.stabilizationWindowSeconds ?? WINDOWS.down,
    upWindow: behavior?.scaleUp?.stabilizationWindowSeconds ?? WINDOWS.up,
    tolerance: Math.round(tolerance * 100),
  };
}
