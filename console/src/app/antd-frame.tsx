// Ant Design for the pages that need forms, dialogs and pickers: a chunk of its own, so that start pages stay light. Its
// style elements carry the nonce of this document, the only inline styles the content security policy lets in.
import { Outlet } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { currentLanguage } from '@/words/say';
import './allowed-styles';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;

const THEME = {
  token: {
    colorPrimary: '#17457a',
    colorLink: '#17457a',
    colorSuccess: '#1a6b3c',
    colorError: '#a8201a',
    colorText: '#1b2430',
    colorTextSecondary: '#55606e',
    colorTextDescription: '#55606e',
    colorTextPlaceholder: '#66717e',
    colorBorder: '#8b96a3',
    fontFamily: 'var(--font)',
    fontSize: 15,
    borderRadius: 6,
    controlHeight: 36,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
};

export function AntdFrame(): ReactNode {
  return (
    <ConfigProvider
      locale={currentLanguage() === 'zh' ? zh : en}
      csp={nonce === undefined ? undefined : { nonce }}
      theme={THEME}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional', scrollToFirstError: { focus: true } }}
    >
      <App>
        <Outlet />
      </App>
    </ConfigProvider>
  );
}
