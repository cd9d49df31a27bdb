/** Where the decoder's worker is looked for, and what it is told. */
import { afterEach, expect, test, vi } from 'vitest'
import { usePlaces, workerAddress } from './decoder-places.ts'

afterEach(() => {
  usePlaces(undefined)
  vi.unstubAllGlobals()
})

test('by default it lies beside the script', () => {
  const beside = new URL('./decoder-worker.js', import.meta.url).href
  expect(workerAddress()).toBe(beside)
  expect(workerAddress('')).toBe(beside)
})

test.each([
  ['decoder', 'https://gate.example/app/decoder/'],
  ['/decoder/', 'https://gate.example/decoder/'],
  ['https://gate.example/a/b', 'https://gate.example/a/b/'],
])('a page may name the folder %s', (assets, folder) => {
  vi.stubGlobal('document', { baseURI: 'https://gate.example/app/page.html' })
  expect(workerAddress(assets)).toBe(`${folder}decoder-worker.js`)
})

test('what a package says stands, until a page names a folder', () => {
  usePlaces({ worker: 'https://a.example/w.js', fallback: 'f', wasm: 'z' })
  expect(workerAddress()).toMatch(/^https:\/\/a\.example\/w\.js#/)
  vi.stubGlobal('document', { baseURI: 'https://gate.example/' })
  expect(workerAddress('x')).toBe('https://gate.example/x/decoder-worker.js')
})

test('of a package it is told of the others after the hash, which goes to no server', () => {
  usePlaces({ worker: 'https://a.example/w.js', fallback: '/f.js?1', wasm: '/z&.wasm' })
  const { origin, pathname, search, hash } = new URL(workerAddress())
  expect([origin + pathname, search]).toEqual(['https://a.example/w.js', ''])
  expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
    fallback: '/f.js?1',
    wasm: '/z&.wasm',
  })
})
