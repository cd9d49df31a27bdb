/** Electron's package, loaded in plain Node, would start a download: nothing outside this room may load it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('outside this room nobody imports electron, not even for a type; inside it main and preload alone do for a value', () => {
  const files = globSync(['{lib,cli,kiosk,verifier-web,house,bench,torture}/**/*.ts', '*.ts'], {
    ...{ cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] },
  })
  const imports =
    /^import (type )?[^'"]*['"]electron['"]|import\(['"]electron['"]\)|require\(['"]electron/gm
  const found = files.flatMap((file) => {
    const hits = [...readFileSync(join(root, file), 'utf8').matchAll(imports)]
    return hits.map(([, type]) => ({ file, isType: type !== undefined }))
  })
  const room = found.filter(({ file }) => file.startsWith('kiosk/electron/'))
  expect(found).toEqual(room)
  const values = room.filter(({ isType }) => !isType).map(({ file }) => file)
  expect(values.sort()).toEqual(['kiosk/electron/main.ts', 'kiosk/electron/preload.ts'])
})
