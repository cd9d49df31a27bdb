/** Writes a new rule set, with comments for whoever changes it: a few rules over the standard pack of fact types. */
import { instantText } from '../../edges/instant.ts'
import { formatRuleSetYaml } from '../../language/format-rule-set-yaml.ts'
import { zoneTable } from '../zone-table.ts'
import type { Answers } from './answers.ts'

const day = 86_400

/** How long symptoms count; cases count on it too. */
export const symptomDays = 7

/** The text of the rule set. */
export function ruleSetText(answers: Answers): string {
  const { id, titleZh, titleEn, zone, from, days, testHours, contactDays, highRisk } = answers
  const begin = Date.parse(from) / 1000
  const end = begin + days * day
  // Two years to look back, one to outlive the set.
  const table = zoneTable(zone, begin - 730 * day, end + 365 * day)
  const untilText = instantText(new Date(end * 1000))
  return formatRuleSetYaml(
    `
# A rule set says who may pass. What each operator means stands in docs/rules.md.
#
#   greengate rules lint ${id}.yaml      what is wrong with it
#   greengate rules test ${id}.yaml      whether its cases pass, and what no case touches
#   greengate rules explain ${id}.yaml   what it says in plain words

id: ${id}
version: 1 # grows with every change that is published
engine: 1

title:
  zh: ${quoted(titleZh)}
  en: ${quoted(titleEn)}

# From then on every gate takes it up by its own clock, and never beyond its end.
effective: { from: ${from}, until: ${untilText} }

# Civil days are counted by this table: seconds from UTC, from an instant on. greengate rules zone makes it.
zone:
  id: ${table.id}
  tzdata: ${quoted(table.tzdata)}
  offsets: ${JSON.stringify(table.offsets)}

# Who asked for this, who looked at it, and what it rests on: it is signed with the rules.
change:
  type: first
  how: The first version.
  basis:
    - ${quoted(answers.basis)}
  requestedBy: ${quoted(answers.requestedBy)}
  reviewedBy: ${quoted(answers.reviewedBy)}

# Which colours of other versions count, where a code carries no facts.
accepts:
  assessments:
    - { issuer: ${id}, set: ${id}, maxAge: PT24H }

# Numbers that rules name with a $. An overlay may set those that say tighten, and only to what is stricter.
parameters:
  testHours: { value: ${testHours}, unit: hour, overridable: tighten }
  contactDays: { value: ${contactDays}, unit: day, overridable: tighten }
  symptomDays: { value: ${symptomDays}, unit: day }
  feverCelsius: { value: ${answers.fever}, unit: Cel, overridable: tighten }

# Codes of regions: one that begins with a member is in the set.
valueSets:
  highRisk: ${JSON.stringify(highRisk)}

colours: { pass: green, check: yellow, stop: red }

# The worst outcome of the rules that are true stands: stop, then check, then pass. A number is for ever.
rules:
  # Passage is granted, never left over: all that is required must be stated in full, and not long ago.
  - no: 1
    id: tested
    outcome: pass
    requires:
      - { kind: test, maxAge: PT24H }
      - { kind: contact, maxAge: P1D }
      - { kind: stay, maxAge: P1D }
      - { kind: symptom, maxAge: P1D }
    # elapsed counts to the second; days counts civil days.
    when: some(test, result = "negative" and elapsed(sampledAt) >= 0 hours and elapsed(sampledAt) <= $testHours)
    reason:
      zh: 近期检测阴性
      en: A recent test was negative

  - no: 2
    id: not-tested
    outcome: check
    when: none(test, result = "negative" and elapsed(sampledAt) >= 0 hours and elapsed(sampledAt) <= $testHours)
    reason:
      zh: 没有近期的阴性检测
      en: No recent negative test

  - no: 3
    id: close-contact
    outcome: stop
    when: some(contact, closeness = "close" and days(at) <= $contactDays)
    reason:
      zh: 近期密切接触者
      en: A recent close contact of a case

  - no: 4
    id: high-risk-stay
    outcome: stop
    when: some(stay, region in highRisk and days(until) <= $contactDays)
    reason:
      zh: 近期到过高风险地区
      en: A recent stay in a region of high risk

  - no: 5
    id: positive-test
    outcome: stop
    when: some(test, result = "positive" and days(sampledAt) <= $contactDays)
    reason:
      zh: 近期检测阳性
      en: A recent test was positive

  - no: 6
    id: symptom
    outcome: check
    when: some(symptom, days(at) <= $symptomDays)
    # An exemption stands openly, and lint lists it.
    unless: some(clinic, cleared = true and days(at) >= 0 and days(at) <= $symptomDays)
    reason:
      zh: 近期有症状
      en: A recent symptom

  - no: 7
    id: fever-at-gate
    outcome: check
    when: onSite.temperature >= $feverCelsius # a gate without a thermometer lets nobody pass
    reason:
      zh: 现场测温发热
      en: A fever measured at the gate

# Whoever no rule speaks of is looked at by staff.
otherwise: check
`.trimStart(),
  )
}

/** JSON text is YAML text too. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
