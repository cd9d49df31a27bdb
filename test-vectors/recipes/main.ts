/** `npm run vectors`: writes every file of vectors anew; nothing may change where nothing was changed. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { files } from './files.ts'

for (const [path, bytes] of files) {
  const file = new URL(`../${path}`, import.meta.url)
  mkdirSync(new URL('./', file), { recursive: true })
  writeFileSync(file, bytes)
}
process.stdout.write(`${files.size} files written\n`)
