// Browser tests: the whole product on a real PostgreSQL, the built web, a real Chromium. One file at a time: they share two cores.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node', include: ['web/e2e/**/*.e2e.test.ts'], globalSetup: ['tools/vitest-global-setup.ts'], setupFiles: ['web/e2e/report-failures.ts'],
    pool: 'forks', maxWorkers: 1, fileParallelism: false, expect: { poll: { timeout: 20_000, interval: 100 } }, testTimeout: 90_000, hookTimeout: 120_000, teardownTimeout: 20_000,
  },
})
