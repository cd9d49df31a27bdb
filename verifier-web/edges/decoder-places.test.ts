/** Where the decoder's files are looked for. */
import { afterEach, expect, test, vi } from 'vitest'
import { decoderPlaces, usePlaces, workerAddress } from './decoder-places.ts'

afterEach(() => {
  usePlaces(undefined)
  vi.unstubAllGlobals()
})

const names = ['decoder-worker.js', 'decoder-fallback.js', 'zxing_reader.wasm']
const within = (folder: string) => names.map((name) => `${folder}${name}`)

test('by default all three lie beside the script', () => {
  const beside = new URL('.', new URL('./decoder-places.ts', import.meta.url)).href
  expect(Object.values(decoderPlaces()).toSorted()).toEqual(within(beside).toSorted())
  expect(decoderPlaces('')).toEqual(decoderPlaces())
})

test.each([
  ['decoder', 'https://gate.example/app/decoder/'],
  ['/decoder/', 'https://gate.example/decoder/'],
  ['https://gate.example/a/b', 'https://gate.example/a/b/'],
])('a page may name the folder %s', (assets, folder) => {
  vi.stubGlobal('document', { baseURI: 'https://gate.example/app/page.html' })
  expect(Object.values(decoderPlaces(assets)).toSorted()).toEqual(within(folder).toSorted())
})

test('what a package says stands, until a page names a folder', () => {
  const packed = { worker: 'https://a.example/w.js', fallback: 'f', wasm: 'z' }
  usePlaces(packed)
  expect(decoderPlaces()).toBe(packed)
  vi.stubGlobal('document', { baseURI: 'https://gate.example/' })
  expect(decoderPlaces('x').worker).toBe('https://gate.example/x/decoder-worker.js')
})

test('the worker is told of the others after the hash, which goes to no server', () => {
  const { origin, pathname, search, hash } = new URL(
    workerAddress({ worker: 'https://a.example/w.js', fallback: '/f.js?1', wasm: '/z&.wasm' }),
  )
  expect([origin + pathname, search]).toEqual(['https://a.example/w.js', ''])
  expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
    fallback: '/f.js?1',
    wasm: '/z&.wasm',
  })
})
