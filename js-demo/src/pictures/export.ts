/** Pictures and their figures as files. */
import { h } from '../view/dom';
import { say } from '../words/words';

/** Buttons that save the picture and its table. */
export function saves(name: string, svg: () => SVGSVGElement, csv: () => string): HTMLElement {
  const button = (label: string, what: 'savePicture' | 'saveTable', make: () => [text: string, type: string]) =>
    h(
      'button',
      {
        type: 'button',
        class: 'small',
        'aria-label': say(what, { kind: label }),
        onclick: () => save(`${name}.${label.toLowerCase()}`, ...make()),
      },
      label,
    );
  return h(
    'p',
    { class: 'saves' },
    button('SVG', 'savePicture', () => [standalone(svg()), 'image/svg+xml']),
    button('CSV', 'saveTable', () => [csv(), 'text/csv']),
  );
}

/** Rows as RFC 4180 has them. */
export function csv(headings: string[], rows: (string | number | null | undefined)[][]): string {
  const cell = (value: string | number | null | undefined) => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [headings, ...rows].map((row) => row.map(cell).join(',') + '\r\n').join('');
}

/** Properties that the page's styles give to parts of a picture. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-size',
  'font-weight',
  'text-anchor',
];

/** The picture as a document of its own, with the colours that it has on the page. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const parts = [...svg.querySelectorAll('*')];
  [...copy.querySelectorAll('*')].forEach((part, index) => {
    const original = parts[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const property of STYLES) part.setAttribute(property, style.getPropertyValue(property));
    part.removeAttribute('class');
  });
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', 'system-ui, sans-serif');
  copy.style.background = getComputedStyle(document.body).getPropertyValue('background-color');
  return new XMLSerializer().serializeToString(copy);
}

function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
