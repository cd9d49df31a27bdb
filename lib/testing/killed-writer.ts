/** A process that takes up one container after another and says so, until it is killed: `killed-writer.ts FOLDER STORE`. */
import { readFileSync, writeSync } from 'node:fs'
import { fileStore } from '../update/file-store.ts'
import { openBundle } from '../update/open-bundle.ts'

const [folder = '', store = ''] = process.argv.slice(2)
const read = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`))
const opened = await openBundle({
  root: read('root.ggb'),
  store: fileStore(store),
  worlds: ['test'],
})
const { now } = JSON.parse(readFileSync(`${folder}/now.json`, 'utf8')) as { now: string }
for (let version = (opened.bundle.snapshot?.version ?? 0) + 1; ; version++) {
  const { state } = await opened.takeFile(read(`${version}.ggb`), new Date(now))
  if (state !== 'updated') throw new Error(`release ${version}: ${state}`)
  writeSync(1, `${version}\n`)
}
