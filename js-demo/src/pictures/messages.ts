/** What the pictures ask of the engine, and what it answers: plain data. */
import type { Decision, Operations, StepFunction } from 'counterpoise';
import type { Outcome } from '../analysis/types';
import type { State } from '../state/state';
import type { Run } from './simulation/run';

export type Asked = { steps: State } | { runs: Run[] };

/** A sync, and what other values of its metrics would come to. */
export interface Functions {
  decision: Decision;
  steps: StepFunction[];
}

export type Answer = { steps?: Outcome<Functions> } | { runs: Outcome<Ran>[]; compared?: Compared };

/** Two simulations side by side. */
export type Compared = Operations['hpa.compare']['ok'];

export interface Ran {
  simulation: Operations['hpa.simulate']['ok'];
  limits: Limits;
}

/** What holds the replicas of an HPA, as its defaults are filled in. */
export interface Limits {
  minReplicas: number;
  maxReplicas: number;
  /** Seconds for which recommendations hold. */
  downWindow: number;
  upWindow: number;
  /** Per cent. */
  tolerance: number;
}
