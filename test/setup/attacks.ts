import { ATTACKS_ON_GUARDS } from './attacks-on-guards';
import { ATTACKS_ON_HISTORY } from './attacks-on-history';
import { ATTACKS_ON_RECEIPTS } from './attacks-on-receipts';
import { ATTACKS_ON_THE_REGISTRY } from './attacks-on-registry';
import { ATTACKS_ON_ROWS } from './attacks-on-rows';
import { ATTACKS_ON_WITNESSES } from './attacks-on-witnesses';

/** All of them, in the order of docs/threats.md. */
export const ATTACKS = [
  ...ATTACKS_ON_GUARDS,
  ...ATTACKS_ON_ROWS,
  ...ATTACKS_ON_THE_REGISTRY,
  ...ATTACKS_ON_HISTORY,
  ...ATTACKS_ON_WITNESSES,
  ...ATTACKS_ON_RECEIPTS,
];
