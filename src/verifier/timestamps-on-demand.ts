// Reading and judging time-stamp tokens, loaded with the first of them: some 170 modules of certificate formats are of no use
// to an installation that names no authority. Its refusals are declared at once, because the API document lists them.
import { createRequire } from 'node:module';
import './unfit';

type Timestamps = typeof import('./timestamps');

export const timestamps = (): Timestamps => createRequire(__filename)('./timestamps') as Timestamps;
