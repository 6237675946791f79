/** The page: texts and choices make a state, the engine says what there is to say about it, the outputs show it. */
import './styles/index.css';
import { EngineClient } from './engine/client';
import { keepOffline } from './offline/offline';
import { carried, reload } from './state/carried';
import { forget, keep, kept } from './state/kept';
import { start } from './engine/start';
import { LinkError, decode, encode } from './state/share';
import { examples } from './state/examples';
import { knownOf } from './assist/known';
import { rangeOf } from './state/position';
import type { Simulation } from './state/simulation';
import { INPUTS, emptyState, same, type State } from './state/state';
import { TakeBar } from './take/bar';
import { Choices } from './view/choices';
import { byId } from './view/dom';
import { Lessons } from './view/lessons';
import { Outputs, summary } from './view/outputs';
import { Pictures } from './view/pictures';
import { listen } from './view/shortcuts';
import { offerLanguages, translate } from './words/page';
import { say } from './words/words';

translate();

/** The editors are the most of the page's script, and what is painted first does not wait for them. */
const { Inputs } = await import('./editor/inputs');

/** What is shown first. */
const FIRST = 'http-requests';

/** Milliseconds without typing before the engine is asked. */
const PAUSE = 150;

const status = byId('status', HTMLElement);
const inputs = new Inputs(changed, (...place) => outputs.point(...place));
const outputs = new Outputs({
  label: ({ input }) => (input ? inputs.label(input) : ''),
  go: (problem) => inputs.go(problem),
  light: (...places) => inputs.light(...places),
  show(span, other) {
    if (other) inputs.go(other);
    else if (span) inputs.go({ input: 'config', range: rangeOf(inputs.texts.config, span) });
  },
  name: (input) => nameOf(input) ?? input,
  open: (input, focus) => inputs.open(input, focus),
  mend: (input, fix) => inputs.mend(input, fix, shown?.texts),
});
const pictures = new Pictures(outputs, (chosen) => {
  simulation = chosen;
  remember(current());
});
const choices = new Choices(changed, (state) => {
  alert('');
  begin(state);
});
const bar = new TakeBar({
  current,
  untouched: () => choices.isExample || INPUTS.every((name) => inputs.texts[name].trim() === ''),
  load,
  label: nameOf,
  open: (input) => inputs.open(input),
  anew() {
    forget();
    simulation = undefined;
    history.replaceState(null, '', location.pathname + location.search);
    begin(emptyState());
  },
  alert,
});
const lessons = new Lessons(
  (state) => {
    alert('');
    begin(state);
  },
  (name) => inputs.label(name),
);
byId('inputs', HTMLElement).append(bar.element, bar.report, inputs.tabs.element, ...inputs.panels);
byId('outputs', HTMLElement).append(outputs.tabs.element, ...outputs.panels);

/** Counts what has nothing to do with what was there before, and which of these a state that was asked about is of. */
let epoch = 0;
const epochs = new WeakMap<State, number>();

/** What is chosen in the simulation, once something is. */
let simulation: Simulation | undefined;

/** The state that is shown. */
let shown: State | undefined;

/** The state that the address holds. */
let linked: State | undefined;

/** Runs while somebody types. */
let timer: ReturnType<typeof setTimeout> | undefined;

const client = new EngineClient(start, {
  answered(analysis, state) {
    shown = state;
    outputs.show(analysis, epochs.get(state) === epoch);
    inputs.mark(analysis.problems, state.texts);
    inputs.know(knownOf(analysis));
    // What has been chosen since is newer.
    pictures.take({ ...state, ...(simulation && { simulation }) });
    choices.offer(analysis.profiles);
    byId('version', HTMLElement).textContent = `Counterpoise ${analysis.version}`;
    status.textContent = summary(analysis);
  },
  restarted(why) {
    status.textContent = '';
    alert(say('restarted', { why }));
  },
  busy(busy) {
    // An answer that comes while somebody types is to a question of before.
    byId('outputs', HTMLElement).setAttribute('aria-busy', String(busy || timer !== undefined));
  },
});

