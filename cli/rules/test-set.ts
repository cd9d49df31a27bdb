/** A small rule set with its cases, for the tests of the commands: everything in it can be counted by hand. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The rule sets of test-vectors/. */
export const ruleSets = fileURLToPath(new URL('../../test-vectors/rule-sets', import.meta.url))

/** A rule set of the fourteen: `vector(14, 'cn-3303')`. */
export function vector(version: number, id: string): string {
  return join(ruleSets, 'hangzhou', String(version).padStart(2, '0'), `${id}.json`)
}

/** Three rules, nine conditions. */
export const setText = `id: small
version: 1
engine: 1
title: { zh: 小, en: Small }
effective: { from: 2020-03-01T00:00:00Z, until: 2020-04-01T00:00:00Z }
zone: { id: Asia/Shanghai, tzdata: 2026b, offsets: [ [ 684867600, 28800 ] ] }
change: { type: first, how: Written for a test., basis: [ a paper ], requestedBy: them, reviewedBy: others }
accepts: { assessments: [ { issuer: small, set: small, maxAge: PT24H } ] }
parameters:
  contactDays: { value: 14, unit: day, overridable: tighten }
  fever: { value: 37.3, unit: Cel }
valueSets: {}
colours: { pass: green, check: yellow, stop: red }
rules:
  - no: 1
    id: tested
    outcome: pass
    requires: [ { kind: contact, maxAge: P1D } ]
    when: some(test, result = "negative" and elapsed(sampledAt) <= 48 hours)
    reason: { zh: 阴性, en: Negative }
  - no: 2
    id: contact
    outcome: stop
    when: some(contact, days(at) <= $contactDays)
    unless: onSite.temperature < 36 Cel
    reason: { zh: 接触, en: Contact }
  - no: 3
    id: fever
    outcome: check
    when: onSite.temperature >= $fever
    reason: { zh: 发热, en: Fever }
otherwise: check
`

/** One who passes, one who is stopped. */
export const casesText = `about: What small says.
ruleSet: { id: small, version: 1 }
cases:
  - id: passes
    comment: tested
    now: 2020-03-15T04:00:00Z
    person:
      facts:
        - { id: t1, kind: test, fields: { sampledAt: 2020-03-15T03:00:00Z, method: pcr, result: negative } }
      covers:
        - { kind: test, until: 2020-03-15T03:30:00Z }
        - { kind: contact, until: 2020-03-15T03:30:00Z }
      onSite: { temperature: 36.5 }
    outcome: pass
    fired: [ 1 ]
    missing: false
  - id: is-stopped
    comment: a contact today
    now: 2020-03-15T04:00:00Z
    person:
      facts:
        - { id: c1, kind: contact, fields: { at: 2020-03-15, closeness: close } }
      covers:
        - { kind: test, until: 2020-03-15T03:30:00Z }
        - { kind: contact, until: 2020-03-15T03:30:00Z }
      onSite: { temperature: 36.5 }
    outcome: stop
    fired: [ 2 ]
`

/** Writes the set, its cases and the standard fact types into a folder. */
export function writeSmallSet(
  folder: string,
  { set = setText, cases = casesText }: { readonly set?: string; readonly cases?: string } = {},
): string {
  copyFileSync(join(ruleSets, 'fact-types.json'), join(folder, 'fact-types.json'))
  writeFileSync(join(folder, 'small.yaml'), set)
  writeFileSync(join(folder, 'small.cases.yaml'), cases)
  return join(folder, 'small.yaml')
}
