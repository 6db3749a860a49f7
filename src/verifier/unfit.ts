// Why a time stamp does not count. It is no fault of the receipt: other anchors may still prove the time.
import { Refusal, refusals } from '../domain/errors';

export const timestampRefusal = refusals({
  'timestamp.refused': {
    kind: 'unavailable',
    zh: '时间戳机构拒绝：{status} {text}。',
    en: 'the time-stamp authority refused: {status} {text}.',
  },
  'timestamp.unfit': {
    kind: 'invalid',
    zh: '时间戳不能采信：{zh}。',
    en: 'the time stamp cannot be relied on: {en}.',
  },
});

export function unfit(zh: string, en: string): Refusal {
  return timestampRefusal('timestamp.unfit', { figures: { zh, en } });
}
