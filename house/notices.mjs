/** What is bundled goes along with the words of those who made it: their licences, in one file of each folder. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What is bundled by another hand, and so has no module of its name. */
const within = {
  '\0common-js/qrcode': ['qrcode', 'dijkstrajs'],
  '\0common-js/tweetnacl': ['tweetnacl'],
}

/** The packages of a bundle: those of which something is left in it. */
const packagesOf = (bundle) =>
  Object.values(bundle)
    .flatMap(({ modules = {} }) => Object.entries(modules))
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .flatMap(([id]) => {
      const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1]
      return within[id] ?? (name === undefined ? [] : [name])
    })

const textOf = (name) => {
  const folder = join('node_modules', name)
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file))
  if (files.length === 0) throw new Error(`${name}: has no licence to go along`)
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return texts.join('\n\n')
}

const zxing =
  'zxing_reader.wasm holds ZXing-C++ by Axel Waggershauser and others, under the Apache License 2.0'

const found = new Map()

/** Writes LICENSES.txt into the folder of a bundle, with what other bundles of this build brought there. */
export const notices = {
  name: 'notices',
  writeBundle({ dir }, bundle) {
    const names = found.get(resolve(dir)) ?? new Set()
    found.set(resolve(dir), names)
    for (const name of packagesOf(bundle)) names.add(name)
    const hasWasm = Object.keys(bundle).some((name) => name.endsWith('.wasm'))
    if (hasWasm) names.add('zxing-wasm').add(zxing)
    const byText = new Map()
    for (const name of [...names].toSorted()) {
      // The package of its build in another language has the text of that licence.
      const text = textOf(name === zxing ? '@zxing/library' : name)
      byText.set(text, [...(byText.get(text) ?? []), name])
    }
    if (byText.size === 0) return
    const parts = [...byText].map(([text, of]) => `${of.join('\n')}\n\n${text}`)
    const head = 'What stands in this folder holds work of others:'
    writeFileSync(join(dir, 'LICENSES.txt'), `${[head, ...parts].join('\n\n----\n\n')}\n`)
  },
}
