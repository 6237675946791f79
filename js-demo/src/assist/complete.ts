/** What can be written at a position. */
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';
import { describe } from './describe';
import { AGGREGATIONS, FUNCTIONS, MODIFIERS } from './functions';
import type { Known } from './known';
import { placeAt, type Place } from './place';
import { spotAt, type Spot } from './query';
import { follow, isDeep, type Of, type Shape } from './shape';
import { LABEL_FIELDS, QUERY_FIELDS, TEMPLATE_WORDS, type Entry } from './template';

/** Milliseconds that a text may be read for before a key is answered without. */
const READ = 50;

/** After these there is something to choose before a letter is typed. */
const OPENS = /[.{"(,<]$/;

export function source(shape: Shape, known: () => Known): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos, explicit } = context;
    const tree = ensureSyntaxTree(state, pos, READ);
    if (!tree) return null;
    const text = state.doc.toString();
    const place = placeAt(text, pos, shape, tree);
    if (!place) return null;
    const found = choices(place, shape, known());
    if (!found || found.options.length === 0) return null;
    const { word, options } = found;
    if (!explicit && word === '' && !OPENS.test(text.slice(Math.max(0, pos - 1), pos))) return null;
    return { from: pos - word.length, options, validFor: /^[\w.$:/-]*$/ };
  };
}

interface Choices {
  word: string;
  options: Completion[];
}

export function choices(place: Place, shape: Shape, known: Known): Choices | undefined {
  const { path, part, opens, text, at, keys } = place;
  const before = text.slice(0, at);
  if (part === 'key') {
    const parent = follow(shape, path);
    return (
      parent && { word: before, options: keysOf(parent, place, known).filter(({ label }) => !keys.includes(label)) }
    );
  }
  const own = follow(shape, path);
  if (!own) return undefined;
  if (isDeep(own) && !own.of) {
    return opens && (own.fields || own.keys)
      ? { word: before, options: keysOf(own, { ...place, closed: false }, known) }
      : undefined;
  }
  if (own.values) return { word: before, options: own.values.map((label) => ({ label, type: 'enum' })) };
  return own.of && values(own.of, text, at, known);
}

function keysOf({ fields = {}, keys }: Shape, { closed, quote }: Place, known: Known): Completion[] {
  const after = closed ? '' : ': ';
  const options = Object.entries(fields).map(([label, field]): Completion => ({
    label,
    type: 'property',
    apply: `${quote}${label}${quote}${isDeep(field) ? after.trimEnd() : after}`,
    ...(field.term && { detail: field.term }),
    info: () => describe(field),
  }));
  const labels = keys === 'label' ? [...allLabels(known)] : [];
  return [
    ...options,
    ...labels.map((label) => ({ label, type: 'variable', apply: `${quote}${label}${quote}${after}` })),
  ];
}

/** What completes a scalar. */
function values(of: Of, text: string, at: number, known: Known): Choices | undefined {
  const before = text.slice(0, at);
  const word = /[\w:.-]*$/.exec(before)?.[0] ?? '';
  switch (of) {
    case 'served':
      return { word: before, options: known.served.map((label) => ({ label, type: 'constant' })) };
    case 'label':
      return { word: before, options: [...allLabels(known)].map((label) => ({ label, type: 'variable' })) };
    case 'pattern':
      return { word, options: metrics(known) };
    case 'labelTemplate': {
      const spot = spotAt(text, at);
      return spot?.kind === 'template'
        ? template(spot.word, LABEL_FIELDS)
        : { word, options: actions(LABEL_FIELDS, text, at) };
    }
    default:
      return ofQuery(spotAt(text, at), of, text, at, known);
  }
}

function ofQuery(spot: Spot | undefined, of: Of, text: string, at: number, known: Known): Choices | undefined {
  if (!spot) return undefined;
  const { kind, word } = spot;
  const templates = of === 'query' ? actions(QUERY_FIELDS, text, at) : [];
  switch (kind) {
    case 'template':
      return of === 'query' ? template(word, QUERY_FIELDS) : undefined;
    case 'label': {
      const labels = [...labelsOf(known, spot.metric)].map((label) => ({ label, type: 'variable' }));
      return { word, options: [...labels, ...templates] };
    }
    case 'value':
      return { word, options: valuesOf(known, spot).map((label) => ({ label, type: 'text' })) };
    case 'name': {
      const names = metrics(known);
      // A selector of series has nothing else.
      if (of === 'selector') return { word, options: names };
      const functions = [
        ...FUNCTIONS.map((one) => option(one, 'function')),
        ...AGGREGATIONS.map((one) => option(one, 'function')),
      ];
      return {
        word,
        options: [...functions, ...MODIFIERS.map((one) => option(one, 'keyword')), ...names, ...templates],
      };
    }
  }
}

function template(word: string, fields: readonly Entry[]): Choices {
  const options = [
    ...fields.map((one) => option(one, 'property')),
    ...TEMPLATE_WORDS.map((one) => option(one, 'keyword')),
  ];
  return { word, options };
}

/** Whole actions; of the brackets those are not written again that stand there. */
function actions(fields: readonly Entry[], text: string, at: number): Completion[] {
  const single = text[at - 1] === '<' && text[at - 2] !== '<';
  return fields.map((one) => ({
    ...option(one, 'property'),
    label: `<<${one.name}>>`,
    ...(single && { apply: `<${one.name}>>` }),
  }));
}

function option(entry: Entry, type: string): Completion {
  const { name, form } = entry;
  return { label: name, type, ...(form && form !== name && { detail: form }), info: () => describe(entry) };
}

function metrics({ series }: Known): Completion[] {
  return Object.keys(series).map((label) => ({ label, type: 'constant' }));
}

function allLabels({ series }: Known): Set<string> {
  return new Set(Object.values(series).flatMap((of) => Object.keys(of)));
}

/** Of a metric that is known, else of all. */
function labelsOf(known: Known, metric: string): Set<string> {
  const own = known.series[metric];
  return own ? new Set(Object.keys(own)) : allLabels(known);
}

function valuesOf({ series }: Known, { metric, label }: { metric: string; label: string }): string[] {
  if (label === '__name__') return Object.keys(series);
  const own = series[metric];
  const from = own ? [own] : Object.values(series);
  return [...new Set(from.flatMap((of) => of[label] ?? []))].sort().slice(0, 500);
}
