import { defineConfig } from 'vitest/config';
import { CountingReporter } from './test/gate/countingReporter.ts';

const electronDouble = new URL('./test/double/electron.ts', import.meta.url).pathname;
const alias = { electron: electronDouble };
const setupFiles = [new URL('./test/gate/propertySeed.ts', import.meta.url).pathname];

/** unit: fast, pure · tools: need tshark, sipp, a capture permission · e2e: Chromium. `npm test` runs all of them. */
export default defineConfig({
  test: {
    reporters: ['default', new CountingReporter()],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/{shared,main,lint,generator}/**/*.test.ts'],
          environment: 'node',
          setupFiles,
        },
      },
      {
        resolve: { alias },
        test: { name: 'window', include: ['test/renderer/**/*.test.{ts,tsx}'], environment: 'jsdom', setupFiles },
      },
      {
        resolve: { alias },
        test: {
          name: 'tools',
          include: ['test/tools/**/*.test.ts'],
          environment: 'node',
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          setupFiles,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