/** A text or a choice has changed. */
function changed(): void {
  clearTimeout(timer);
  byId('outputs', HTMLElement).setAttribute('aria-busy', 'true');
  timer = setTimeout(ask, PAUSE);
}

function ask(): void {
  clearTimeout(timer);
  timer = undefined;
  const state = current();
  inputs.take(state.source);
  outputs.take(state.source);
  choices.name(state);
  remember(state);
  lessons.name(state);
  epochs.set(state, epoch);
  client.ask(state);
}

/** Keeps what is nobody's but the user's; an address that holds something else by now holds nothing. */
function remember(state: State): void {
  const isLinked = linked && same(linked, state) && isAlike(linked.simulation, state.simulation);
  if (linked !== undefined && !isLinked) {
    linked = undefined;
    history.replaceState(null, '', location.pathname + location.search);
  }
  if (linked !== undefined || (choices.isExample && !state.simulation)) return;
  if (!keep(state)) alert(say('noRoom'));
}

function isAlike(a: Simulation | undefined, b: Simulation | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameOf(input: string): string | undefined {
  const name = INPUTS.find((name) => name === input);
  return name && inputs.label(name);
}

function current(): State {
  return { ...choices.value, texts: inputs.texts, ...(simulation && { simulation }) };
}

function load(state: State): void {
  choices.value = state;
  inputs.texts = state.texts;
  // Texts that say nothing of it are tried with what is chosen.
  simulation = state.simulation ?? simulation;
  // What is loaded is not typed: there is nothing to wait for.
  ask();
}

/** Loads what has nothing to do with what was there before. */
function begin(state: State): void {
  epoch++;
  outputs.forget();
  load(state);
}

async function share(): Promise<void> {
  const state = current();
  history.replaceState(null, '', await encode(state));
  linked = state;
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = say('linkCopied');
  } catch {
    status.textContent = say('linkInAddress');
  }
}

/** Loads what the link holds; says so where it holds nothing that can be read. */
async function open(): Promise<boolean> {
  alert('');
  if (location.hash === '') return false;
  try {
    const state = await decode(location.hash);
    linked = state;
    begin(state);
    return true;
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    alert(error.message);
    return false;
  }
}

/** Says something that must not be missed; the empty text takes it away. */
function alert(message: string): void {
  const box = byId('alert', HTMLElement);
  const [text] = box.children;
  if (text) text.textContent = message;
  box.hidden = message === '';
}

byId('alert', HTMLElement)
  .querySelector('button')
  ?.addEventListener('click', () => alert(''));
byId('share', HTMLButtonElement).addEventListener('click', () => void share());
addEventListener('hashchange', () => void open());
offerLanguages(byId('language', HTMLSelectElement), () => reload(current()));
listen([
  { key: 'p', run: () => bar.focus() },
  { key: 'e', run: () => byId('example', HTMLSelectElement).focus() },
  { key: 'i', run: () => inputs.focus() },
  { key: 't', run: () => inputs.tabs.focus() },
  { key: 'r', run: () => outputs.focus() },
  { key: 'g', run: () => outputs.tabs.focus() },
  { key: 'l', run: () => void share() },
]);
byId('more', HTMLElement).inert = false;
const update = byId('update', HTMLElement);
void keepOffline(
  (take) => {
    update.hidden = false;
    update.querySelector('button')?.addEventListener('click', take, { once: true });
  },
  () => reload(current()),
);

// What is chosen before there is a state would be lost in the first one.
const before = carried();
const opened = before === undefined && (await open());
byId('choices', HTMLFormElement).inert = false;
if (!opened) begin(before ?? kept() ?? examples.find(({ name }) => name === FIRST)?.state ?? emptyState());
void lessons.fill();
