/** What is otherwise in one set of country rules than in another, in words. */
import { canonicalJson } from 'greengate/issue'
import type { CountryRules, PublishedRule } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { versionText } from '../set-words.ts'

/** One difference. */
export type CountryChange =
  | {
      readonly what: 'rule-added' | 'rule-removed'
      readonly no: number
      readonly rule: string
      readonly version: string
    }
  | {
      readonly what: 'rule-changed'
      readonly no: number
      readonly rule: string
      readonly version: { readonly from: string; readonly to: string }
      /** The members of the published rule that differ. */
      readonly members: readonly string[]
    }
  | {
      readonly what: 'value-set'
      readonly name: string
      readonly added: readonly string[]
      readonly removed: readonly string[]
    }
  | { readonly what: 'member'; readonly name: string; readonly from: unknown; readonly to: unknown }

/** Members whose change decides nothing. */
const tellingNothing = ['title', 'Description']
const members = ['country', 'effective', 'generalGrants', 'invalidation', 'title'] as const

/** The differences; the version, its number and the record of change are none. */
export function countryChanges(a: CountryRules, b: CountryRules): readonly CountryChange[] {
  return [...ruleChanges(a, b), ...valueSetChanges(a, b), ...memberChanges(a, b)]
}

/** Whether a change can change a decision. */
export function decides(change: CountryChange): boolean {
  if (change.what === 'member') return !tellingNothing.includes(change.name)
  return (
    change.what !== 'rule-changed' || change.members.some((name) => !tellingNothing.includes(name))
  )
}

/** A rule that has several versions is known by its newest; an older one is a rule of its own. */
function ruleChanges(a: CountryRules, b: CountryRules): readonly CountryChange[] {
  const changes: CountryChange[] = []
  const nameOf = (rule: PublishedRule): string => `${rule.Identifier} ${rule.Version}`
  const inA = new Map(a.rules.map(({ no, rule }) => [nameOf(rule), { no, rule }]))
  const inB = new Map(b.rules.map(({ no, rule }) => [nameOf(rule), { no, rule }]))
  const gone = [...inA.values()].filter(({ rule }) => !inB.has(nameOf(rule)))
  for (const { no, rule } of b.rules) {
    const name = { no, rule: rule.Identifier }
    const same = inA.get(nameOf(rule))
    const place =
      same === undefined ? gone.findIndex((each) => each.rule.Identifier === rule.Identifier) : -1
    const before = same?.rule ?? gone[place]?.rule
    if (place >= 0) gone.splice(place, 1)
    if (before === undefined) changes.push({ what: 'rule-added', ...name, version: rule.Version })
    else {
      const differing = differingMembers(before, rule)
      if (differing.length === 0) continue
      const version = { from: before.Version, to: rule.Version }
      changes.push({ what: 'rule-changed', ...name, version, members: differing })
    }
  }
  const removed = gone.map(({ no, rule }) => ({
    what: 'rule-removed' as const,
    no,
    rule: rule.Identifier,
    version: rule.Version,
  }))
  return [...changes, ...removed]
}

function differingMembers(a: PublishedRule, b: PublishedRule): readonly string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (name) => name !== 'Version',
  )
  return names.filter((name) => textOf(a, name) !== textOf(b, name)).sort()
}

function textOf(rule: PublishedRule, name: string): string | undefined {
  const value = (rule as unknown as Readonly<Record<string, unknown>>)[name]
  return value === undefined ? undefined : canonicalJson(value)
}

function valueSetChanges(a: CountryRules, b: CountryRules): readonly CountryChange[] {
  const names = [...new Set([...Object.keys(a.valueSets), ...Object.keys(b.valueSets)])].sort()
  return names.flatMap((name) => {
    const [before, after] = [a.valueSets[name] ?? [], b.valueSets[name] ?? []]
    const added = after.filter((code) => !before.includes(code))
    const removed = before.filter((code) => !after.includes(code))
    return added.length + removed.length === 0
      ? []
      : [{ what: 'value-set' as const, name, added, removed }]
  })
}

function memberChanges(a: CountryRules, b: CountryRules): readonly CountryChange[] {
  return members.flatMap((name) => {
    const [from, to] = [a[name] ?? null, b[name] ?? null]
    return canonicalJson(from) === canonicalJson(to)
      ? []
      : [{ what: 'member' as const, name, from, to }]
  })
}

/** The lines. */
export function countryDiffLines(
  a: CountryRules,
  b: CountryRules,
  changes: readonly CountryChange[],
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const nothing = zh ? '没有变化。' : 'Nothing changed.'
  return [
    styled('bold', `${versionText(a, language)} → ${versionText(b, language)}`),
    ...(changes.length === 0 ? [nothing] : changes.map((change) => changeLine(change, zh))),
  ]
}

function changeLine(change: CountryChange, zh: boolean): string {
  switch (change.what) {
    case 'rule-added':
      return styled('green', `+ ${change.no} ${change.rule} ${change.version}`)
    case 'rule-removed':
      return styled('red', `- ${change.no} ${change.rule} ${change.version}`)
    case 'rule-changed': {
      const { no, rule, version, members: differing } = change
      const versions = version.from === version.to ? version.to : `${version.from} → ${version.to}`
      return `~ ${no} ${rule} ${versions}: ${differing.join(', ')}`
    }
    case 'value-set': {
      const codes = [
        ...change.added.map((code) => `+${code}`),
        ...change.removed.map((code) => `-${code}`),
      ]
      return `~ ${zh ? '值集' : 'value set'} ${change.name}: ${codes.join(' ')}`
    }
    default:
      return `~ ${change.name}: ${JSON.stringify(change.from)} → ${JSON.stringify(change.to)}`
  }
}
