/** Learning by breaking: scenarios that go wrong, what to look at in each, and its mend. */
import type { Lesson } from '../state/broken';
import { examples } from '../state/examples';
import { INPUTS, same, type InputName, type State } from '../state/state';
import { ENGINES, byId, h } from './dom';
import { listed, say } from '../words/words';

export class Lessons {
  private readonly select = byId('broken', HTMLSelectElement);
  private readonly bar = byId('lesson', HTMLElement);
  private readonly text = h('p', { 'aria-live': 'polite' });
  private readonly button = h('button', { type: 'button', class: 'primary', onclick: () => this.turn() });
  private lessons: Lesson[] = [];
  private chosen: Lesson | undefined;
  private isMended = false;
  /** What was named before the scenarios were there. */
  private last: State | undefined;

  constructor(
    private readonly load: (state: State) => void,
    private readonly label: (name: InputName) => string,
  ) {
    this.bar.append(this.text, this.button);
    this.select.addEventListener('change', (event) => {
      event.stopPropagation();
      const chosen = this.lessons.find(({ name }) => name === this.select.value);
      if (!chosen) return;
      this.chosen = chosen;
      this.load(chosen.broken);
    });
  }

  /** Takes the scenarios in, which the page itself does not wait for. */
  async fill(): Promise<void> {
    ({ lessons: this.lessons } = await import('../state/broken'));
    this.select.append(
      ...this.lessons.map(({ name, title }) => h('option', { value: name, ...ENGINES }, `${name}: ${title}`)),
    );
    this.select.disabled = false;
    if (this.last) this.name(this.last);
  }

  /** Names the scenario that the texts are; one that is chosen stays so while its texts are tried out. */
  name(state: State): void {
    this.last = state;
    const is = ({ broken, mended }: Lesson): boolean => same(broken, state) || same(mended, state);
    // Several may have one mend.
    const found = this.chosen && is(this.chosen) ? this.chosen : this.lessons.find(is);
    if (found) {
      this.chosen = found;
      this.isMended = same(found.mended, state);
    } else if (examples.some((example) => same(example.state, state))) {
      this.chosen = undefined;
    }
    this.show();
  }

  /** From what is broken to its mend, and back. */
  private turn(): void {
    if (this.chosen) this.load(this.isMended ? this.chosen.broken : this.chosen.mended);
  }

  private show(): void {
    const { chosen, isMended } = this;
    this.select.value = chosen?.name ?? '';
    this.bar.hidden = chosen === undefined;
    if (!chosen) return;
    this.text.lang = isMended ? '' : ENGINES.lang;
    this.text.replaceChildren(
      ...(isMended ? [say('mendedSee', { inputs: this.changed(chosen) })] : coded(chosen.sentence)),
    );
    this.button.textContent = say(isMended ? 'showBroken' : 'showMend');
  }

  /** The inputs that the mend is in, what is answered then among them. */
  private changed({ broken, mended }: Lesson): string {
    const names = INPUTS.filter((name) => broken.texts[name] !== mended.texts[name]).map((name) => this.label(name));
    return listed(names, 'conjunction');
  }
}

/** A sentence whose words in backquotes are code. */
function coded(sentence: string): (Node | string)[] {
  return sentence.split('`').map((part, index) => (index % 2 ? h('code', {}, part) : part));
}
