#!/usr/bin/env node
// The command's door. Plain JavaScript, so that an old Node can say that it is too old.
import { existsSync } from 'node:fs'

const built = new URL('../dist/main.js', import.meta.url)
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`greengate: needs Node 24 or newer, this is ${process.version}\n`)
  process.exitCode = 2
} else if (!existsSync(built)) {
  process.stderr.write('greengate: not built yet; run `npm run build` first\n')
  process.exitCode = 2
} else {
  await import(built.href)
}
