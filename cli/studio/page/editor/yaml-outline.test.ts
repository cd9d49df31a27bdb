/** The outline of a YAML text, held against the YAML parser: of whole texts the two say the same. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { printRuleSetYaml } from '../../../language/format-rule-set-yaml.ts'
import { readYaml } from '../../../language/read-yaml.ts'
import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml'
import { conditionsOf } from './yaml-place.ts'
import { outlineOf } from './yaml-outline.ts'

const folder = new URL('../../../../test-vectors/rule-sets/', import.meta.url).pathname
const files = ['hangzhou/*/cn-3301.json', 'hangzhou/14/*.json', 'typhoon/*.json'].flatMap((form) =>
  globSync(form, { cwd: folder }).filter((path) => !/cases|fact-types/.test(path)),
)

/** Where every value begins, by its path, as the parser says. */
function parsed(node: ParsedNode | null, path: string): readonly (readonly [string, number])[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : ''
      return parsed(value, path === '' ? name : `${path}.${name}`)
    })
  }
  if (isSeq(node)) {
    return node.items.flatMap((item, i) => parsed(item, `${path}[${String(i)}]`))
  }
  return node === null ? [] : [[path, node.range[0]]]
}

test.each(files)('%s: every value has its path and its place', (file) => {
  const text = printRuleSetYaml(JSON.parse(readFileSync(folder + file, 'utf8')))
  const outline = outlineOf(text)
  const found = outline.entries
    .filter(({ value }) => value.style !== 'flow' && value.style !== 'none')
    .map(({ path, value }) => [path, value.start] as const)
  const byPath = (a: readonly [string, number], b: readonly [string, number]) => a[1] - b[1]
  const wanted = parsed(readYaml(text).root, '')
  expect(found.toSorted(byPath)).toEqual(wanted.toSorted(byPath))
  expect(conditionsOf(text, outline).length).toBe(
    wanted.filter(([path]) => /^rules\[\d+\]\.(?:when|unless)$/.test(path)).length,
  )
})

test('there are sets of every version', () => {
  expect(files.length).toBeGreaterThan(25)
})
