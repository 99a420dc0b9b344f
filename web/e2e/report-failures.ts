// After every test: all browsers of its people are closed; when it failed, first a picture and the words of every open page.
import { afterEach } from 'vitest'
import { closeAll } from './browser.ts'

afterEach(async ({ task }) => {
  const told = await closeAll(task.result?.state === 'fail' ? task.name : null)
  if (told) console.error(told)
})
