// The browsers that tests run in, as one kind of thing.

import { findChromium, launch } from './chromium.ts';
import { findFirefox, launchFirefox } from './firefox.ts';

export interface TestPage {
  /** The value, as JSON would have it, of an expression that is awaited. */
  evaluate<T>(expression: string): Promise<T>;
  /** What has gone wrong on it so far, and not been taken yet: errors, refusals of the policy. */
  takeErrors(): string[];
  close(): Promise<void>;
}

export interface TestBrowser {
  open(url: string): Promise<TestPage>;
  close(): Promise<void>;
}

export interface BrowserKind {
  readonly name: string;
  /** Undefined where it isn't installed. */
  readonly executable: string | undefined;
  launch(): Promise<TestBrowser>;
}

const [chromium, firefox] = [findChromium(), findFirefox()];

export const BROWSERS: readonly BrowserKind[] = [
  { name: 'Chromium', executable: chromium, launch: () => launchChromium(`${chromium}`) },
  { name: 'Firefox', executable: firefox, launch: () => asTestBrowser(`${firefox}`) },
];

async function launchChromium(executable: string): Promise<TestBrowser> {
  const browser = await launch(executable);
  return {
    async open(url) {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
      await page.goto(url);
      return {
        evaluate: (expression) => page.evaluate(expression),
        takeErrors: () => errors.splice(0),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}

async function asTestBrowser(executable: string): Promise<TestBrowser> {
  const browser = await launchFirefox(executable);
  return {
    async open(url) {
      const errors: string[] = [];
      const page = await browser.open(url, (text) => errors.push(text));
      return {
        evaluate: async <T>(expression: string) => await page.evaluate(expression) as T,
        takeErrors: () => errors.splice(0),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
