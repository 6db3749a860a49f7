// The compiled source is CommonJS, whose names an import of an ES module does not always see.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Loads a compiled module, named as below src/ without its ending. */
export const compiled = name => require(`../../dist/${name}`);
