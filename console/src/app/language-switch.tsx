import type { ReactNode } from 'react';
import { currentLanguage, speak } from '@/words/say';

export function LanguageSwitch(): ReactNode {
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <button className="button button-quiet" type="button" lang={other} onClick={() => speak(other)}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}
