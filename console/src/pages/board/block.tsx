// One block of the board: its figures, and below them in words how they were computed.
import type { ReactNode } from 'react';
import type { Schemas } from '@/api/client';
import { Card } from '@/parts/page';
import { How } from '@/parts/time';
import { sayBasis } from './board-words';

interface BlockProps {
  title: string;
  basis: Schemas['BoardBasis'];
  children: ReactNode;
}

export function Block({ title, basis, children }: BlockProps): ReactNode {
  return (
    <Card title={title}>
      {children}
      <div className="block-how">
        <How>{sayBasis(basis)}</How>
      </div>
    </Card>
  );
}
