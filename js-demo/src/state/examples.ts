/** The scenarios of the repository's `examples/`, one folder each, taken in when the page is built. */
export { default as examples } from 'virtual:examples';
