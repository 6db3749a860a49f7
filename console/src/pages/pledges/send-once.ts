// Entering something twice must not make two of it: one key for one intention, kept while it is unknown whether it arrived.
import { useRef } from 'react';
import { newKey } from '@/api/client';
import { isProblem } from '@/api/problem';

export function useOnce<V, T>(send: (values: V, key: string) => Promise<T>): (values: V) => Promise<T> {
  const key = useRef(newKey());
  return async values => {
    try {
      const written = await send(values, key.current);
      key.current = newKey();
      return written;
    } catch (error) {
      // Refused as it stands: what is sent next is another thing. Without a clear answer it may be there already.
      if (isProblem(error) && error.status < 500) key.current = newKey();
      throw error;
    }
  };
}
