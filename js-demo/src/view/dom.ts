/** Elements, without a framework. Text is always text: nothing that is pasted into the page becomes markup. */

type Attribute = string | boolean | undefined | ((event: Event) => void);
export type Child = Node | string | false | undefined | null;

/** Attributes of what the engine, an example or upstream says, in every language of the page. */
export const ENGINES = { lang: 'en' };

/** An element: attributes by name, listeners as `onclick`, then children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Attribute> = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child instanceof Node || typeof child === 'string'));
  return element;
}

/** The element that the page's HTML has under an id. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return element;
}
