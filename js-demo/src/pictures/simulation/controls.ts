/** What is simulated: the load, a pod, and what is compared. */
import { h } from '../../view/dom';
import type { Limits } from '../messages';
import { SHAPES, type Curve, type Shape } from './load';
import { POINTS, pad } from './pad';
import type { Settings } from './run';
import { say } from '../../words/words';

const HOUR = 3600;

export interface Choice {
  curve: Curve;
  /** Per cent by which the load is off at random. */
  noise: number;
  capacity: number;
  cpu: string;
  /** What B is: the same HPA with other settings, another HPA, or nothing. */
  other: { settings: Settings } | { hpa: string } | undefined;
}

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
  private readonly shape = select(SHAPES, 'day');
  private readonly duration = select({ [HOUR]: say('hour'), [24 * HOUR]: say('day') }, String(24 * HOUR));
  private readonly low = number(60);
  private readonly high = number(400);
  private readonly noise = number(20);
  private readonly capacity = number(40);
  private readonly cpu = h('input', { type: 'text', value: '8m', size: '5' });
  private readonly series = h('textarea', { rows: '5', placeholder: SERIES, 'aria-label': say('seriesOfLoad') });
  private readonly drawn = Array.from({ length: POINTS }, (_, index) =>
    Math.max(0, Math.sin((index / (POINTS - 1)) * Math.PI)),
  );
  private readonly pad: HTMLElement;
  private readonly with = select({ settings: say('otherSettings'), hpa: say('anotherHpa') }, 'settings');
  private readonly hpa = h('textarea', {
    rows: '8',
    placeholder: say('anotherHpaHint'),
    'aria-label': say('anotherHpaLabel'),
  });
  private readonly sliders = new Map<
    Setting,
    { input: HTMLInputElement; said: HTMLOutputElement; own: number | undefined }
  >();
  private readonly settings: HTMLElement;

  constructor(onchange: () => void) {
    this.pad = pad(this.drawn, onchange);
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
      this.pad,
      h('div', { class: 'fields' }, field(say('compareWith'), this.with)),
      this.settings,
      this.hpa,
    );
    this.element.addEventListener('submit', (event) => event.preventDefault());
    this.element.addEventListener('input', () => {
      this.take();
      onchange();
    });
    this.take();
  }

  get choice(): Choice {
    const curve: Curve = {
      shape: this.shape.value as Shape,
      duration: Number(this.duration.value),
      low: Number(this.low.value),
      high: Number(this.high.value),
      series: this.series.value,
      drawn: this.drawn,
    };
    return {
      curve,
      noise: Number(this.noise.value),
      capacity: Number(this.capacity.value),
      cpu: this.cpu.value,
      other: this.other,
    };
  }

  private get other(): Choice['other'] {
    if (this.with.value === 'hpa') return this.hpa.value.trim() === '' ? undefined : { hpa: this.hpa.value };
    const moved = [...this.sliders].flatMap(([name, { input, own }]) =>
      own === undefined || Number(input.value) === own ? [] : [[name, Number(input.value)] as const],
    );
    return moved.length === 0 ? undefined : { settings: Object.fromEntries(moved) };
  }

  /** Sets the sliders that nobody has moved to what the HPA itself has. */
  own({ downWindow, upWindow, tolerance }: Limits): void {
    const values: Record<Setting, number> = { downWindow, upWindow, downPercent: 100, tolerance };
    for (const [name, slider] of this.sliders) {
      if (slider.own === undefined || Number(slider.input.value) === slider.own)
        slider.input.value = String(values[name]);
      slider.own = values[name];
    }
    this.take();
  }

  private slider(name: Setting): HTMLElement {
    const [label, max, step] = SLIDERS[name];
    const input = h('input', { type: 'range', min: '0', max: String(max), step: String(step), 'aria-label': label });
    const said = h('output');
    this.sliders.set(name, { input, said, own: undefined });
    return h('label', {}, h('span', {}, label), input, said);
  }

  /** Shows what belongs to the choices. */
  private take(): void {
    this.series.hidden = this.shape.value !== 'series';
    this.pad.hidden = this.shape.value !== 'drawn';
    this.settings.hidden = this.with.value !== 'settings';
    this.hpa.hidden = this.with.value !== 'hpa';
    for (const [name, { input, said, own }] of this.sliders) {
      const [, , , write] = SLIDERS[name];
      const moved = own !== undefined && Number(input.value) !== own;
      const value = write(input.value);
      said.textContent = moved ? say('notOwn', { value, own }) : value;
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
