// A pledge is counted in one measure: fen for money, units for everything else. Never a percentage of anything.
import { moneyText } from '@/parts/money';
import { say } from '@/words/say';

interface Amount {
  amountFen: number | null;
  quantity: number | null;
}

/** 名, 台, 项: what a quantity counts. */
type Unit = string | null;

export function amountText({ amountFen, quantity }: Amount, unit: Unit): string {
  if (amountFen !== null) return moneyText(amountFen);
  return quantity === null ? say('未写明数额', 'no amount stated') : `${quantity} ${unit ?? say('件', 'units')}`;
}

/** One of the registry's figures, which are plain numbers in the pledge's own measure. */
export function figureText(value: number, measure: 'fen' | 'units', unit: Unit): string {
  return measure === 'fen' ? moneyText(value) : amountText({ amountFen: null, quantity: value }, unit);
}

export interface FilledTranche {
  dueOn: string;
  /** As it stands after revisions. */
  amount: number;
  filled: number;
}

interface Tranches {
  tranches: readonly (Amount & { dueOn: string })[];
  committed: number;
  delivered: number;
}

/**
 * The tranches as the last revision leaves them and as deliveries fill them, oldest first: the registry's own reckoning
 * (shortfall.ts), spread over the tranches.
 */
export function filledTranches({ tranches, committed, delivered }: Tranches): FilledTranche[] {
  let left = committed;
  let given = delivered;
  return tranches.map((tranche, at) => {
    const stated = tranche.amountFen ?? tranche.quantity ?? 0;
    const amount = at === tranches.length - 1 ? left : Math.min(stated, left);
    const filled = Math.min(amount, given);
    left -= amount;
    given -= filled;
    return { dueOn: tranche.dueOn, amount, filled };
  });
}
