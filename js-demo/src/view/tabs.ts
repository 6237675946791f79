/** Tabs as the ARIA Authoring Practices describe them: one stop for the Tab key, arrows between them. */
import { h } from './dom';

export interface Tab {
  id: string;
  label: string;
  panel: HTMLElement;
}

export class Tabs {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private shown: readonly string[];
  private chosen = '';

  constructor(
    /** Ids are of the whole page. */
    of: string,
    name: string,
    private readonly tabs: readonly Tab[],
    private readonly onchange: (id: string) => void = () => {},
  ) {
    this.shown = tabs.map((tab) => tab.id);
    const list = h('div', {
      role: 'tablist',
      'aria-label': name,
      class: 'tabs',
      onkeydown: (event) => this.move(event as KeyboardEvent),
    });
    for (const { id, label, panel } of tabs) {
      const button = h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `${of}-tab-${id}`,
          'aria-controls': `${of}-${id}`,
          onclick: () => this.choose(id),
        },
        h('span', {}, label),
        h('span', { class: 'badge', hidden: true }),
      );
      panel.id = `${of}-${id}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', `${of}-tab-${id}`);
      this.buttons.set(id, button);
      list.append(button);
    }
    this.element = list;
  }

  /** The one in front. */
  get front(): string {
    return this.chosen;
  }

  /** Takes the keyboard. */
  focus(): void {
    this.buttons.get(this.chosen)?.focus();
  }

  choose(id: string): void {
    this.chosen = id;
    for (const { id: other, panel } of this.tabs) {
      const button = this.buttons.get(other);
      const selected = other === id;
      button?.setAttribute('aria-selected', String(selected));
      button?.setAttribute('tabindex', selected ? '0' : '-1');
      panel.hidden = !selected;
    }
    this.onchange(id);
  }

  /** Leaves these tabs, under these labels; where the one in front goes, the first takes its place. */
  show(labels: Record<string, string>): void {
    this.shown = this.tabs.map((tab) => tab.id).filter((id) => id in labels);
    for (const [id, button] of this.buttons) {
      button.hidden = !(id in labels);
      const [text] = button.children;
      if (text) text.textContent = labels[id] ?? '';
    }
    const [first = ''] = this.shown;
    this.choose(this.shown.includes(this.chosen) ? this.chosen : first);
  }

  /** A number beside a label, such as that of the findings in there; `what` says it to screen readers. */
  badge(id: string, text: string, severity: string, what: string): void {
    const badge = this.buttons.get(id)?.children[1];
    if (!(badge instanceof HTMLElement)) return;
    badge.hidden = text === '';
    badge.dataset['severity'] = severity;
    badge.replaceChildren(h('span', { 'aria-hidden': 'true' }, text), h('span', { class: 'unseen' }, `, ${what}`));
  }

  private move(event: KeyboardEvent): void {
    const at = this.shown.indexOf(this.chosen);
    const last = this.shown.length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const id = next === undefined ? undefined : this.shown[next];
    if (id === undefined) return;
    event.preventDefault();
    this.choose(id);
    this.buttons.get(id)?.focus();
  }
}
