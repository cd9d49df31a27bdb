/** Writes station.schema.json: `node --conditions=source kiosk/station/configuration/write-schema.ts`. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stationSchema } from './station-schema.ts'

const file = join(import.meta.dirname, 'station.schema.json')
await writeFile(file, `${JSON.stringify(stationSchema, null, 2)}\n`)
