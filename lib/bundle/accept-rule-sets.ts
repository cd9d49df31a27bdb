/** Takes rule sets and emergency sets: what is new is held to chain and rails, what is known is not compiled again. */
import { noFactTypes } from '../facts/fact-types.ts'
import type { Bases } from '../rules/resolve.ts'
import type { Contents, HeldMember, HeldRuleSet, RuleSets } from './bundle.ts'
import type { Delegation } from './delegation.ts'
import { groupRuleSets, holdRuleSet } from './hold-rule-set.ts'
import { idOf, kindOf } from './member-name.ts'
import { heldOf, refuseOtherVersion, type Opening } from './open-member.ts'
import { parsePayload } from './payload.ts'
import type { Emergency } from './root.ts'
import {
  refuseBrokenChain,
  refuseOffRails,
  refuseUnfitEmergency,
  statedOf,
  type Stated,
} from './rule-version.ts'

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_CHAIN`, `ERR_BUNDLE_RAILS`, `ERR_BUNDLE_EMERGENCY` */
export function acceptRuleSets(
  opening: Opening,
  members: ReadonlyMap<string, HeldMember>,
  facts: Contents['facts'],
): Pick<Contents, 'ruleSets' | 'emergencies'> {
  const { current, snapshot, isRecovery } = opening
  const mayReuse = !isRecovery && current.facts?.sha256 === facts?.sha256
  const parsed = new Map<string, Stated>()
  const read = (name: string, member: HeldMember): Stated => {
    const known = parsed.get(name)
    if (known !== undefined) return known
    const stated = statedOf(parsePayload(member.document.payload), name)
    refuseOtherVersion(stated['version'], member)
    parsed.set(name, stated)
    return stated
  }
  const bases: Bases = (id, version) => {
    const name = `rules/${id}/${String(version)}`
    const member = members.get(name)
    return member && { value: read(name, member), sha256: member.sha256 }
  }
  const accept = (name: string, known: RuleSets): HeldRuleSet => {
    const member = members.get(name) as HeldMember
    const held = known.get(idOf(name))?.find(({ sha256 }) => sha256 === member.sha256)
    if (held?.use.state === 'ready' && mayReuse) return { ...held, ...heldOf(member) }
    const stated = read(name, member)
    if (held === undefined || isRecovery) {
      refuseBrokenChain(stated, member, snapshot.members)
      refuseUnfit(stated, name, member, snapshot.signedAt)
    }
    return holdRuleSet(stated, member, facts ?? noFactTypes, bases)
  }
  const of = (kind: string): string[] => [...members.keys()].filter((name) => kindOf(name) === kind)
  return {
    ruleSets: groupRuleSets(of('rules').map((name) => accept(name, current.ruleSets))),
    emergencies: groupRuleSets(of('emergency').map((name) => accept(name, current.emergencies))),
  }
}

function refuseUnfit(stated: Stated, name: string, member: HeldMember, latest: number): void {
  if (kindOf(name) === 'rules') refuseOffRails(stated, member, member.role as Delegation, latest)
  else refuseUnfitEmergency(stated, idOf(name), member.role as Emergency)
}
