/** From what was given to the inputs, and what is told of it. */
import { REQUESTS, withFields } from '../state/folder';
import { emptyState } from '../state/state';
import { ENGINES, h, type Child } from '../view/dom';
import type { Host } from './bar';
import type { Gathered, Given } from './files';
import type { Sorted, SorterQuestion, SorterReply } from './sorter';
import { count, say } from '../words/words';

type Piece = Sorted['pieces'][number];

/** Milliseconds that sorting may take; what takes longer is not worth waiting for. */
const PATIENCE = 20_000;

export async function sortInto(report: HTMLElement, gathered: Gathered, host: Host): Promise<void> {
  const requests = gathered.files.find(({ name }) => gathered.whole && name.split('/').at(-1) === REQUESTS);
  const files = distinct(gathered.files.filter((file) => file !== requests));
  const before = host.current();
  const { compat, profile } = before;
  // One's own is not mixed with an example; a folder is all there is.
  const base = gathered.whole ? emptyState() : host.untouched() ? { ...emptyState(), compat, profile } : before;
  const sorted = files.length > 0 ? await sort({ files, hpa: base.texts.hpa, scale: base.texts.scale }) : undefined;
  const fields = sorted?.inputs ?? {};
  if (requests || Object.keys(fields).length > 0) {
    const state = withFields(base, fields);
    if (requests) state.texts.request = requests.text;
    host.load(state);
    const [first] = sorted?.pieces.filter(({ taken, input }) => taken && input && host.label(input)) ?? [];
    if (first?.input) host.open(first.input);
  }
  tell(report, gathered, sorted, host);
}

/** Two files of one name could not be told apart. */
function distinct(files: Given[]): Given[] {
  const seen = new Map<string, number>();
  return files.map(({ name, text }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count > 1 ? `${name} (${count})` : name, text };
  });
}

function sort(question: SorterQuestion): Promise<Sorted> {
  const worker = new Worker(new URL('./sorter.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<Sorted>((resolve, reject) => {
    setTimeout(() => reject(new Error(say('tooLong', { seconds: PATIENCE / 1000 }))), PATIENCE);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || say('noEngine')));
    };
    worker.onmessage = ({ data }: MessageEvent<SorterReply>) =>
      'sorted' in data ? resolve(data.sorted) : reject(new Error(data.fault));
  });
  worker.postMessage(question);
  return answer.finally(() => worker.terminate());
}

function tell(report: HTMLElement, gathered: Gathered, sorted: Sorted | undefined, host: Host): void {
  const pieces = sorted?.pieces ?? [];
  const taken = pieces.filter((piece) => piece.taken);
  const known = new Map(sorted?.known.map(({ file, text }) => [file, text]));
  const others = pieces.length - taken.length + gathered.refused.length + (sorted?.more ?? 0);
  const summary = count(taken.length, 'takenOne', 'takenMany') + (others > 0 ? say('othersNot', { n: others }) : '');
  const close = h(
    'button',
    { type: 'button', class: 'dismiss', 'aria-label': say('dismiss'), onclick: () => (report.hidden = true) },
    '×',
  );
  report.hidden = false;
  report.replaceChildren(
    h('p', { class: 'taken-head', 'aria-live': 'polite' }, summary),
    close,
    h(
      'ul',
      {},
      ...pieces.map((piece) => line(piece, known.get(piece.file), host, report)),
      ...gathered.refused.map(({ name, why }) =>
        item(false, [h('b', {}, name), say('isNotTaken') + say('because', { why })]),
      ),
      sorted?.more !== undefined && item(false, [say('andMore', { n: sorted.more })]),
    ),
  );
}

function line(piece: Piece, known: string | undefined, host: Host, report: HTMLElement): HTMLElement {
  const { file, holds, count, name, input, taken, why, text } = piece;
  const what = [
    h('b', ENGINES, count > 1 ? `${holds} (${count})` : holds),
    name !== undefined && [' ', h('code', {}, count > 1 ? `${name}, …` : name)],
    ![say('pastedText'), say('droppedText')].some((own) => file.startsWith(own)) && [
      say('ofFile'),
      h('code', {}, file),
    ],
  ].flat();
  const label = input === undefined ? undefined : host.label(input);
  if (taken && input !== undefined) {
    const where: Child[] =
      input === 'scenario'
        ? [' → ', place(say('sync'), () => host.open('sync'))]
        : label === undefined
          ? [say('noInputFor', { input })]
          : [' → ', place(label, () => host.open(input))];
    return item(true, [...what, ...where, why !== undefined && h('p', ENGINES, why)]);
  }
  const choose =
    text !== undefined &&
    label !== undefined &&
    place(say('takeThisOne', { label }), () => {
      host.load(withFields(host.current(), { [input as string]: text }));
      host.open(input as string);
      report.hidden = true;
    });
  return item(false, [
    ...what,
    say('isNotTaken'),
    why !== undefined && h('p', ENGINES, why),
    choose,
    known !== undefined &&
      h('details', {}, h('summary', {}, say('whatIsKnown')), h('pre', { tabindex: '0', ...ENGINES }, known.trim())),
  ]);
}

function place(label: string, onclick: () => void): HTMLElement {
  return h('button', { type: 'button', class: 'link', onclick }, label);
}

function item(taken: boolean, children: Child[]): HTMLElement {
  return h('li', { 'data-taken': String(taken) }, ...children);
}
