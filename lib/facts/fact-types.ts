/** Fact types as signed data, so that a rule can read a kind of fact that did not exist when a gate was built. */
import { shapeOf, type Words } from '../encoding/json-shape.ts'
import type { FieldType, Vocabulary } from '../rules/vocabulary.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_FACT_TYPES_MALFORMED')
const typeNames = [
  'instant',
  'date',
  'integer',
  'decimal',
  'boolean',
  'text',
  'region',
  'enumeration',
] as const

/** The document of the role `facts`. */
export interface FactTypes extends Vocabulary {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly types: ReadonlyMap<
    string,
    { readonly labels: Words; readonly fields: ReadonlyMap<string, FieldType> }
  >
}

/** What there is to go by without the document: no kind is known. */
export const noFactTypes: Vocabulary = { types: new Map(), onSite: new Map() }

/**
 * Reads the payload of the fact types document (docs/bundle.md 2).
 *
 * @throws GreengateError `ERR_FACT_TYPES_MALFORMED`
 */
export function parseFactTypes(value: unknown): FactTypes {
  const document = shape.record(value, 'facts', ['version', 'expires', 'types', 'onSite'])
  const types = shape.list(document['types'], 'types', (item, at) => {
    const type = shape.record(item, at, ['name', 'labels', 'fields'])
    return {
      name: shape.text(type['name'], `${at}.name`),
      labels: shape.words(type['labels'], `${at}.labels`),
      fields: shape.entries(type['fields'], `${at}.fields`, parseFieldType),
    }
  })
  const byName = new Map(types.map(({ name, ...type }) => [name, type]))
  if (byName.size < types.length) throw shape.refuse('types', 'names must be unique')
  return {
    version: shape.integer(document['version'], 'version', 1),
    expires: shape.instant(document['expires'], 'expires'),
    types: byName,
    onSite: shape.entries(document['onSite'], 'onSite', (item, at) => {
      const type = parseFieldType(item, at)
      if (type.type !== 'decimal' && type.type !== 'integer') {
        throw shape.refuse(at, 'a measurement must be a decimal or an integer')
      }
      return type
    }),
  }
}

function parseFieldType(value: unknown, at: string): FieldType {
  const field = shape.record(value, at, ['type'], ['unit', 'values', 'labels'])
  const type = shape.oneOf(field['type'], `${at}.type`, typeNames)
  const { unit, values, labels } = field
  if (unit !== undefined && type !== 'integer' && type !== 'decimal') {
    throw shape.refuse(at, 'only numbers have a unit')
  }
  if ((values !== undefined) !== (type === 'enumeration')) {
    throw shape.refuse(at, 'an enumeration, and nothing else, has values')
  }
  return {
    type,
    ...(labels === undefined ? {} : { labels: shape.words(labels, `${at}.labels`) }),
    ...(unit === undefined ? {} : { unit: shape.text(unit, `${at}.unit`) }),
    ...(values === undefined ? {} : { values: shape.list(values, `${at}.values`, shape.text) }),
  }
}
