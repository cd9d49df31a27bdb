/** What ships may be shipped under MIT: licences, the words that go along, and the bill of materials. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sbomOf, sbomPath } from './sbom.ts'
import { installedWith, licenceOf, nameAt, products, standingIn, type Lock } from './shipped.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const lock = JSON.parse(read('package-lock.json')) as Lock
const shipped = Object.entries(products)

/** Ask for no more than that their words go along. */
const free = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'],
  ...['Unlicense', '(MIT OR Apache-2.0)', '(MIT OR CC0-1.0)', '(MIT OR X11)'],
]

test.each(shipped)('what stands in the files of %s may stand there', (_name, product) => {
  const licences = standingIn(product).map((place) => [nameAt(place), licenceOf(lock, place)])
  expect(licences.filter(([, licence]) => !free.includes(String(licence)))).toEqual([])
})

test.each(shipped)('what is installed with %s goes with MIT', (_name, product) => {
  const other = installedWith(lock, product)
    .filter((place) => !free.includes(String(licenceOf(lock, place))))
    .map(nameAt)
  // A font, which no program is made of; and a library of the system's kind, loaded at run time, which anybody can replace.
  expect(
    other.filter(
      (name) => name !== '@fontsource-variable/noto-sans-sc' && !/^@img\/sharp-(lib|w)/.test(name),
    ),
  ).toEqual([])
})

test.each(shipped)('the words of whoever made what stands in %s go along', (_name, product) => {
  const texts = product.folders.map((folder) => read(`${folder}/LICENSES.txt`)).join('\n')
  const said = new Set(texts.split('\n'))
  const silent = standingIn(product)
    .map(nameAt)
    .filter((name) => !said.has(name) && !texts.includes(`holds ${name}`))
  expect(silent).toEqual([])
})

test.each(shipped)(
  'nothing stands in the pages of %s that is not on its list',
  (_name, product) => {
    const listed = new Set(standingIn(product).map(nameAt))
    const unlisted = product.folders
      .flatMap((folder) => read(`${folder}/LICENSES.txt`).split('\n\n----\n\n').slice(1))
      .flatMap((part) => part.slice(0, part.indexOf('\n\n')).split('\n'))
      .filter((line) => /^(@[a-z-]+\/)?[a-z0-9-]+$/.test(line) && !listed.has(line))
    expect(unlisted).toEqual([])
  },
)

test('each package that is published has the licence in it', () => {
  for (const folder of ['lib', 'cli']) expect(read(`${folder}/LICENSE`)).toBe(read('LICENSE'))
})

test('what asks for its own terms is a peer of the benchmarks, and never installed with the rest', () => {
  const peers = JSON.parse(read('bench/package-lock.json')) as Lock
  const strict = (of: Lock): readonly string[] =>
    Object.entries(of.packages)
      .filter(([, { license = '' }]) => /\bA?GPL/.test(license) && !license.includes(' OR '))
      .map(([place]) => nameAt(place))
  expect(strict(lock)).toEqual([])
  expect(strict(peers)).toContain('dcc-utils')
  expect(existsSync('node_modules/dcc-utils')).toBe(false)
})

test('the bill of materials is that of the lock; node house/sbom.ts writes it', () => {
  expect(read(sbomPath)).toBe(sbomOf(lock))
})
