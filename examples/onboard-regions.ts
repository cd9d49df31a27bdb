/**
 * Onboards regions under a province's rules: from the base rule set and a list of regions (id, name, public key) it
 * makes for each an overlay that pins the base, and an entry of the trust list. To be reviewed, signed and published.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson, type PublicJwk } from 'greengate/issue'
import { resolveRuleSet, type Overlay, type RuleSet, type Words } from 'greengate/rules'

const [basePath, regionsPath, out = 'regions'] = process.argv.slice(2)
if (basePath === undefined || regionsPath === undefined) {
  console.error('usage: node examples/onboard-regions.ts BASE.json REGIONS.json [FOLDER]')
  process.exit(2)
}

interface Region {
  readonly id: string
  readonly name: Words
  readonly key: PublicJwk
}

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))
const base = (await readJson(basePath)) as RuleSet
const regions = (await readJson(regionsPath)) as readonly Region[]
const sha256 = createHash('sha256').update(canonicalJson(base)).digest('base64url')
const { id, version, engine, effective, change, otherwise } = base

const overlays = regions.map((region): Overlay => ({
  id: region.id,
  version,
  engine,
  title: { zh: `${region.name.zh}健康码通行规则`, en: `Health code rules of ${region.name.en}` },
  effective,
  extends: { id, version, sha256 },
  change: { ...change, how: `version ${version} of ${id}, taken over unchanged` },
  otherwise,
}))
const issuers = regions.map((region) => ({
  id: region.id,
  name: region.name,
  status: 'none',
  keys: [
    {
      jwk: region.key,
      ...effective,
      states: ['*'],
      covers: ['*'],
      regions: ['*'],
      sets: [region.id],
    },
  ],
}))

await mkdir(out, { recursive: true })
for (const overlay of overlays) {
  // Refused here rather than at a gate, if the base does not allow it.
  resolveRuleSet(overlay, () => ({ value: base, sha256 }))
  await writeFile(join(out, `${overlay.id}.json`), `${JSON.stringify(overlay, undefined, 2)}\n`)
}
await writeFile(join(out, 'issuers.json'), `${JSON.stringify(issuers, undefined, 2)}\n`)
console.log(`${overlays.length} overlays of ${id} version ${version} in ${out}`)
