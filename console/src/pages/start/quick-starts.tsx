// The two things a sponsor begins rather than answers.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '@/api/session-hook';
import { say } from '@/words/say';

export function QuickStarts(): ReactNode {
  const may = useMay();
  if (!may('pilot.register')) return null;
  return (
    <>
      <Link className="button button-primary" to="/pilots/new">
        {say('登记试点', 'Register a pilot')}
      </Link>
      <Link className="button" to="/flaws/new">
        {say('自报瑕疵', 'Report a flaw')}
      </Link>
    </>
  );
}
