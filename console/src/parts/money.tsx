// Money is fen in whole numbers everywhere; yuan exist on the screen only.
import type { ReactNode } from 'react';
import { say } from '@/words/say';

const yuanFormat = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 });

/** 30,000,000 fen -> "300,000 元"; by tens of thousands when large and whole, as documents write it. */
export function moneyText(fen: number): string {
  const yuan = fen / 100;
  if (fen !== 0 && fen % 1_000_000 === 0) {
    return say(`${yuanFormat.format(yuan / 10_000)} 万元`, `¥${yuanFormat.format(yuan)}`);
  }
  return say(`${yuanFormat.format(yuan)} 元`, `¥${yuanFormat.format(yuan)}`);
}

export function Money({ fen }: { fen: number | null | undefined }): ReactNode {
  return fen == null ? <span className="quiet">—</span> : <span className="num">{moneyText(fen)}</span>;
}
