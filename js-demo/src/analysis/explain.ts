/** The whole chain of an HPA, as `counterpoise explain` tells it. */
import {
  call,
  type CounterpoiseError,
  type Decision,
  type ExplainInput,
  type ExplainSection,
  type Finding,
  type Operations,
} from 'counterpoise';
import { rangeOf } from '../state/position';
import { INPUTS, type State } from '../state/state';
import { thrown } from './problems';
import type { Inputs } from './read';
import type { Explanation, Outcome, Problem, Sync } from './types';

/** Nothing where there is no HPA, or an input of the chain cannot be read. */
export function explain(state: State, inputs: Inputs): Outcome<Explanation> | undefined {
  if (state.texts.hpa.trim() === '' || inputs.problems.length > 0) return undefined;
  try {
    const { sections, text, ways, causes, decision, then = [] } = explained(inputOf(state, inputs));
    return {
      ok: {
        sections,
        text,
        ways,
        causes: causes.map((cause) => causeOf(state, cause)),
        syncs: syncs([decision, ...then], sections),
      },
    };
  } catch (error) {
    return { problem: refused(state, inputs, error) };
  }
}

/** What the operation is given. */
export function inputOf(state: State, inputs: Inputs): ExplainInput {
  const { hpa, scale, pods, config } = state.texts;
  const { series, recorded, resources, response, metrics, sync } = inputs;
  return {
    ...sync,
    hpa,
    ...(scale.trim() && { scale }),
    ...(pods.trim() && { pods }),
    ...(config.trim() && { config }),
    ...(series && { series }),
    ...(recorded && { samples: recorded.samples }),
    ...(resources && { resources }),
    ...(response && { response }),
    ...(metrics && { metrics }),
    ...(state.profile && { profile: state.profile }),
    compat: state.compat,
  };
}

/** With the clock's time only where nothing that is given tells one, as the command line has it. */
export function explained(input: ExplainInput): Operations['hpa.explain']['ok'] {
  try {
    return call('hpa.explain', input);
  } catch (error) {
    const { code, path } = error as Partial<CounterpoiseError>;
    if (code !== 'request.missing-field' || path !== 'now') throw error;
    return call('hpa.explain', { ...input, now: new Date().toISOString() });
  }
}

/** Why the operation gave nothing. */
export function refused(state: State, { sync }: Inputs, error: unknown): Problem {
  const config = state.texts.config.trim();
  return thrown(state, error, (path) => (path in sync ? 'sync' : config ? 'config' : undefined));
}

/** A cause with its place: its file is called by the field of the input. */
function causeOf({ texts }: State, { file, also: _, ...finding }: Finding): Problem {
  const input = INPUTS.find((name) => name === file);
  if (!input) return finding;
  return { ...finding, input, ...(finding.span && { range: rangeOf(texts[input], finding.span) }) };
}

function syncs(decisions: Decision[], sections: ExplainSection[]): Sync[] {
  const rows = sections.flatMap((section) => section.rows);
  const targets = rows.filter((row) => row.label === 'TARGETS').map((row) => row.text);
  return decisions.map(({ status, desiredReplicas: to }, index) => {
    const shown = targets[index];
    return { from: status.currentReplicas ?? to, to, ...(shown !== undefined && { targets: shown }) };
  });
}
