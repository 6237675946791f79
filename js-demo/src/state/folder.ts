/** A state as the folder of a scenario, as `counterpoise explain` reads it: a file for each input, under the names of `hpa.explain`. */
import { given, taken } from './settings.ts';
import { emptyState, type InputName, type State } from './state.ts';

/** Texts by the field of `hpa.explain` that they are for; `scenario` holds the fields that have no text of their own. */
export type Fields = Record<string, string>;

/** The files of a folder by the fields that they hold. Requests are of the page alone. */
const FILES: Partial<Record<InputName, string>> = {
  config: 'config.yaml',
  series: 'series.json',
  hpa: 'hpa.yaml',
  response: 'response.json',
  pods: 'pods.yaml',
  scale: 'scale.yaml',
  metrics: 'metrics.json',
  resources: 'resources.json',
};

const SCENARIO = 'scenario.yaml';
/** Left alone by the command line, which follows the HPA. */
export const REQUESTS = 'requests.md';

/** Puts texts into their inputs, those of a state that are not given stay. */
export function withFields(before: State, fields: Fields): State {
  const state: State = { ...before, texts: { ...before.texts } };
  for (const input of Object.keys(FILES) as InputName[]) state.texts[input] = fields[input] ?? state.texts[input];
  const scenario = fields['scenario'];
  if (scenario !== undefined) Object.assign(state, settings(scenario, state));
  const { hpa, config } = state.texts;
  // Whoever chose annotations has rules beside them on purpose.
  const stays = before.source === 'annotations' && fields['config'] === undefined;
  state.source = hpa.includes('metric-config.') && (config === '' || stays) ? 'annotations' : 'rules';
  return state;
}

/** The release and the compatibility are chosen beside the texts. */
function settings(scenario: string, before: State): Partial<State> {
  const found = taken(scenario, ['profile', 'compat']);
  // What cannot be read is shown for what it is.
  if (!found) return { texts: { ...before.texts, sync: scenario } };
  const profile = found.values.get('profile') ?? '';
  const compat = found.values.get('compat') === 'safe' ? 'safe' : 'upstream';
  return { profile, compat, texts: { ...before.texts, sync: found.rest } };
}

/** The files of a state by their names. */
export function folderOf(state: State): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [input, name] of Object.entries(FILES)) {
    const text = state.texts[input as InputName];
    if (text.trim() === '') continue;
    // The command line goes by the beginning of the name, and people by its end.
    files[input === 'series' && !/^\s*[[{]/.test(text) ? 'series.prom' : name] = text;
  }
  let scenario = state.texts.sync;
  if (state.profile) scenario = given(scenario, 'profile', state.profile);
  if (state.compat === 'safe') scenario = given(scenario, 'compat', state.compat);
  if (scenario.trim() !== '') files[SCENARIO] = scenario;
  if (state.texts.request.trim() !== '') files[REQUESTS] = state.texts.request;
  return files;
}

/** The folder of an example, or one that was read. */
export function stateOfFolder(file: (name: string) => string | undefined): State {
  const fields: Fields = {};
  for (const [input, name] of [...Object.entries(FILES), ['scenario', SCENARIO] as const]) {
    const text = file(name);
    if (text !== undefined) fields[input] = text;
  }
  return withFields(emptyState(), fields);
}
