/** The members that are not there yet, at the beginning of a line or within braces. */
import { fieldNamed, kindNamed, type Known } from './known.ts'
import { fixedMembers, shapeOfMember } from './members.ts'
import { wordsOfMember } from './member-words.ts'
import { fieldDetail, fieldInfo, measurementInfo } from './name-words.ts'
import type { Suggestion } from './suggestion.ts'
import type { YamlPlace } from './yaml-place.ts'
import { memberPath } from './yaml-flow.ts'
import { valueOf } from './yaml-value.ts'

/** What may be a key here. */
export function suggestMembers(
  text: string,
  { keyIn, outline, from, isFlow, hasColon }: YamlPlace,
  known: Known,
): readonly Suggestion[] {
  if (keyIn === undefined) return []
  const there = new Set(
    outline.entries.flatMap(({ parent, key }) =>
      parent === keyIn && key !== undefined && key.start !== from ? [key.name] : [],
    ),
  )
  const factKind = /^(cases\[\d+\]\.person\.facts\[\d+\])\.fields$/.exec(keyIn)?.[1]
  const kind = factKind === undefined ? undefined : valueOf(text, outline, `${factKind}.kind`)
  const isOnSite = known.kind === 'cases' && /\.person\.onSite$/.test(keyIn)
  const names =
    kind !== undefined
      ? (kindNamed(known, kind)?.fields ?? []).map(({ name }) => name)
      : isOnSite
        ? (known.factTypes?.onSite ?? []).map(({ name }) => name)
        : fixedMembers(keyIn, known)
  return names
    .filter((name) => !there.has(name))
    .map((name, i) => ({
      type: 'member',
      label: name,
      ...(kind === undefined ? wordsFor(name, keyIn, known) : wordsForField(name, kind, known)),
      ...(hasColon ? {} : written(name, memberPath(keyIn, name), isFlow, known)),
      // In the order of the format, not of the alphabet.
      boost: -i,
    }))
}

function wordsFor(name: string, keyIn: string, known: Known): Partial<Suggestion> {
  const measurement = known.factTypes?.onSite.find((one) => one.name === name)
  if (measurement !== undefined && /\.onSite$/.test(keyIn)) {
    return { detail: measurement.unit, info: measurementInfo(measurement, known) }
  }
  const words = wordsOfMember(memberPath(keyIn, name))
  return words === undefined ? {} : { detail: words[known.language], also: words.zh }
}

function wordsForField(name: string, kind: string, known: Known): Partial<Suggestion> {
  const field = fieldNamed(known, kind, name)
  return field === undefined
    ? {}
    : { detail: fieldDetail(field, known), info: fieldInfo(field, kind, known) }
}

/** With its colon, and the line below begun where its value goes there. */
function written(name: string, path: string, isFlow: boolean, known: Known): Partial<Suggestion> {
  const shape = shapeOfMember(path, known)
  if (isFlow || shape === 'value') return { apply: `${name}: ` }
  return { template: shape === 'list' ? `${name}:\n\t- ` : `${name}:\n\t` }
}
