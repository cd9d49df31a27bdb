/** Says in words what fact types, a roster, a delegation and other plain documents hold or change. */
import type { Language } from '../../edges/language.ts'
import type { Document } from '../document.ts'
import type {
  Delegation,
  DelegationPayload,
  FactsPayload,
  RosterStation,
  StationsPayload,
} from '../payloads.ts'
import { changedLine, listLines, minus, plus } from './changed.ts'
import { populationLines } from './population-lines.ts'

/** The lines. */
export function memberLines(
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const { value } = document
  const was = older?.value
  const renewed = changedLine(
    language === 'zh' ? '须在此前换新' : 'to be renewed before',
    was?.['expires'],
    value['expires'],
  )
  switch (document.role) {
    case 'facts':
      return [...renewed, ...factLines(was ?? {}, value, language)]
    case 'stations':
      return [...renewed, ...stationLines(was ?? {}, value, language)]
    case 'delegation':
      return [...renewed, ...delegationLines(was ?? {}, value)]
    case 'covered':
    case 'not-green':
      return [...renewed, ...populationLines(document, older, language)]
    default:
      return renewed
  }
}

type Value = Document['value']

function factLines(was: Value, is: Value, language: Language): readonly string[] {
  const types = (value: Value): FactsPayload['types'] =>
    (value as Partial<FactsPayload>).types ?? []
  return [
    ...listLines(types(was), types(is), {
      nameOf: ({ name }) => name,
      added: ({ name, labels }) => `${name} ${labels[language]}`,
      removed: ({ name, labels }) => `${name} ${labels[language]}`,
      changed: (old, next) => [minus(JSON.stringify(old)), plus(JSON.stringify(next))],
    }),
    ...changedLine('onSite', was['onSite'], is['onSite']),
  ]
}

function stationLines(was: Value, is: Value, language: Language): readonly string[] {
  const flat = (value: Value): readonly (RosterStation & { group: string })[] =>
    ((value as Partial<StationsPayload>).groups ?? []).flatMap(({ id, stations }) =>
      stations.map((station) => ({ ...station, group: id })),
    )
  const groups = (value: Value): StationsPayload['groups'] =>
    (value as Partial<StationsPayload>).groups ?? []
  const text = ({ id, group, lanes, key }: RosterStation & { group: string }): string => {
    const where = language === 'zh' ? `组 ${group}` : `group ${group}`
    return `${id}, ${where}, ${lanes.join('/')}, ${key.x.slice(0, 8)}…`
  }
  const label = language === 'zh' ? '新的组密钥' : 'new group key of'
  return [
    ...listLines(flat(was), flat(is), {
      nameOf: ({ id }) => id,
      added: text,
      removed: text,
      changed: (old, next) => [minus(text(old)), plus(text(next))],
    }),
    ...listLines(
      groups(was).map(({ id, recipient }) => ({ id, recipient })),
      groups(is).map(({ id, recipient }) => ({ id, recipient })),
      {
        nameOf: ({ id }) => id,
        added: ({ id }) => `${label} ${id}`,
        removed: ({ id }) => id,
        changed: (_old, { id }) => [`~ ${label} ${id}`],
      },
    ),
  ]
}

function delegationLines(was: Value, is: Value): readonly string[] {
  const list = (value: Value): readonly Delegation[] =>
    (value as Partial<DelegationPayload>).delegations ?? []
  const text = ({ prefix, keys, threshold }: Delegation): string =>
    `rules ${prefix}*: ${String(threshold)} of ${String(keys.length)}`
  return listLines(list(was), list(is), {
    nameOf: ({ prefix }) => prefix,
    added: text,
    removed: text,
    changed: (old, next) => [minus(text(old)), plus(text(next))],
  })
}
