/** Made by `build/schema.ts`. */
declare module 'virtual:hpa-schema' {
  const types: Record<string, import('../../build/schema').Type>;
  export default types;
}
