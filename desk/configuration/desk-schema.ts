/** The JSON Schema of desk.yaml, for editors: made of the same shapes that read it. */
import type { Schema } from '../../kiosk/station/configuration/shape.ts'
import { deskShape } from './desk-shape.ts'

/** What desk.schema.json holds. */
export const deskSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://greengate.example/schema/desk-1.schema.json',
  title: 'The configuration of an issuing desk',
  ...deskShape.schema,
}
