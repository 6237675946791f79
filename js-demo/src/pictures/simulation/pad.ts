/** A curve that is drawn by hand: a slider for each part of the time, and all of them under one stroke of the pointer. */
import { h } from '../../view/dom';

export const POINTS = 24;

export function pad(shares: number[], onchange: () => void): HTMLElement {
  const sliders = shares.map((share, index) =>
    h('input', {
      type: 'range',
      min: '0',
      max: '100',
      value: String(Math.round(share * 100)),
      'aria-label': `Load in part ${index + 1} of ${shares.length}, per cent of the way from low to high`,
    }),
  );
  const element = h('div', { class: 'pad', role: 'group', 'aria-label': 'Load, drawn by hand' }, ...sliders);
  const take = () => {
    sliders.forEach((slider, index) => (shares[index] = Number(slider.value) / 100));
    onchange();
  };
  const draw = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const slider = sliders[Math.floor(((clientX - left) / width) * sliders.length)];
    if (!slider) return;
    slider.value = String(Math.round(100 * (1 - (clientY - top) / height)));
    take();
  };
  element.addEventListener('input', take);
  element.addEventListener('pointerdown', (event) => {
    // The stroke goes on over the others; the one that it began on takes the keys.
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    draw(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) draw(event);
  });
  return element;
}
