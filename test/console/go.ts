import type { Page } from 'playwright-core';

/** To another page by the router, without loading the document again, and until everything on it has been read. */
export async function go(page: Page, path: string): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.evaluate(to => {
    if (location.pathname + location.search === to) return;
    document.querySelectorAll('h1').forEach(heading => (heading.dataset.left = ''));
    history.pushState(null, '', to);
  }, path);
  await page.waitForFunction(() => {
    const headings = document.querySelectorAll('h1');
    const loading = document.querySelector('.loading-bar, .ant-spin-spinning, .ant-skeleton, main [aria-busy=true]');
    const frames = window as unknown as { quiet?: number };
    const quiet = loading === null && headings.length === 1 && !('left' in headings[0]!.dataset);
    frames.quiet = quiet ? (frames.quiet ?? 0) + 1 : 0;
    return frames.quiet > 3;
  });
}
