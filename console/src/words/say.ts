// The console speaks Chinese, and English by a switch. Both stand side by side where they are said, so that neither is
// forgotten and nothing is looked up by a key. The whole tree is drawn anew when the language changes.

export type Language = 'zh' | 'en';
export interface Words {
  zh: string;
  en: string;
}

const KEY = 'ph-language';
let language: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
const listeners = new Set<() => void>();

export const currentLanguage = (): Language => language;
export const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
export const sayIn = (words: Words): string => words[language];

/** The only thing kept in the browser beyond the session; it says nothing about anybody. */
export function speak(next: Language): void {
  language = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
