// Unit, rule and use-case tests. The browser tests have a configuration of their own (web/e2e/vitest.config.ts).
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{platform,domains,app,tools,web}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'web/e2e/**', '**/*.e2e.test.ts'],
    globalSetup: ['tools/vitest-global-setup.ts'],
    // Processes, not threads: tests change uid-sensitive state, signals and environment. Two, since each also keeps PostgreSQL busy.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // A machine that stands still for a second must not fail a change; every try is printed, and a test that needs one is to be mended.
    retry: process.env['CI'] ? 2 : 0,
    restoreMocks: true,
    unstubEnvs: true,
  },
})
