/** PromQL in colours, with a button that copies it. */
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@prometheus-io/lezer-promql';
import { h, type Child } from './dom';
import { say } from '../words/words';

/** A coloured stretch of a query. */
export interface Token {
  text: string;
  classes: string;
}

/** The query, as it is coloured or as `shown` shows it. */
export function promql(query: string, shown: Child[] = tokens(query).map(coloured)): HTMLElement {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': say('copyPromql') }, say('copy'));
  button.addEventListener('click', () => void copy(button, query));
  return h(
    'div',
    { class: 'promql' },
    h('pre', { tabindex: '0', 'aria-label': 'PromQL' }, h('code', {}, ...shown)),
    button,
  );
}

export function tokens(query: string): Token[] {
  const tokens: Token[] = [];
  const put = (text: string, classes: string) => tokens.push({ text, classes });
  highlightCode(query, parser.parse(query), classHighlighter, put, () => put('\n', ''));
  return tokens;
}

export function coloured({ text, classes }: Token): Child {
  return classes ? h('span', { class: classes }, text) : text;
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say('copied');
  } catch {
    button.textContent = say('notAllowed');
  }
}
