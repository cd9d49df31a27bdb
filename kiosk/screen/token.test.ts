/** Where the token comes from, and where it does not stay. */
import { describe, expect, test } from 'vitest'
import { takeToken, type Place } from './token.ts'

function place(hash: string, kept?: string) {
  const store = new Map(kept === undefined ? [] : [['greengate-kiosk-token', kept]])
  const urls: string[] = []
  const made: Place = {
    location: { hash, pathname: '/' },
    history: { replaceState: (_, __, url) => urls.push(url) },
    sessionStorage: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => store.set(key, value),
    },
  }
  return { made, urls }
}

describe('takeToken', () => {
  test('takes it out of the address', () => {
    const { made, urls } = place('#abc_-9')
    expect(takeToken(made)).toBe('abc_-9')
    expect(urls).toEqual(['/'])
  })

  test('finds it again when the page is loaded again', () => {
    expect(takeToken(place('', 'abc').made)).toBe('abc')
  })

  test('a new one takes the place of the old one', () => {
    expect(takeToken(place('#new', 'old').made)).toBe('new')
  })

  test.each(['', '#', '#a b', '#a,b', '#ä'])('%j is none', (hash) => {
    expect(takeToken(place(hash).made)).toBe('')
  })
})
