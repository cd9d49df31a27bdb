/** rule-sets/hangzhou/: the fourteen versions, each chained to the one before it and every overlay pinned to its base. */
import type { Json } from '../hand/jcs.ts'
import { casesOf } from './case.ts'
import { authorityCases } from './cases-authority.ts'
import { branchCases, cityBranchCases } from './cases-branches.ts'
import { cityCases } from './cases-cities.ts'
import { exposureCases } from './cases-exposure.ts'
import { healthCases } from './cases-health.ts'
import { passageCases } from './cases-passage.ts'
import { reportCases } from './cases-reports.ts'
import { digestOf } from './digest.ts'
import { authority } from './hangzhou-authority.ts'
import { changeOf, editions, windowOf, type Edition } from './hangzhou-changes.ts'
import { hasOwn, ownOf } from './hangzhou-cities.ts'
import { exposure } from './hangzhou-exposure.ts'
import { health } from './hangzhou-health.ts'
import { passage } from './hangzhou-passage.ts'
import { acceptsOf, cities, parametersOf, valueSetsOf, zone } from './hangzhou-terms.ts'
import { rulesOf } from './rule.ts'

/** A rule set and its cases, and where they are kept. */
export interface Published {
  readonly id: string
  readonly version: number
  readonly folder: string
  readonly set: { readonly [member: string]: Json | undefined }
  readonly cases: Json
}

type Members = Published['set']

const rules = [...passage, ...exposure, ...health, ...authority]
const baseCases = [
  ...passageCases,
  ...exposureCases,
  ...reportCases,
  ...healthCases,
  ...authorityCases,
  ...branchCases,
]

const published: Published[] = []

const find = (id: string, version: number): Published | undefined =>
  published.find((one) => one.id === id && one.version === version)

/** Names another version by its digest. */
const pin = (id: string, version: number): { version: number; sha256: string } | undefined => {
  const found = find(id, version)
  return found && { version, sha256: digestOf(found.set) }
}

const publish = (
  edition: Edition,
  id: string,
  version: number,
  members: Members,
  lines: readonly Json[],
): void => {
  const folder = `hangzhou/${String(edition.version).padStart(2, '0')}`
  const cases = {
    $schema: '../../../schema/rule-set-cases.schema.json',
    about: `What version ${version} of ${id} says of people.`,
    ruleSet: { id, version },
    cases: lines,
  }
  const { title, change, effective, ...rest } = members
  const set = {
    id,
    version,
    engine: 1,
    title,
    effective: effective ?? windowOf(edition),
    previous: pin(id, version - 1),
    ...rest,
    change,
    otherwise: 'check',
    cases: { count: lines.length, sha256: digestOf(cases) },
  }
  published.push({ id, version, folder, set, cases })
}

/** What a set that stands alone states. */
const whole = (version: number): Members => ({
  zone,
  accepts: acceptsOf(version),
  parameters: parametersOf(version),
  valueSets: valueSetsOf(version),
  colours: { pass: 'green', check: 'yellow', stop: 'red' },
  rules: rulesOf(rules, version),
})

const titled = (zh: string, en: string): Json => ({
  zh: `${zh}健康码通行规则（示意）`,
  en: `Health code rules of ${en} (illustrative)`,
})

const publishProvince = (edition: Edition): void => {
  const { version } = edition
  publish(
    edition,
    'cn-33',
    version,
    {
      title: titled('浙江省', 'Zhejiang'),
      change: changeOf(edition, edition.how, version === 3 ? 'first' : edition.type),
      ...whole(version),
    },
    casesOf(baseCases, version, 'cn-33'),
  )
  for (const [id, zh, en] of cities) {
    const how = hasOwn(version, id)
      ? `Version ${version} of the province, and stricter where the city says so.`
      : `Version ${version} of the province, unchanged.`
    const type = version === 3 && id !== 'cn-3301' ? 'first' : edition.type
    publish(
      edition,
      id,
      version,
      {
        title: titled(zh, en),
        change: changeOf(edition, how, type),
        extends: { id: 'cn-33', ...pin('cn-33', version) },
        ...ownOf(version, id),
      },
      casesOf([...(cityCases[id] ?? []), ...(cityBranchCases[id] ?? [])], version, id),
    )
  }
}

for (const edition of editions) {
  const { version } = edition
  if (version > 2) publishProvince(edition)
  else {
    const title = titled('杭州市', 'Hangzhou')
    const members = { title, change: changeOf(edition), ...whole(version) }
    publish(edition, 'cn-3301', version, members, casesOf(baseCases, version, 'cn-3301'))
  }
}

const last = editions.at(-1) as Edition
publish(
  last,
  'cn-44',
  1,
  {
    title: titled('广东省', 'Guangdong'),
    effective: { from: '2020-03-20T02:00:00Z', until: '2020-06-30T16:00:00Z' },
    change: {
      type: 'first',
      how: 'Version 14 of Zhejiang, taken over as it stands.',
      basis: ['Health code rules of Guangdong 2020, illustrative', 'article 1'],
      requestedBy: 'Guangdong working group (illustrative)',
      reviewedBy: 'Rule review board of Guangdong (illustrative)',
    },
    extends: { id: 'cn-33', ...pin('cn-33', 14) },
  },
  casesOf(cityCases['cn-44'] ?? [], 14, 'cn-44'),
)

/** Every version of every set, the base before its overlays. */
export const hangzhou: readonly Published[] = published
