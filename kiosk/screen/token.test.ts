/** Where the token comes from, and where it does not stay. */
import { describe, expect, test } from 'vitest'
import { findToken, keepToken, type Place } from './token.ts'

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

describe('the token', () => {
  test('is found in the address, and taken out of it when it is kept', () => {
    const { made, urls } = place('#abc_-9')
    expect([findToken(made), urls]).toEqual(['abc_-9', []])
    keepToken(made)
    expect(urls).toEqual(['/'])
    expect(findToken({ ...made, location: { hash: '', pathname: '/' } })).toBe('abc_-9')
  })

  test('is found again when the page is loaded again, and stays', () => {
    const { made, urls } = place('', 'abc')
    keepToken(made)
    expect([findToken(made), urls]).toEqual(['abc', []])
  })

  test('that is new takes the place of the old one', () => {
    const { made } = place('#new', 'old')
    keepToken(made)
    expect(findToken(made)).toBe('new')
    expect(made.sessionStorage.getItem('greengate-kiosk-token')).toBe('new')
  })

  test.each(['', '#', '#a b', '#a,b', '#ä'])('%j is none', (hash) => {
    const { made, urls } = place(hash)
    keepToken(made)
    expect([findToken(made), urls]).toEqual(['', []])
  })
})
