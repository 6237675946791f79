/** The choices above the texts: source, example, compatibility, release. */
import { examples } from '../state/examples';
import { same, type State } from '../state/state';
import { ENGINES, byId, h } from './dom';
import { say } from '../words/words';

export class Choices {
  private readonly form = byId('choices', HTMLFormElement);
  private readonly example = byId('example', HTMLSelectElement);
  private readonly profile = byId('profile', HTMLSelectElement);

  constructor(onchange: () => void, onexample: (state: State) => void) {
    this.example.append(h('option', { value: '' }, say('yourOwn')));
    for (const [source, label] of [
      ['rules', say('rules')],
      ['annotations', say('annotations')],
    ]) {
      const group = h('optgroup', { label: label ?? '' });
      for (const { name, title, state } of examples) {
        if (state.source === source) group.append(h('option', { value: name, ...ENGINES }, `${name}: ${title}`));
      }
      this.example.append(group);
    }
    this.example.addEventListener('change', (event) => {
      event.stopPropagation();
      const chosen = examples.find(({ name }) => name === this.example.value);
      if (chosen) onexample(chosen.state);
    });
    this.form.addEventListener('change', onchange);
    this.form.addEventListener('submit', (event) => event.preventDefault());
  }

  get value(): Omit<State, 'texts'> {
    const data = new FormData(this.form);
    return {
      source: data.get('source') === 'annotations' ? 'annotations' : 'rules',
      compat: data.get('compat') === 'safe' ? 'safe' : 'upstream',
      profile: this.profile.value,
    };
  }

  set value({ source, compat, profile }: Omit<State, 'texts'>) {
    for (const [name, value] of Object.entries({ source, compat })) {
      const group = this.form.elements.namedItem(name);
      if (group instanceof RadioNodeList) group.value = value;
    }
    if (![...this.profile.options].some((option) => option.value === profile)) {
      this.profile.append(h('option', { value: profile }, profile));
    }
    this.profile.value = profile;
  }

  /** Names the example that the texts are, if they are one. */
  name(state: State): void {
    this.example.value = examples.find((example) => same(example.state, state))?.name ?? '';
  }

  /** Whether the texts are an example as it is. */
  get isExample(): boolean {
    return this.example.value !== '';
  }

  /** Offers the releases that the engine knows. */
  offer(profiles: readonly string[]): void {
    if (this.profile.options.length > profiles.length) return;
    const chosen = this.profile.value;
    const [newest = ''] = profiles;
    const options = profiles.map((profile) => h('option', { value: profile === newest ? '' : profile }, profile));
    this.profile.replaceChildren(...options);
    if (chosen !== '' && !profiles.includes(chosen)) this.profile.append(h('option', { value: chosen }, chosen));
    this.profile.value = chosen === newest ? '' : chosen;
  }
}
