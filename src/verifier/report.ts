// What the reader of a receipt is told, on the command line and on the page alike: the verdict line first, then why, in
// Chinese and in English. What a receipt says of itself is told as such; only the verdict line is ours.
import type { Words } from '../domain/errors';
import type { Anchor, ReceiptDetails, ReceiptVerdict } from '../domain/merkle/receipt-verdict';
import { verdictLine } from '../domain/merkle/receipt-verdict';
import type { Instant } from '../domain/period';

export interface Report {
  /** `PROVEN BEFORE <time>`, `ORDER ONLY`, `INVALID: <why>`, or `UNREADABLE: <why>` for keys that cannot be used */
  line: string;
  zh: string[];
  en: string[];
}

/** A verdict in words. */
export function reportOf(verdict: ReceiptVerdict): Report {
  const line = verdictLine(verdict);
  if (verdict.verdict === 'INVALID') return printable({ line, zh: [`无效：${verdict.why.zh}`], en: [line] });
  const told = [conclusion(verdict), ...entry(verdict.details), ...verdict.details.anchors.map(anchorWords)];
  return printable({ line, zh: told.map(words => words.zh), en: told.map(words => words.en) });
}

/** For a file of pinned keys that cannot be used: nothing was judged. */
export function unreadableReport(why: Words): Report {
  return printable({
    line: `UNREADABLE: ${why.en}`,
    zh: [`未作判断：${why.zh}`],
    en: [`nothing was judged: ${why.en}`],
  });
}

function conclusion(verdict: Exclude<ReceiptVerdict, { verdict: 'INVALID' }>): Words {
  if (verdict.verdict === 'ORDER ONLY') {
    return {
      zh: '结论：在账本中的次序已证明；没有一个可采信的外部时间凭证，不能证明时间。',
      en: 'Verdict: its place in the log is proven; no outside proof of time can be relied on, so its time is not.',
    };
  }
  return {
    zh: `结论：已证明在北京时间 ${chinaTime(verdict.time)} 之前已入账。`,
    en: `Verdict: proven to have been in the log before ${verdict.time}.`,
  };
}

function entry({ origin, size, index, leaf, payload, signedBy, leafHash }: ReceiptDetails): Words[] {
  return [
    {
      zh: `账本：${origin}，共 ${size} 条中的第 ${index} 条（自 0 计）`,
      en: `Log: ${origin}, entry ${index} of ${size} (counted from 0)`,
    },
    { zh: `账本签名：${signedBy.join('、')}`, en: `Signed by: ${signedBy.join(', ')}` },
    {
      zh: `条目：${leaf.kind}，事项 ${leaf.subject}，经办单位 ${leaf.actor_unit}`,
      en: `Entry: ${leaf.kind}, subject ${leaf.subject}, unit ${leaf.actor_unit}`,
    },
    {
      zh: `账本自称的收到时间：北京时间 ${chinaTime(leaf.received_at)}（只作参考）`,
      en: `Received, as the log itself says: ${leaf.received_at} (no proof)`,
    },
    { zh: `条目哈希：${leafHash}`, en: `Leaf hash: ${leafHash}` },
    payload === null
      ? {
          zh: '内容：已擦除，未随附；条目与证明仍然有效',
          en: 'Payload: erased, not enclosed; leaf and proof remain valid',
        }
      : {
          zh: `内容：与条目中的 SHA-256、SM3 相符：${payload}`,
          en: `Payload: fits SHA-256 and SM3 of the leaf: ${payload}`,
        },
  ];
}

function anchorWords({ kind, by, time, why }: Anchor): Words {
  const who = kind === 'witness' ? { zh: '见证方', en: 'Witness' } : { zh: '时间戳', en: 'Time stamp' };
  const at = time === null ? { zh: '', en: '' } : { zh: `，${chinaTime(time)}`, en: `, ${time}` };
  const name = by === '' ? '—' : by;
  return {
    zh: `${who.zh} ${name}${at.zh}：${why === null ? '采信' : `未采信，${why.zh}`}`,
    en: `${who.en} ${name}${at.en}: ${why === null ? 'counted' : `not counted, ${why.en}`}`,
  };
}

/** `2026-03-02 09:00:00`: China has kept +08:00 without summer time since 1992. */
function chinaTime(instant: Instant): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

// A name in a receipt must not move the cursor of a terminal nor turn the reading direction of a page.
function printable({ line, zh, en }: Report): Report {
  const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return { line: plain(line), zh: zh.map(plain), en: en.map(plain) };
}
