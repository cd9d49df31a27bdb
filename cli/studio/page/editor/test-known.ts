/** For the tests of the editor: what it knows in them, the standard fact types and the names of a small set. */
import { readFileSync } from 'node:fs'
import type { FactTypesWords } from '../../studio-api.ts'
import type { Known } from './known.ts'

interface Field {
  readonly type: string
  readonly unit?: string
  readonly values?: readonly string[]
}

interface FactTypesFile {
  readonly types: readonly {
    readonly name: string
    readonly labels: { readonly zh: string; readonly en: string }
    readonly fields: Readonly<Record<string, Field>>
  }[]
  readonly onSite: Readonly<Record<string, { readonly unit: string }>>
}

/** The standard pack, and a kind whose names need quotes or are Chinese. */
function factTypes(): FactTypesWords {
  const path = new URL('../../../schema/standard-fact-types.json', import.meta.url)
  const { types, onSite } = JSON.parse(readFileSync(path, 'utf8')) as FactTypesFile
  const standard = types.map(({ fields, ...kind }) => ({
    ...kind,
    fields: Object.entries(fields).map(([name, field]) => ({ name, ...field })),
  }))
  return {
    path: 'fact-types.json',
    kinds: [
      ...standard,
      {
        name: 'fever clinic',
        labels: { zh: '发热门诊', en: 'fever clinic' },
        fields: [
          { name: '就诊日', type: 'date' },
          { name: '结论', type: 'enumeration', values: ['排除', '疑似'] },
        ],
      },
      {
        name: '行程',
        labels: { zh: '行程', en: 'trip' },
        fields: [{ name: '地区', type: 'region' }],
      },
    ],
    onSite: Object.entries(onSite).map(([name, { unit }]) => ({ name, unit })),
  }
}

const types = factTypes()

/** In the rules, unless it is said otherwise. */
export function known(change: Partial<Known> = {}): Known {
  return {
    factTypes: types,
    names: {
      parameters: [
        { name: 'contactDays', value: '14', unit: 'day' },
        { name: 'testHours', value: '48', unit: 'hour' },
        { name: 'fever', value: '37.3', unit: 'Cel' },
      ],
      valueSets: [{ name: 'highRisk', count: 2 }],
      rules: [
        { no: 3, id: 'close-contact', outcome: 'stop' },
        { no: 9, id: 'clear', outcome: 'pass' },
      ],
    },
    language: 'en',
    kind: 'rules',
    ...change,
  }
}
