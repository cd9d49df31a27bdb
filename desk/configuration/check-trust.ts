/** Holds the desk's keys against what root and trust list let them do, and its rules against who signed them. */
import type { Bundle, HeldRuleSet } from 'greengate'
import type { DocumentSigner } from 'greengate-cli/bundle'
import { instantOf } from '../facts/read-time.ts'
import type { AuthoritySigners } from '../feeds/authority-publisher.ts'
import type { CheckFinding } from './check-finding.ts'

/** What is held against the bundle. */
export interface CheckedDesk {
  readonly issuer: string
  readonly ruleSet: string
  /** The first eight bytes of its thumbprint, base64url: what a code names its key by. */
  readonly kid: string
  readonly signers: AuthoritySigners
}

/** What the trust list says of the desk's key. Instants as text. */
export interface CheckedKey {
  readonly kid: string
  readonly from: string
  readonly until: string
  readonly sets: readonly string[]
  readonly states: readonly string[]
  readonly covers: readonly string[]
}

/** A version in force or ahead, and by how many of those who may it was signed. */
export interface CheckedVersion {
  readonly version: number
  readonly from: string
  readonly until: string
  readonly signers: number
  readonly threshold: number
  /** `correction`: without notice, by one signature more. */
  readonly how: 'usual' | 'correction'
}

/** What came of it. */
export interface CheckedTrust {
  readonly findings: readonly CheckFinding[]
  readonly key: CheckedKey | undefined
  readonly versions: readonly CheckedVersion[]
}

/** @param now - Unix seconds. */
export function checkTrust(bundle: Bundle, desk: CheckedDesk, now: number): CheckedTrust {
  const key = keyOf(bundle, desk)
  const versions = (bundle.ruleSets.get(desk.ruleSet) ?? []).filter(
    ({ until }, at, all) => until > now && !((all[at + 1]?.from ?? Infinity) <= now),
  )
  return {
    findings: [
      ...keyFindings(bundle, desk, now),
      ...roleFindings(bundle, desk.signers),
      ...versions.flatMap((version) => versionFindings(version, desk)),
    ],
    key: key && {
      kid: desk.kid,
      ...{ from: instantOf(key.from), until: instantOf(key.until) },
      ...{ sets: key.sets, states: key.states, covers: key.covers },
    },
    versions: versions.map((held) => {
      const member = bundle.members.get(`rules/${held.id}/${String(held.version)}`)
      return {
        version: held.version,
        ...{ from: instantOf(held.from), until: instantOf(held.until) },
        ...{ signers: member?.signers ?? 0, threshold: member?.role.threshold ?? 0 },
        how: held.correction ? 'correction' : 'usual',
      }
    }),
  }
}

/** Of several spans of one key the last. */
function keyOf({ trust }: Bundle, { issuer, kid }: CheckedDesk) {
  return trust?.issuers.get(issuer)?.keys.get(kid)?.at(-1)
}

function keyFindings(bundle: Bundle, desk: CheckedDesk, now: number): readonly CheckFinding[] {
  const { issuer, ruleSet, kid } = desk
  const known = bundle.trust?.issuers.get(issuer)
  const put = `greengate trust issuer ${issuer} --sets ${ruleSet} --status lists, sign the draft and publish`
  if (known === undefined) {
    const what = `the published trust list has no issuer ${issuer}: no gate would believe a code`
    return [{ kind: 'not-trusted', path: 'issuer.id', about: issuer, what, write: put }]
  }
  const findings: CheckFinding[] = []
  const find = (kind: CheckFinding['kind'], path: string, what: string, write: string): void => {
    findings.push({ kind, path, about: kid, what, write })
  }
  if (known.status !== 'lists') {
    const what = `the trust list says that ${issuer} has no status lists: no gate would look whether a code is revoked`
    find('not-allowed', 'issuer.id', what, put)
  }
  const key = keyOf(bundle, desk)
  if (key === undefined) {
    const what = `the trust list has ${issuer}, but not this key: no gate would believe a code`
    find('not-trusted', 'issuer.key', what, put)
    return findings
  }
  const [from, until] = [instantOf(key.from), instantOf(key.until)]
  if (now < key.from)
    find('out-of-time', 'issuer.key', `is good from ${from} on`, 'wait, or name another key')
  if (now >= key.until) find('out-of-time', 'issuer.key', `was good until ${until}`, put)
  if (key.revoked.some((span) => span.from <= now && now < span.until && span.site === null)) {
    find('key-revoked', 'issuer.key', 'the trust list takes back what it issues now', put)
  }
  if (!key.sets.some((pattern) => matches(pattern, ruleSet))) {
    const what = `may not speak for ${ruleSet}: gates would take its codes for superseded`
    find('not-allowed', 'issuer.key', what, put)
  }
  return findings
}

/** Whether the desk's machine can sign what it has to. */
function roleFindings(
  { root }: Bundle,
  { status, online }: AuthoritySigners,
): readonly CheckFinding[] {
  const asked: readonly (readonly [
    'status' | 'snapshot' | 'timestamp',
    string,
    readonly DocumentSigner[],
  ])[] = [
    ['status', 'authority.statusKey', [status]],
    ['snapshot', 'authority.onlineKeys', online],
    ['timestamp', 'authority.onlineKeys', online],
  ]
  return asked.flatMap(([role, path, signers]): readonly CheckFinding[] => {
    const { keys, threshold } = root.roles[role]
    const held = new Set(
      signers.map(({ thumbprint }) => thumbprint).filter((each) => keys.has(each)),
    )
    if (held.size >= threshold) return []
    const what = `root asks for ${String(threshold)} of the keys of the role ${role}, and here are ${String(held.size)}: nothing could be published`
    return [
      {
        kind: 'not-in-role',
        path,
        about: role,
        what,
        write: 'name keys that root has in this role',
      },
    ]
  })
}

function versionFindings(
  { version, use }: HeldRuleSet,
  { issuer, ruleSet }: CheckedDesk,
): readonly CheckFinding[] {
  const of = { path: 'ruleSet', about: String(version) }
  if (use.state !== 'ready') {
    const what = `version ${String(version)} cannot be run here (${use.state}): nobody is assessed while it is in force`
    const write =
      'bring greengate and the published fact types up to date, or publish another version'
    return [{ kind: 'unusable', ...of, what, write }]
  }
  const isAccepted = use.compiled.accepts.some(
    (entry) =>
      matches(entry.issuer, issuer) &&
      matches(entry.set, ruleSet) &&
      (entry.minVersion?.[ruleSet] ?? 0) <= version,
  )
  if (isAccepted) return []
  const what = `version ${String(version)} does not accept what ${issuer} assesses: gates would answer check`
  const write = `write ${issuer} and ${ruleSet} into accepts.assessments of the next version`
  return [{ kind: 'not-accepted', ...of, what, write }]
}

/** A name, or the beginning of names with `*` after it, as trust lists and rule sets write them. */
function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id
}
