/** Where the token comes from, and what is left of it in the address. */
import { expect, test } from 'vitest'
import { takeToken } from './take-token.ts'

const tab = (hash: string, kept = new Map<string, string>()) => {
  const addresses: string[] = []
  const token = takeToken({
    location: { hash, pathname: '/' },
    history: { replaceState: (_data, _unused, url) => addresses.push(url) },
    sessionStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
    },
  })
  return { token, addresses, kept }
}

test('the token is taken out of the address, and a reload of the tab still has it', () => {
  const first = tab('#token=a-b_1')
  expect([first.token, first.addresses]).toEqual(['a-b_1', ['/']])
  expect(tab('', first.kept).token).toBe('a-b_1')
  expect(tab('#token=new', first.kept).token).toBe('new')
})

test.each(['', '#', '#token=', '#other', '#token=a b'])('%s is no token', (hash) => {
  expect(tab(hash)).toMatchObject({ token: '', addresses: [] })
})
