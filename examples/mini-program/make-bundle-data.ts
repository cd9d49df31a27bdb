/** Writes a root and a bundle as a script, the one form in which a mini-program carries any bytes along. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const [folder, ruleSet, world = 'production'] = process.argv.slice(2)
if (folder === undefined || ruleSet === undefined) {
  console.error('usage: node examples/mini-program/make-bundle-data.ts FOLDER RULE-SET [WORLD]')
  process.exit(2)
}

const base64 = async (name: string): Promise<string> =>
  (await readFile(join(folder, name))).toString('base64')

const data = {
  root: await base64('root.ggb'),
  bundle: await base64('bundle.ggb'),
  ruleSet,
  worlds: [world],
}
console.log(`module.exports = ${JSON.stringify(data)}`)
