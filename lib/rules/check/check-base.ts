/** Checks an overlay against its base, part by part, so that each part that loosens is found. */
import { GreengateError } from '../../errors.ts'
import { RuleSetFault } from '../fault.ts'
import { resolveRuleSet, type Bases } from '../resolve.ts'
import type { RuleSet } from '../rule-set.ts'
import type { Notes } from './notes.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * Notes what is wrong with the base itself, and gives it resolved.
 *
 * @param overlay - Without faults of form in `extends`.
 */
export function checkBase(overlay: Members, bases: Bases, notes: Notes): RuleSet | undefined {
  try {
    return resolveRuleSet(bareOf(overlay), bases).set
  } catch (fault) {
    if (!(fault instanceof GreengateError)) throw fault
    const at =
      fault instanceof RuleSetFault && fault.at.startsWith('extends') ? fault.at : 'extends'
    notes.add(fault.code === 'ERR_RULE_SET_ENGINE' ? 'engine' : 'base', at, fault.message)
    return undefined
  }
}

/** Something of an overlay that can be laid over the base alone, and where its place really is. */
interface Part {
  readonly members: Members
  readonly from: string
  readonly to: string
}

/** Notes each part that the base does not let an overlay have. */
export function checkOverlay(overlay: Members, bases: Bases, notes: Notes): void {
  for (const { members, from, to } of partsOf(overlay)) {
    try {
      resolveRuleSet({ ...bareOf(overlay), ...members }, bases)
    } catch (fault) {
      if (!(fault instanceof RuleSetFault)) throw fault
      const at = fault.at.startsWith(from) ? to + fault.at.slice(from.length) : fault.at
      notes.add(codeOf(at), at, fault.expectation)
    }
  }
}

function codeOf(at: string): 'duplicate' | 'unit' | 'loosens' {
  if (/^rules\[\d+\]\.(no|id)$/.test(at) || at.startsWith('valueSets')) return 'duplicate'
  return at.startsWith('parameters') && at.endsWith('.unit') ? 'unit' : 'loosens'
}

/** The overlay with nothing of its own, so that its other faults do not hide those of a part. */
function bareOf({ id, extends: base }: Members): Members {
  const words = { zh: '-', en: '-' }
  return {
    id: typeof id === 'string' && id !== '' ? id : '-',
    version: 1,
    engine: 1,
    title: words,
    effective: { from: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' },
    change: { type: '-', how: '-', basis: ['-'], requestedBy: '-', reviewedBy: '-' },
    otherwise: 'check',
    extends: base,
  }
}

function partsOf({
  rules,
  parameters,
  valueSets,
  accepts,
  zone,
}: Partial<RuleSet>): readonly Part[] {
  const ofRules = (rules ?? []).map((rule, i) => ({
    members: { rules: [rule] },
    from: 'rules[0]',
    to: `rules[${String(i)}]`,
  }))
  const ofTables = Object.entries({ parameters, valueSets }).flatMap(([table, named]) =>
    Object.entries<unknown>(named ?? {}).map(([name, value]) => ({
      members: { [table]: { [name]: value } },
      from: table,
      to: table,
    })),
  )
  const ofAccepts = (accepts?.assessments ?? []).map((entry, i) => ({
    members: { accepts: { assessments: [entry] } },
    from: 'accepts.assessments[0]',
    to: `accepts.assessments[${String(i)}]`,
  }))
  const ofZone = zone === undefined ? [] : [{ members: { zone }, from: 'zone', to: 'zone' }]
  return [...ofRules, ...ofTables, ...ofAccepts, ...ofZone]
}
