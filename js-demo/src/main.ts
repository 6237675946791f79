/** The page: texts and choices make a state, the engine says what there is to say about it, the outputs show it. */
import './styles/index.css';
import { EngineClient } from './engine/client';
import { start } from './engine/start';
import { LinkError, decode, encode } from './state/share';
import { examples } from './state/examples';
import { emptyState, type State } from './state/state';
import { Choices } from './view/choices';
import { byId } from './view/dom';
import { Outputs, summary } from './view/outputs';

/** The editors are the most of the page's script, and what is painted first does not wait for them. */
const { Inputs } = await import('./editor/inputs');

/** What is shown first. */
const FIRST = 'http-requests';

/** Milliseconds without typing before the engine is asked. */
const PAUSE = 150;

const status = byId('status', HTMLElement);
const inputs = new Inputs(changed);
const outputs = new Outputs({
  label: ({ input }) => (input ? inputs.label(input) : ''),
  go: (problem) => inputs.go(problem),
});
const choices = new Choices(changed, (state) => {
  alert('');
  load(state);
});
byId('inputs', HTMLElement).append(inputs.tabs.element, ...inputs.panels);
byId('outputs', HTMLElement).append(outputs.tabs.element, ...outputs.panels);

/** Runs while somebody types. */
let timer: ReturnType<typeof setTimeout> | undefined;

const client = new EngineClient(start, {
  answered(analysis, state) {
    outputs.show(analysis);
    inputs.mark(analysis.problems, state.texts);
    choices.offer(analysis.profiles);
    byId('version', HTMLElement).textContent = `Counterpoise ${analysis.version}`;
    status.textContent = summary(analysis);
  },
  restarted(why) {
    status.textContent = '';
    alert(
      `The engine was started anew: ${why}. Your texts are as they were; what is shown is of before. It is asked again when you change something.`,
    );
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
  client.ask(state);
}

function current(): State {
  return { ...choices.value, texts: inputs.texts };
}

function load(state: State): void {
  choices.value = state;
  inputs.texts = state.texts;
  // What is loaded is not typed: there is nothing to wait for.
  ask();
}

async function share(): Promise<void> {
  history.replaceState(null, '', await encode(current()));
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = 'The link is copied; it holds all texts.';
  } catch {
    status.textContent = 'The link is in the address bar; it holds all texts.';
  }
}

/** Loads what the link holds; says so where it holds nothing that can be read. */
async function open(): Promise<boolean> {
  alert('');
  if (location.hash === '') return false;
  try {
    load(await decode(location.hash));
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

if (!(await open())) load(examples.find(({ name }) => name === FIRST)?.state ?? emptyState());
