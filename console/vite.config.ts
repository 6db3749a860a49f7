// Builds the console into the server's static files, beside the compiled server: dist/console.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const api = process.env.PILOT_HARBOR_API ?? 'http://127.0.0.1:3000';

/** What most pages share and nothing else needs: the words of the registry and the small parts that show them. */
const WORDS = [
  /console\/src\/(words|parts\/(money|desk|tag|active-filters))/,
  /src\/domain\/(pilot|pilot-words|flaw|claim\/claim|claim\/decision|check\/words\/names)\.ts/,
];

/**
 * Over HTTP/1.1 a browser asks for six files at a time, and on a slow line every batch costs half a second. So what every
 * start page needs is one file, the words another, the board a third; whatever is not named here is split by page as it
 * comes. Nothing that brings Ant Design may be named: it would come with the first load.
 */
const CHUNKS = [
  { name: 'start', test: /console\/src\/(main|pages\/start|parts\/(page|time|id))/, priority: 3 },
  { name: 'words', test: (id: string) => WORDS.some(pattern => pattern.test(id)), priority: 2 },
  { name: 'board', test: /console\/src\/pages\/board\/(?!trend-canvas)/, priority: 1 },
];

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: { alias: { '@domain': at('../src/domain'), '@': at('./src') } },
  build: {
    outDir: at('../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // Charts and the antd pages are chunks of their own, loaded when a page asks for them.
    chunkSizeWarningLimit: 1200,
    // Small files as data: URLs would need `img-src data:` in places where `self` is enough.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/docs', '/log', '/verify.html'].map(path => [path, { target: api }])),
  },
});
