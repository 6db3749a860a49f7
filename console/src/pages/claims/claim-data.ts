// The claim as its parties' pages read it.
import type { Schemas } from '@/api/client';

export type Claim = Schemas['ClaimDetail'];
