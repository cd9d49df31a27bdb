/** Tests of parts that cannot be had, with modules as Node really refuses them. */
import { expect, test } from 'vitest'
import { canFetch } from './fetch-part.ts'

const moduleOf = (source: string) => () =>
  import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`
  ) as Promise<unknown>

test('a part that comes is there', async () => {
  expect(await canFetch(moduleOf('export const a = 1'))).toBe(true)
})

test('a part of another version, which does not go with what is loaded, is not there', async () => {
  const other = moduleOf('import { nothingOfThisName } from "node:path"; nothingOfThisName()')
  await expect(other()).rejects.toThrow(SyntaxError)
  expect(await canFetch(other)).toBe(false)
})

test('a part that does not come is not there, and any other fault is no matter of parts', async () => {
  expect(await canFetch(() => Promise.reject(new TypeError('failed to fetch')))).toBe(false)
  await expect(canFetch(() => Promise.reject(new Error('ours')))).rejects.toThrow('ours')
})
