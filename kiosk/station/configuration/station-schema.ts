/** The JSON Schema of a configuration, for editors: made of the same shapes that read it. */
import type { Schema } from './shape.ts'
import { fileShape } from './station-shape.ts'

/** What station.schema.json holds. */
export const stationSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://greengate.example/schema/station-1.schema.json',
  title: 'The configuration of a station',
  ...fileShape.schema,
}
