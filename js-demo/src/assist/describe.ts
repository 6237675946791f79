/** What there is to say about a field or a word, as it is shown beside it. */
import { ENGINES, h } from '../view/dom';
import { language, say } from '../words/words';
import type { About, Shape } from './shape';
import type { Entry } from './template';

export function describe(what: Shape | Entry): HTMLElement {
  const isEntry = 'name' in what;
  const title = isEntry ? (what.form ?? what.name) : what.term;
  const shape = isEntry ? undefined : what;
  const kind = shape?.values ? say('oneOf', { values: shape.values.join(', ') }) : shape?.scalar;
  return h(
    'div',
    { class: 'about' },
    title && h('p', { class: 'about-term' }, h('code', {}, title), kind && [' ', h('span', {}, kind)]),
    what.about !== undefined && h('p', typeof what.about === 'string' ? ENGINES : {}, ...textOf(what.about)),
  );
}

/** Code stands in backquotes. */
function textOf(about: About): (string | HTMLElement)[] {
  const text = typeof about === 'string' ? about : about[language];
  return text.split('`').map((part, index) => (index % 2 ? h('code', {}, part) : part));
}
