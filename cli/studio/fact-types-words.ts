/** The fact types as the page needs them: to complete names, and to say what they mean. */
import type { FactTypes } from 'greengate/rules'
import type { FactTypesWords } from './studio-api.ts'

/** Puts fact types into plain JSON. */
export function factTypesWords(path: string, { types, onSite }: FactTypes): FactTypesWords {
  return {
    path,
    kinds: [...types].map(([name, { labels, fields }]) => ({
      name,
      labels,
      fields: [...fields].map(([field, { type, unit, values }]) => ({
        name: field,
        type,
        ...(unit === undefined ? {} : { unit }),
        ...(values === undefined ? {} : { values }),
      })),
    })),
    onSite: [...onSite].map(([name, { unit = '' }]) => ({ name, unit })),
  }
}
