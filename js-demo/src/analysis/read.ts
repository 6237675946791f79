/** Reads the inputs that operations take as objects: JSON, or YAML where it is not JSON. */
import type { APIResourceList, PrometheusAnswer, ReconcileInput, Series } from 'counterpoise';
import { parseDocument, type YAMLParseError } from 'yaml';
import { rangeOf, spanOf } from '../state/position';
import type { InputName, State } from '../state/state';
import { thrown } from './problems';
import { pagesOf, recordedOf, type Recorded, type Samples } from './samples';
import type { Problem } from './types';

/** The values that were read, and what is wrong with the texts that could not be. */
export interface Inputs {
  series?: Series;
  resources?: APIResourceList[];
  response?: PrometheusAnswer;
  /** Series with their samples; where no series are given, they are those. */
  recorded?: Recorded;
  metrics?: NonNullable<ReconcileInput['metrics']>;
  /** The fields of `hpa.explain` that have no input of their own, such as `now` and `then`. */
  sync: Record<string, unknown>;
  /** Of the scale: what requests and `per-replica` need. */
  selector: string;
  replicas: number;
  problems: Problem[];
}

export function read(state: State): Inputs {
  const problems: Problem[] = [];
  const value = (input: InputName): unknown => {
    const result = parse(state.texts[input]);
    if (!('problem' in result)) return result.value;
    problems.push({ ...result.problem, input });
    return undefined;
  };
  const object = (input: InputName, list = false): object | undefined => {
    const found = value(input);
    if (found === undefined || found === null) return undefined;
    if (typeof found === 'object' && Array.isArray(found) === list) return found;
    const message = `the text holds no ${list ? 'list' : 'object'}`;
    problems.push({ severity: 'error', code: 'request.type', message, input });
    return undefined;
  };

  const inputs: Inputs = { sync: { ...object('sync') }, selector: '', replicas: 0, problems };
  const resources = object('resources', true);
  const response = object('response');
  const metrics = object('metrics');
  // Whether they are what they should be the engine says.
  if (resources) inputs.resources = resources as APIResourceList[];
  if (response) inputs.response = response as PrometheusAnswer;
  if (metrics) inputs.metrics = metrics as NonNullable<ReconcileInput['metrics']>;

  // A /metrics page is neither JSON nor YAML, and is passed on as it is.
  const text = state.texts.series;
  const series = /^\s*[[{]/.test(text) ? value('series') : text.trim() && text;
  if (series) inputs.series = series as Series;

  const taken = state.texts.samples;
  const samples = /^\s*[[{]/.test(taken) ? value('samples') : taken.trim() && pagesOf(taken);
  if (samples) {
    try {
      inputs.recorded = recordedOf(samples as Samples, inputs.sync);
      inputs.series ??= inputs.recorded.series;
    } catch (error) {
      problems.push(ofSamples(state, samples, error));
    }
  }

  // What is wrong with a scale the engine says.
  const scale = parse(state.texts.scale);
  if ('value' in scale) {
    const status = (scale.value as { status?: { selector?: unknown; replicas?: unknown } } | null)?.status;
    if (typeof status?.selector === 'string') inputs.selector = status.selector;
    if (typeof status?.replicas === 'number') inputs.replicas = status.replicas;
  }
  return inputs;
}

type Parsed = { value: unknown } | { problem: Problem };

function parse(text: string): Parsed {
  try {
    return { value: text.trim() === '' ? undefined : JSON.parse(text) };
  } catch {
    // YAML's reader takes JSON too, and knows where it is wrong.
    return parseYaml(text);
  }
}

function parseYaml(text: string): Parsed {
  try {
    const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
    const [error] = document.errors;
    // Aliases of aliases multiply: the reader counts them, and throws.
    return error ? { problem: unreadable(text, error) } : { value: document.toJS() };
  } catch (error) {
    const message = error instanceof RangeError ? 'the text is nested too deep' : String(error);
    return { problem: { severity: 'error', code: 'limit.depth', message } };
  }
}

function unreadable(text: string, { message, pos: [from, to] }: YAMLParseError): Problem {
  const range = { from, to: Math.max(from, to) };
  return { severity: 'error', code: 'yaml.syntax', message, range, span: spanOf(text, range) };
}

/** What is wrong with samples; a place is known in a text that the engine was given as it is. */
function ofSamples(state: State, samples: unknown, error: unknown): Problem {
  const { path: _, span, ...problem } = thrown(state, error, () => undefined);
  const place = span && samples === state.texts.samples ? { span, range: rangeOf(state.texts.samples, span) } : {};
  return { ...problem, ...place, input: 'samples' };
}
