import { expect, it } from 'vitest'
import { memorySettings, serverSettings, settingsFile } from './server-settings.ts'

const GB = 2 ** 30

it.each([
  [0.5, { shared_buffers: '64MB', effective_cache_size: '256MB', work_mem: '4MB', maintenance_work_mem: '64MB' }],
  [2, { shared_buffers: '256MB', effective_cache_size: '1024MB', work_mem: '4MB', maintenance_work_mem: '85MB' }],
  [24, { shared_buffers: '3072MB', effective_cache_size: '12288MB', work_mem: '32MB', maintenance_work_mem: '1024MB' }],
  [512, { shared_buffers: '4096MB', effective_cache_size: '65536MB', work_mem: '32MB', maintenance_work_mem: '1024MB' }],
])('a machine of %d GB', (size, expected) => expect(memorySettings(size * GB)).toEqual(expected))

it('never trades durability', () => {
  const settings = serverSettings({ memory: 4 * GB, sharedMemory: null })
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) expect(settings[name] ?? 'on').toBe('on')
})

it('does without /dev/shm where a container gives little of it', () => {
  expect(serverSettings({ memory: GB, sharedMemory: 64 * 2 ** 20 })['dynamic_shared_memory_type']).toBe('sysv')
  expect(serverSettings({ memory: GB, sharedMemory: GB })['dynamic_shared_memory_type']).toBeUndefined()
})

it('quotes values', () => {
  expect(settingsFile({ log_line_prefix: "it's" }, '18.4')).toContain("log_line_prefix = 'it''s'")
})
