// Which passwords are good enough (OWASP ASVS 5.0, V6.2): length decides, no mixture of characters is demanded, nothing
// is cut or changed. Refused is what everybody guesses first: common words, key rows and dates put side by side, and
// the words of this system (V6.1.2).
import { refusals } from '../domain/errors';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

const field = 'newPassword';

export const passwordRefusal = refusals({
  'password.length': {
    kind: 'invalid',
    zh: `密码应为 ${PASSWORD_MIN} 至 ${PASSWORD_MAX} 个字符，可用一句话`,
    en: `a password has ${PASSWORD_MIN} to ${PASSWORD_MAX} characters; a sentence will do`,
  },
  'password.common': {
    kind: 'invalid',
    zh: '密码太常见，容易被猜中，请换一个',
    en: 'this password is among the first that anybody would guess; choose another',
  },
  'password.contains-login': {
    kind: 'invalid',
    zh: '密码不能包含登录名',
    en: 'the password must not contain the login name',
  },
});

// A password made of these alone (and at most three characters more) is a common one, whatever its length. The pieces
// are our own choice of what the published rankings of leaked passwords have in common.
const PIECES = [
  ...[
    'password',
    'passw0rd',
    'p@ssword',
    'p@ssw0rd',
    'passwd',
    'pass',
    'mima',
    '密码',
    'admin',
    'administrator',
    'root',
  ],
  ...[
    'qwertyuiop',
    'qwerty',
    'asdfghjkl',
    'asdfgh',
    'asdf',
    'zxcvbnm',
    'zxcvbn',
    'zxcv',
    '1qaz2wsx3edc',
    '1qaz',
    '2wsx',
  ],
  ...['3edc', '4rfv', 'qazwsx', 'qaz', 'wsx', 'edc', '1q2w3e4r5t6y', '1q2w3e4r', '1q2w3e', 'q1w2e3r4', 'q1w2e3'],
  ...['1234567890', '123456789', '12345678', '1234567', '123456', '12345', '1234', '123', '0987654321', '987654321'],
  ...[
    '654321',
    '54321',
    '4321',
    '321',
    '147258369',
    '147258',
    '159357',
    '112233',
    '123321',
    '123123',
    '5201314',
    '520',
  ],
  ...['1314', '1314520', '666', '888', '777', '999', '000', '111', '168', 'abcdefghijkl', 'abcdefgh', 'abcdef', 'abcd'],
  ...[
    'abc',
    'woaini',
    'iloveyou',
    'love',
    'baobao',
    'zhang',
    'wang',
    'welcome',
    'letmein',
    'monkey',
    'dragon',
    'sunshine',
  ],
  ...[
    'princess',
    'football',
    'baseball',
    'superman',
    'batman',
    'master',
    'shadow',
    'michael',
    'hello',
    'test',
    'guest',
  ],
  ...['user', 'login', 'change', 'changeme', 'default', 'secret', 'computer', 'internet', 'china', 'zhongguo', '中国'],
  ...[
    'pilotharbor',
    'pilot',
    'harbor',
    'harbour',
    'rongcuo',
    'beian',
    'shidian',
    '容错',
    '备案',
    '试点',
    '纪委',
    '政府',
  ],
  ...['2020', '2021', '2022', '2023', '2024', '2025', '2026', '2027', '1980', '1985', '1988', '1990', '2000'],
].sort((a, b) => b.length - a.length);

/** @throws Refusal password.length, password.common, password.contains-login, naming the field `newPassword`. */
export function refuseWeak(password: string, login: string): void {
  const length = [...password].length;
  if (length < PASSWORD_MIN || length > PASSWORD_MAX) throw refuse('password.length');
  const plain = password.toLowerCase();
  if (plain.includes(login.toLowerCase())) throw refuse('password.contains-login');
  if (isCommon(plain)) throw refuse('password.common');
}

function isCommon(plain: string): boolean {
  if (new Set(plain).size < 5) return true;
  let rest = plain;
  for (const piece of PIECES) rest = rest.replaceAll(piece, ' ');
  return [...rest.replaceAll(' ', '')].length < 4;
}

function refuse(code: 'password.length' | 'password.common' | 'password.contains-login') {
  const { zh, en } = passwordRefusal(code).words;
  return passwordRefusal(code, { fields: [{ field, zh, en }] });
}
