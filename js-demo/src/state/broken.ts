/**
 * The scenarios of the repository's `examples/broken/`, each with its mend. They are many texts: whoever shows them takes
 * them in once the page stands.
 */
export { default as lessons } from 'virtual:lessons';
export type { Lesson } from '../../build/scenarios';
