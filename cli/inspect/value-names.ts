/** What the codes of a DCC are called, by value sets as the EU publishes them. */
import { asObject } from '../edges/json-file.ts'
import { readJsonFolder } from '../edges/json-folder.ts'

/** By the id of a value set: what its codes are called. */
export type ValueNames = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * Reads the value sets of a folder; other JSON in it is passed over.
 *
 * @throws {@link OperatorError} for a folder that cannot be read, and for a file that is no JSON
 */
export async function readValueNames(folder: string): Promise<ValueNames> {
  const sets = new Map<string, Map<string, string>>()
  for await (const { value } of readJsonFolder(folder, 'a folder of value sets')) {
    const { valueSetId, valueSetValues } = asObject(value) ?? {}
    const values = asObject(valueSetValues)
    if (typeof valueSetId !== 'string' || values === undefined) continue
    const names = sets.get(valueSetId) ?? new Map<string, string>()
    sets.set(valueSetId, names)
    for (const [code, entry] of Object.entries(values)) {
      const display = asObject(entry)?.['display']
      if (typeof display === 'string' && display !== '') names.set(code, display)
    }
  }
  return sets
}

/** Which value sets the fields of a DCC's entries are of: `v.mp` is the product of a vaccination. */
const setsOfFields: Readonly<Record<string, string>> = {
  'v.tg': 'disease-agent-targeted',
  't.tg': 'disease-agent-targeted',
  'r.tg': 'disease-agent-targeted',
  'v.vp': 'sct-vaccines-covid-19',
  'v.mp': 'vaccines-covid-19-names',
  'v.ma': 'vaccines-covid-19-auth-holders',
  't.tt': 'covid-19-lab-test-type',
  't.tr': 'covid-19-lab-result',
  't.ma': 'covid-19-lab-test-manufacturer-and-name',
  'v.co': 'country-2-codes',
  't.co': 'country-2-codes',
  'r.co': 'country-2-codes',
}

/** What the value of a field of a DCC is called; undefined where no value set says. */
export function nameOfValue(field: string, value: string, names: ValueNames): string | undefined {
  return Object.hasOwn(setsOfFields, field)
    ? names.get(setsOfFields[field] as string)?.get(value)
    : undefined
}
