/** What is simulated: the load, a pod, and what is compared. */
import { h } from '../../view/dom';
import type { Limits } from '../messages';
import { FIRST, SHAPES, type Settings, type Simulation } from '../../state/simulation';
import { LABELS } from './load';
import { pad, type Pad } from './pad';
import { say } from '../../words/words';

const HOUR = 3600;

type Setting = keyof Settings;

const inSeconds = (value: string) => say('unitSeconds', { n: value });
const inPercent = (value: string) => `${value} %`;

/** Label, the most, the step, and how a value is written. */
const SLIDERS: Record<Setting, [label: string, max: number, step: number, write: (value: string) => string]> = {
  downWindow: [say('windowDown'), 1800, 15, inSeconds],
  upWindow: [say('windowUp'), 600, 15, inSeconds],
  downPercent: [say('mostDown'), 100, 5, inPercent],
  tolerance: [say('tolerance'), 50, 1, inPercent],
};

const SERIES = `${say('seriesLoadHint')}\n0 60\n600 400\n1200 80\n\n${say('seriesLoadOr')}`;

export class Controls {
  readonly element: HTMLElement;
  private readonly shape = select(LABELS, FIRST.shape);
  private readonly duration = select({ [HOUR]: say('hour'), [24 * HOUR]: say('day') }, String(FIRST.duration));
  private readonly low = number(FIRST.low);
  private readonly high = number(FIRST.high);
  private readonly noise = number(FIRST.noise);
  private readonly capacity = number(FIRST.capacity);
  private readonly cpu = h('input', { type: 'text', value: FIRST.cpu, size: '5' });
  private readonly series = h('textarea', { rows: '5', placeholder: SERIES, 'aria-label': say('seriesOfLoad') });
  private readonly pad: Pad;
  private readonly with = select({ settings: say('otherSettings'), hpa: say('anotherHpa') }, 'settings');
  private readonly hpa = h('textarea', {
    rows: '8',
    placeholder: say('anotherHpaHint'),
    'aria-label': say('anotherHpaLabel'),
  });
  private readonly sliders = new Map<
    Setting,
    { input: HTMLInputElement; said: HTMLOutputElement; own: number | undefined; isSet: boolean }
  >();
  private readonly settings: HTMLElement;

  constructor(onchange: () => void) {
    this.pad = pad(FIRST.drawn, onchange);
    this.settings = h(
      'div',
      { class: 'settings' },
      ...Object.keys(SLIDERS).map((name) => this.slider(name as Setting)),
    );
    this.element = h(
      'form',
      { class: 'controls card', 'aria-label': say('whatIsSimulated') },
      h(
        'div',
        { class: 'fields' },
        field(say('load'), this.shape),
        field(say('over'), this.duration),
        field(say('low'), this.low, say('perSecond')),
        field(say('high'), this.high, say('perSecond')),
        field(say('noise'), this.noise, '%'),
        field(say('podCanDo'), this.capacity, say('perSecond')),
        field(say('cpuOfRequest'), this.cpu),
      ),
      this.series,
      this.pad.element,
      h('div', { class: 'fields' }, field(say('compareWith'), this.with)),
      this.settings,
      this.hpa,
    );
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.element.addEventListener('input', ({ target }) => {
      for (const slider of this.sliders.values()) {
        if (slider.input === target) slider.isSet = Number(slider.input.value) !== slider.own;
      }
      this.take();
      onchange();
    });
    this.take();
  }

  get chosen(): Simulation {
    const set = [...this.sliders].filter(([, { isSet }]) => isSet);
    return {
      shape: SHAPES.find((shape) => shape === this.shape.value) ?? FIRST.shape,
      duration: Number(this.duration.value),
      low: Number(this.low.value),
      high: Number(this.high.value),
      noise: Number(this.noise.value),
      capacity: Number(this.capacity.value),
      cpu: this.cpu.value,
      series: this.series.value,
      drawn: [...this.pad.shares],
      other: this.with.value === 'hpa' ? 'hpa' : 'settings',
      settings: Object.fromEntries(set.map(([name, { input }]) => [name, Number(input.value)])),
      hpa: this.hpa.value,
    };
  }

  /** Shows other choices. */
  set chosen(chosen: Simulation) {
    for (const name of ['low', 'high', 'noise', 'capacity', 'duration'] as const)
      this[name].value = String(chosen[name]);
    for (const name of ['shape', 'cpu', 'series', 'hpa'] as const) this[name].value = chosen[name];
    this.with.value = chosen.other;
    this.pad.draw(chosen.drawn);
    for (const [name, slider] of this.sliders) {
      const value = chosen.settings[name];
      slider.isSet = value !== undefined;
      slider.input.value = String(value ?? slider.own ?? slider.input.value);
    }
    this.take();
  }

  /** Sets the sliders that nobody has moved to what the HPA itself has. */
  own({ downWindow, upWindow, tolerance }: Limits): void {
    const values: Record<Setting, number> = { downWindow, upWindow, downPercent: 100, tolerance };
    for (const [name, slider] of this.sliders) {
      if (!slider.isSet) slider.input.value = String(values[name]);
      slider.own = values[name];
      slider.isSet = Number(slider.input.value) !== slider.own;
    }
    this.take();
  }

  private slider(name: Setting): HTMLElement {
    const [label, max, step] = SLIDERS[name];
    const input = h('input', { type: 'range', min: '0', max: String(max), step: String(step), 'aria-label': label });
    const said = h('output');
    this.sliders.set(name, { input, said, own: undefined, isSet: false });
    return h('label', {}, h('span', {}, label), input, said);
  }

  /** Shows what belongs to the choices. */
  private take(): void {
    this.series.hidden = this.shape.value !== 'series';
    this.pad.element.hidden = this.shape.value !== 'drawn';
    this.settings.hidden = this.with.value !== 'settings';
    this.hpa.hidden = this.with.value !== 'hpa';
    for (const [name, { input, said, own, isSet }] of this.sliders) {
      const [, , , write] = SLIDERS[name];
      const value = write(input.value);
      said.textContent = isSet && own !== undefined ? say('notOwn', { value, own }) : value;
      input.setAttribute('aria-valuetext', value);
    }
  }
}

function select(options: Record<string, string>, chosen: string): HTMLSelectElement {
  const element = h('select', {}, ...Object.entries(options).map(([value, label]) => h('option', { value }, label)));
  element.value = chosen;
  return element;
}

function number(value: number): HTMLInputElement {
  return h('input', { type: 'number', min: '0', max: '1000000', value: String(value) });
}

function field(label: string, input: HTMLElement, unit?: string): HTMLElement {
  // The label alone: its element holds options and units, too.
  input.setAttribute('aria-label', unit ? `${label}, ${unit}` : label);
  return h('label', {}, h('span', {}, label), input, unit && h('span', { class: 'unit' }, unit));
}
