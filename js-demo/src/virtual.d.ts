/** What the plugins of `build/` make. */
declare module 'virtual:hpa-schema' {
  const types: Record<string, import('../build/schema').Type>;
  export default types;
}
declare module 'virtual:examples' {
  const examples: import('../build/scenarios').Example[];
  export default examples;
}
declare module 'virtual:lessons' {
  const lessons: import('../build/scenarios').Lesson[];
  export default lessons;
}
