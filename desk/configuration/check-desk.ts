/** Says all that is wrong with a desk whose file is right: its trust, its keys, its rules, and who covers what they read. */
import { publicJwk, thumbprint } from 'greengate/issue'
import { openAuthority, readPrivateKey } from 'greengate-cli/bundle'
import { inForce, rulesOf } from '../current-rules.ts'
import { instantOf } from '../facts/read-time.ts'
import { lookInto } from '../store/look-into.ts'
import { openSigners } from './authority-signers.ts'
import { checkCoverage, type CheckedCoverage, type CoveringSource } from './check-coverage.ts'
import type { CheckFinding } from './check-finding.ts'
import { checkTrust, type CheckedTrust } from './check-trust.ts'
import { loadDeskFile } from './read-desk-file.ts'
import { settingsOfConfiguration } from './settings-of-configuration.ts'

/** What is known after it. */
export interface DeskCheck
  extends Pick<CheckedTrust, 'key' | 'versions'>, Omit<CheckedCoverage, 'findings'> {
  readonly findings: readonly CheckFinding[]
  readonly issuer: string
  readonly ruleSet: string
  /** In force; null: none is. */
  readonly version: number | null
  /** When the next one begins; null: none is ahead. */
  readonly begins: string | null
}

/**
 * Opens what the file names as a desk would; starts nothing and writes nothing.
 *
 * @throws OperatorError or GreengateError for what cannot be opened at all
 */
export async function checkDesk(file: string, now: Date): Promise<DeskCheck> {
  const configuration = await loadDeskFile(file)
  const settings = await settingsOfConfiguration(file, { log: () => undefined, now: () => now })
  const { bundle, ruleSet, issuer } = settings
  const at = Math.floor(now.getTime() / 1000)
  const authority = await openAuthority(configuration.authority.folder)
  const own = publicJwk(await readPrivateKey(configuration.issuer.key))
  const kid = Buffer.from(await thumbprint(own), 'base64url')
    .subarray(0, 8)
    .toString('base64url')
  const signers = await openSigners(configuration, authority)
  const trust = checkTrust(bundle, { issuer, ruleSet, kid, signers }, at)
  const rules = rulesOf(bundle, ruleSet)
  const current = inForce(rules, now)
  const versions = rules.versions.filter(
    ({ from, version }) => from > at || version === current?.set.version,
  )
  const begun = settings.sources.map(({ id, covers }) => ({ id, covers, stated: [] }))
  const coverage = checkCoverage(ruleSet, versions, [
    ...storedSources(configuration.store.file, at),
    ...begun,
  ])
  const next = rules.versions.find(({ from }) => from > at)
  return {
    findings: [...trust.findings, ...coverage.findings],
    ...{ waiting: coverage.waiting, measured: coverage.measured },
    ...{ key: trust.key, versions: trust.versions },
    ...{ issuer, ruleSet, version: current?.set.version ?? null },
    begins: next === undefined ? null : instantOf(next.from),
  }
}

/** Those that the operator wrote down; what authorities order the desk knows itself. */
function storedSources(path: string, at: number): readonly CoveringSource[] {
  const read = (db: Parameters<Parameters<typeof lookInto>[1]>[0]): readonly CoveringSource[] => {
    const stated = db.prepare('SELECT kind FROM coverage WHERE source = ?')
    const rows = db
      .prepare(
        `SELECT id, covers FROM source WHERE since <= ?1 AND (until IS NULL OR until > ?1)
         AND id NOT LIKE 'order:%' AND id <> 'holder'`,
      )
      .all(at)
    return rows.map((row) => ({
      id: row['id'] as string,
      covers: JSON.parse(row['covers'] as string) as string[],
      stated: stated.all(row['id'] as string).map(({ kind }) => kind as string),
    }))
  }
  return lookInto(path, read) ?? []
}
