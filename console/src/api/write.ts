// Writing: one way to send, to see what went wrong, and to say what was put on record.
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { say } from '@/words/say';

interface Answer<T> {
  data?: T;
  error?: unknown;
}

/** The data of a call. @throws the problem it was refused with */
export async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await answer;
  if (error !== undefined) throw error;
  return data as T;
}

interface Recorded {
  receipt?: { position: number } | null;
}

/** `run` sends; the toast names the entry in the county's log when there is one. Everything shown is read again after it. */
export function useWrite<V, T>(run: (values: V) => Promise<T>, done?: (written: T) => void) {
  const { message } = App.useApp();
  return useMutation<T, unknown, V>({
    mutationFn: run,
    onSuccess: written => {
      const position = (written as Recorded | undefined)?.receipt?.position;
      void message.success(
        position === undefined
          ? say('已保存', 'Saved')
          : say(`已办理，记入账本第 ${position} 条`, `Done; entry ${position} of the log`),
      );
      done?.(written);
    },
  });
}
