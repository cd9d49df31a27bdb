/** The fact types of the vectors' world: one kind at least for every type a field can have. */
import type { Json } from '../hand/jcs.ts'

const label = (zh: string, en: string): Json => ({ zh, en })

/** The types, as the document `facts` carries them. */
export const types: readonly Json[] = [
  {
    name: 'checkin',
    labels: label('登记', 'check-in'),
    fields: { at: { type: 'instant' }, left: { type: 'instant' }, place: { type: 'text' } },
  },
  {
    name: 'contact',
    labels: label('接触', 'contact'),
    fields: { at: { type: 'instant' }, region: { type: 'region' }, confirmed: { type: 'boolean' } },
  },
  {
    name: 'recovery',
    labels: label('康复', 'recovery'),
    fields: { on: { type: 'date' } },
  },
  {
    name: 'stay',
    labels: label('旅居', 'stay'),
    fields: { region: { type: 'region' }, from: { type: 'date' }, until: { type: 'date' } },
  },
  {
    name: 'temperature',
    labels: label('体温', 'temperature'),
    fields: { at: { type: 'instant' }, celsius: { type: 'decimal', unit: 'Cel' } },
  },
  {
    name: 'test',
    labels: label('检测', 'test'),
    fields: {
      at: { type: 'instant' },
      result: { type: 'enumeration', values: ['negative', 'positive'] },
      method: { type: 'text' },
    },
  },
  {
    name: 'vaccination',
    labels: label('接种', 'vaccination'),
    fields: {
      on: { type: 'date' },
      dose: { type: 'integer' },
      of: { type: 'integer' },
      product: { type: 'text' },
    },
  },
]

/** The measurements that can be made at a gate. */
const measurements: Json = {
  oxygen: { type: 'integer', unit: '%' },
  temperature: { type: 'decimal', unit: 'Cel' },
}

/** The payload of the document `facts`. */
export const factTypes = {
  version: 1,
  expires: '2026-06-01T00:00:00Z',
  types,
  onSite: measurements,
}
