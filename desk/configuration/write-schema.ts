/** Writes cli/schema/desk.schema.json: `node --conditions=source desk/configuration/write-schema.ts`. */
import { writeFile } from 'node:fs/promises'
import { deskSchema } from './desk-schema.ts'

const file = new URL('../../cli/schema/desk.schema.json', import.meta.url)
await writeFile(file, `${JSON.stringify(deskSchema, null, 2)}\n`)
