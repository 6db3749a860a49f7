// What is wrong with a text that is no YAML, in words for somebody who writes rulebooks and not programs.
import type { ErrorCode, YAMLError } from 'yaml';
import type { FieldFault } from '@/api/problem';
import { say, sayIn, type Words } from '@/words/say';

const COLON: Words = {
  zh: '冒号或缩进不对：名称后面用半角冒号加一个空格，下一级比上一级多缩进两格',
  en: 'a colon or an indent is off: after the name a colon and a space, each level two spaces further in',
};

const QUOTES: Words = {
  zh: '引号、方括号或花括号没有成对',
  en: 'quotes, brackets or braces do not come in pairs',
};

const WORDS: Partial<Record<ErrorCode, Words>> = {
  BAD_INDENT: COLON,
  BLOCK_AS_IMPLICIT_KEY: COLON,
  MULTILINE_IMPLICIT_KEY: COLON,
  KEY_OVER_1024_CHARS: COLON,
  BLOCK_IN_FLOW: QUOTES,
  MISSING_CHAR: QUOTES,
  UNEXPECTED_TOKEN: {
    zh: '这里多了或少了符号，请检查本行和上一行',
    en: 'a sign too many or too few here: look at this line and the one before',
  },
  BAD_SCALAR_START: {
    zh: '内容以特殊符号开头，请用引号括起来',
    en: 'the text begins with a special sign: put it in quotes',
  },
  BAD_DQ_ESCAPE: { zh: '双引号里的反斜杠写法不对', en: 'a backslash within double quotes is wrong' },
  DUPLICATE_KEY: { zh: '同一级里有两个相同的名称', en: 'the same name stands twice at one level' },
  NON_STRING_KEY: { zh: '名称只能是文字', en: 'a name must be text' },
  TAB_AS_INDENT: { zh: '缩进须用空格，不能用制表符', en: 'indent with spaces, never with tabs' },
  MULTIPLE_DOCS: {
    zh: '一次只能写一份清单，请去掉“---”之后的内容',
    en: 'one rulebook at a time: drop what follows `---`',
  },
  TAG_RESOLVE_FAILED: { zh: '不支持“!”标记', en: 'tags (`!`) are not supported' },
  BAD_ALIAS: { zh: '引用（*）没有对应的内容', en: 'an alias (*) stands for nothing' },
};

const OTHERWISE: Words = {
  zh: '写法不合规范，请检查冒号、缩进、引号和括号',
  en: 'not well-formed: look at colons, indents, quotes and brackets',
};

/** The field is the name that begins the line, where one does. */
export function yamlFault({ code, pos }: YAMLError, text: string): FieldFault {
  const begin = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const field = /^[\s-]*['"]?([A-Za-z]\w*)['"]?\s*[:：]/.exec(text.slice(begin))?.[1] ?? '';
  const wide = /^[\s-]*[A-Za-z]\w*：/.test(text.slice(begin))
    ? say('；这一行用了全角冒号“：”', '; this line has a full-width colon (：)')
    : '';
  return { field, text: sayIn(WORDS[code] ?? OTHERWISE) + wide + say('。', '.') };
}
