// The compiled source is CommonJS, whose names an import of an ES module does not always see.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const require = createRequire(import.meta.url);
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Loads a compiled module, named as below src/ without its ending. */
export const compiled = name => require(`../dist/${name}`);
