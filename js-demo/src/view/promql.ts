/** PromQL in colours, with a button that copies it. */
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@prometheus-io/lezer-promql';
import { h, type Child } from './dom';

export function promql(query: string): HTMLElement {
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': 'Copy the PromQL' }, 'Copy');
  button.addEventListener('click', () => void copy(button, query));
  return h(
    'div',
    { class: 'promql' },
    h('pre', { tabindex: '0', 'aria-label': 'PromQL' }, h('code', {}, ...coloured(query))),
    button,
  );
}

function coloured(query: string): Child[] {
  const parts: Child[] = [];
  const put = (text: string, classes: string) => parts.push(classes ? h('span', { class: classes }, text) : text);
  highlightCode(query, parser.parse(query), classHighlighter, put, () => parts.push('\n'));
  return parts;
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
}
