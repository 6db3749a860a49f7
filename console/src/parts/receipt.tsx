// Where something stands in the county's log.
import type { ReactNode } from 'react';
import { say } from '@/words/say';

export function ReceiptLine({
  receipt,
}: {
  receipt: { position: number; leafHash: string } | null | undefined;
}): ReactNode {
  if (receipt == null) return null;
  return (
    <span className="quiet small" title={receipt.leafHash}>
      {say(`账本第 ${receipt.position} 条`, `entry ${receipt.position} of the log`)}
    </span>
  );
}
