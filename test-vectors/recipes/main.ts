/** `npm run vectors`: writes every file of vectors anew; nothing may change where nothing was changed. */
import { writeFileSync } from 'node:fs'
import { files } from './files.ts'

for (const [path, bytes] of files) {
  writeFileSync(new URL(`../${path}`, import.meta.url), bytes)
}
process.stdout.write(`${files.size} files written\n`)
