// Files that something rests on, by digest, in the line of what they prove.
import type { ReactNode } from 'react';
import { StoredFile } from '@/parts/stored-file';
import { say } from '@/words/say';

export function EvidenceFiles({ of }: { of: readonly string[] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <span className="finding-evidence">
      {of.map(sha256 => (
        <StoredFile
          key={sha256}
          sha256={sha256}
          name={say(`证据 ${sha256.slice(0, 8)}`, `evidence ${sha256.slice(0, 8)}`)}
        />
      ))}
    </span>
  );
}
