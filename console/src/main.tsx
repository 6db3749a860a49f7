// The console's entry: takes up the browser's session and draws. Light on purpose; every page is a chunk of its own.
import { createRoot } from 'react-dom/client';
import { begin, onSession } from '@/api/session';
import { App } from '@/app/app';
import { askAhead } from '@/pages/start/ahead';
import { currentLanguage } from '@/words/say';
import './app/tokens.css';
import './app/shell.css';
import './parts/parts.css';

document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
onSession(askAhead);
void begin();
createRoot(document.getElementById('root')!).render(<App />);
