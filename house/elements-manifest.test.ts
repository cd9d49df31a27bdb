/** The catalogue of the elements has everything that they have, and says what each thing is for; their page in docs/ has all of it too. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GreengateDecision } from '../verifier-web/elements/greengate-decision.ts'
import { GreengateScanner } from '../verifier-web/elements/greengate-scanner.ts'
import { elementsManifest, type ElementDeclaration, type Named } from './elements-manifest.mjs'

const folder = 'verifier-web/elements'
const elements = [
  { tagName: 'greengate-scanner', element: GreengateScanner },
  { tagName: 'greengate-decision', element: GreengateDecision },
] as const
const manifest = elementsManifest(elements.map(({ tagName }) => `${folder}/${tagName}.ts`))
const declarations = manifest.modules.flatMap(({ declarations: found }) => found)

/** The text of an element and of all that it imports from beside it. */
const sourceOf = (tagName: string): string => {
  const read = new Map<string, string>()
  const open = (name: string): void => {
    if (read.has(name)) return
    const text = readFileSync(join(folder, name), 'utf8')
    read.set(name, text)
    for (const [, next] of text.matchAll(/['"]\.\/([a-z0-9-]+\.ts)['"]/g)) open(next!)
  }
  open(`${tagName}.ts`)
  return [...read.values()].join('\n')
}

const namesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].flatMap(([, names]) => names!.split(' ')))].toSorted()

const names = (found: readonly Named[] = []): readonly string[] =>
  found
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .toSorted()

const page = readFileSync('docs/elements.md', 'utf8')

test('it was built as the sources have it', () => {
  expect(JSON.parse(readFileSync('lib/dist/custom-elements.json', 'utf8'))).toEqual(manifest)
})

describe.each(elements)('$tagName', ({ tagName, element }) => {
  const declared = declarations.find((one) => one.tagName === tagName) as ElementDeclaration
  const source = sourceOf(tagName)

  test('its attributes and properties are those that Lit knows', () => {
    const known = [...element.elementProperties].filter(([, { state }]) => state !== true)
    const attributes = known.flatMap(([name, { attribute = name }]) =>
      attribute === false ? [] : [String(attribute === true ? name : attribute).toLowerCase()],
    )
    expect(names(declared.attributes).map((name) => name.toLowerCase())).toEqual(
      attributes.toSorted(),
    )
    const fields = names(declared.members.filter(({ kind }) => kind === 'field'))
    expect(known.map(([name]) => String(name)).filter((name) => !fields.includes(name))).toEqual([])
  })

  test('its events are those that it has the names of', () => {
    // Element names, keys of storage and the like are no events.
    const told = namesIn(source, /#tell\(\s*'(greengate-[a-z-]+)'/g)
    const dispatched = namesIn(source, /new (?:Custom)?Event\(\s*'(greengate-[a-z-]+)'/g)
    expect(names(declared.events)).toEqual([...new Set([...told, ...dispatched])].toSorted())
  })

  test('its parts and slots are those of its templates', () => {
    expect(names(declared.cssParts)).toEqual(namesIn(source, /\bpart="([a-z -]+)"/g))
    expect(names(declared.slots)).toEqual(namesIn(source, /<slot\s+name="([a-z-]+)"/g))
  })

  test('its custom properties are those that its styles read', () => {
    const styles = element.elementStyles.map(String).join('\n')
    const set = namesIn(styles, /(--greengate-[a-z-]+):/g)
    const read = new Set(namesIn(styles, /var\(\s*(--greengate-[a-z-]+)/g))
    // One outcome is named, and stands for all five.
    const others = /-(?:check|stop|invalid|unreadable)$/
    expect(names(declared.cssProperties)).toEqual(
      set.filter((name) => read.has(name) && !others.test(name)),
    )
  })

  test('React may be given each property and may hear each event', () => {
    const types = readFileSync('examples/react-page/greengate-elements.d.ts', 'utf8')
    const own = types.split(/^ {6}'(?=greengate-)/m).find((part) => part.startsWith(tagName)) ?? ''
    const fields = declared.members.filter(
      ({ kind, readonly }) => kind === 'field' && readonly !== true,
    )
    expect(names(fields).filter((name) => !own.includes(`'${name}'`))).toEqual([])
    // The scanner's are taken from `ScannerEvents`, whatever they are.
    const events = own.includes('Handlers &') ? [] : names(declared.events)
    expect(events.filter((name) => !own.includes(`'on${name}'`))).toEqual([])
  })

  test('everything is said of, here and in docs/elements.md', () => {
    const { attributes, members, events, slots = [], cssParts = [], cssProperties = [] } = declared
    const all = [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties]
    expect(all.length).toBeGreaterThan(2)
    expect(all.filter(({ description = '' }) => description.length < 5)).toEqual([])
    const section = page.split(/^## /m).find((part) => part.startsWith(`\`<${tagName}>\``)) ?? ''
    const listed = [...section.matchAll(/^\| `([^`(]+)/gm)].map(([, name]) => name!)
    const expected = new Set(all.map(({ name }) => name).filter((name) => name !== ''))
    expect([...new Set(listed)].toSorted()).toEqual([...expected].toSorted())
  })
})
