/** The names that a set declares, read off its text as it stands: they are wanted most while the text says nothing. */
import type { Known } from './known.ts'
import type { Outline } from './yaml-outline.ts'
import { valueOf } from './yaml-value.ts'

type Names = NonNullable<Known['names']>

/** What is known, with the names of the text; those from elsewhere, such as a base's, stay where the text has no such. */
export function withNamesOf(text: string, outline: Outline, known: Known): Known {
  if (known.kind !== 'rules') return known
  const { parameters = [], valueSets = [], rules = [] } = known.names ?? {}
  const own = namesIn(text, outline)
  const names: Names = {
    parameters: [...own.parameters, ...others(parameters, own.parameters)],
    valueSets: [...own.valueSets, ...others(valueSets, own.valueSets)],
    rules: [...own.rules, ...rules.filter(({ no }) => !own.rules.some((rule) => rule.no === no))],
  }
  return { ...known, names }
}

function others<T extends { readonly name: string }>(
  all: readonly T[],
  own: readonly T[],
): readonly T[] {
  return all.filter(({ name }) => !own.some((one) => one.name === name))
}

function namesIn(text: string, outline: Outline): Names {
  const { entries } = outline
  const membersOf = (path: string): readonly { readonly name: string; readonly path: string }[] =>
    entries.flatMap(({ parent, key, isWhole, path: at }) =>
      parent === path && key !== undefined && isWhole ? [{ name: key.name, path: at }] : [],
    )
  const read = (path: string): string | undefined => valueOf(text, outline, path)
  return {
    parameters: membersOf('parameters').map(({ name, path }) => ({
      name,
      value: read(`${path}.value`) ?? '',
      unit: read(`${path}.unit`) ?? null,
    })),
    valueSets: membersOf('valueSets').map(({ name, path }) => ({
      name,
      count: entries.filter(({ parent }) => parent === path).length,
    })),
    rules: entries
      .filter(({ path }) => /^rules\[\d+\]\.no$/.test(path))
      .flatMap(({ path, parent }) => {
        const no = Number(read(path))
        const outcome = read(`${parent}.outcome`)
        if (!Number.isSafeInteger(no) || !isOutcome(outcome)) return []
        return [{ no, id: read(`${parent}.id`) ?? '', outcome }]
      }),
  }
}

function isOutcome(word: string | undefined): word is Names['rules'][number]['outcome'] {
  return word === 'pass' || word === 'check' || word === 'stop'
}
