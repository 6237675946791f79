/** A curve that is drawn by hand: a slider for each part of the time, and all of them under one stroke of the pointer. */
import { h } from '../../view/dom';
import { say } from '../../words/words';

export interface Pad {
  element: HTMLElement;
  /** Shares of the height. */
  shares: readonly number[];
  /** Draws another curve. */
  draw(shares: readonly number[]): void;
}

export function pad(first: readonly number[], onchange: () => void): Pad {
  const shares = [...first];
  const sliders = shares.map((share, index) =>
    h('input', {
      type: 'range',
      min: '0',
      max: '100',
      value: String(Math.round(share * 100)),
      'aria-label': say('partOfLoad', { n: index + 1, all: shares.length }),
    }),
  );
  const element = h('div', { class: 'pad', role: 'group', 'aria-label': say('loadByHand') }, ...sliders);
  const take = () => {
    sliders.forEach((slider, index) => (shares[index] = Number(slider.value) / 100));
    onchange();
  };
  let last: { index: number; share: number } | undefined;
  const draw = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const at = Math.floor(((clientX - left) / width) * sliders.length);
    const index = Math.min(Math.max(at, 0), sliders.length - 1);
    const share = 1 - (clientY - top) / height;
    const from = last ?? { index, share };
    // A quick stroke passes some between two events.
    const steps = Math.max(1, Math.abs(index - from.index));
    for (let step = 0; step <= steps; step++) {
      const part = step / steps;
      const slider = sliders[Math.round(from.index + part * (index - from.index))];
      if (slider) slider.value = String(Math.round(100 * (from.share + part * (share - from.share))));
    }
    last = { index, share };
    take();
  };
  element.addEventListener('input', take);
  element.addEventListener('pointerdown', (event) => {
    // The stroke goes on over the others; the one that it began on takes the keys.
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    last = undefined;
    draw(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) draw(event);
  });
  return {
    element,
    shares,
    draw(others) {
      others.forEach((share, index) => {
        const slider = sliders[index];
        if (slider) slider.value = String(Math.round(share * 100));
        shares[index] = share;
      });
    },
  };
}
