/** Looks at what a station decides by: its root, its bundle and how old that is, its clock, its enrolment. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError, bundleSummary, type Bundle, type BundleSummary } from 'greengate'
import { fileStore, folderSource, openBundle } from 'greengate/update'
import type { PreparedStation } from '../prepare-station.ts'
import { keysOfGroup } from '../enrolled-station.ts'
import { systemCode } from '../station-error.ts'
import { linesOf, type CheckLine } from './check-line.ts'

/** What was found, and the bundle where there is one. */
export interface CheckedData {
  readonly lines: readonly CheckLine[]
  readonly bundle: Bundle | undefined
}

const dayMs = 86_400_000

/** Looks at all of it; nothing is fetched and nothing is written. */
export async function checkData(prepared: PreparedStation, now: Date): Promise<CheckedData> {
  const { bundle, line } = await keptBundle(prepared, now)
  if (bundle === undefined) return { lines: [line], bundle }
  const summary = bundleSummary(bundle, now)
  return {
    bundle,
    lines: [
      line,
      rulesLine(summary, prepared.ruleSet),
      ...summary.roles.map(roleLine),
      clockLine(bundle, now),
      await enrolmentLine(prepared, bundle),
    ],
  }
}

async function keptBundle(
  { bundleFolder, journalFolder, worlds, class: verifierClass, source }: PreparedStation,
  now: Date,
): Promise<{ readonly bundle: Bundle | undefined; readonly line: CheckLine }> {
  const is = linesOf('bundle')
  try {
    const root = new Uint8Array(await readFile(join(bundleFolder, 'root.ggb')))
    const isHttp = source !== undefined && /^https?:\/\//.test(source)
    const store = fileStore(join(journalFolder, 'bundle'), {
      floorsFolder: join(journalFolder, 'floors'),
    })
    const opened = await openBundle({
      ...{ root, worlds, class: verifierClass ?? (isHttp ? 'poll' : 'stick') },
      // Read alone: what is offered beside the kept one is looked at, and left for the station to take up.
      store: { ...store, save: () => Promise.resolve(true), saveProof: () => Promise.resolve() },
      source: folderSource(isHttp ? bundleFolder : (source ?? bundleFolder)),
    })
    if (opened.bundle.snapshot === undefined) await opened.refresh(now)
    const { bundle } = opened
    const version = bundle.snapshot?.version
    if (version === undefined) {
      const help = isHttp
        ? 'there is none yet; it is fetched when the station first runs'
        : 'there is none yet; put bundle.ggb beside root.ggb, or name bundle.source'
      return { bundle: undefined, line: is.failed(help) }
    }
    return {
      bundle,
      line: is.ok(`snapshot ${version}, root ${bundle.root.sha256.slice(0, 12)}...`),
    }
  } catch (error) {
    const code = error instanceof GreengateError ? error.code : systemCode(error)
    if (code === undefined) throw error
    const help =
      code === 'ENOENT'
        ? 'no root.ggb in the folder of the bundle; bring the root of the authority'
        : `refused (${code})`
    return { bundle: undefined, line: is.failed(help) }
  }
}

function rulesLine({ ruleSets }: BundleSummary, ruleSet: string): CheckLine {
  const is = linesOf('rules')
  const ours = ruleSets.filter(({ id }) => id === ruleSet)
  const inForce = ours.find((one) => one.inForce)
  if (inForce === undefined)
    return is.failed(`${ruleSet}: ${ours.length === 0 ? 'not in the bundle' : 'none in force now'}`)
  const { version, usable, until } = inForce
  if (!usable) return is.failed(`${ruleSet} ${version} needs a newer station`)
  return is.ok(`${ruleSet} ${version}${until === null ? '' : `, until ${until}`}`)
}

function roleLine({ role, version, ageSeconds, state }: BundleSummary['roles'][number]): CheckLine {
  const is = linesOf(`age of ${role}`)
  const detail = `version ${version}, ${(ageSeconds / 3_600).toFixed(1)} h, ${state}`
  return state === 'fresh' ? is.ok(detail) : is.warning(`${detail}: decisions become checks`)
}

/** The signed data say that it is later than some instant; a clock that says otherwise is wrong. */
function clockLine({ floor, root }: Bundle, now: Date): CheckLine {
  const is = linesOf('clock')
  const floorMs = floor * 1_000
  const behindMs = floorMs - now.getTime()
  if (behindMs > root.clockUncertainty * 1_000)
    return is.failed(`behind the signed data by ${Math.round(behindMs / 1_000)} s; set it`)
  if (now.getTime() - floorMs > 30 * dayMs)
    return is.warning('30 days ahead of the newest signed data; is it right?')
  return is.ok(now.toISOString())
}

async function enrolmentLine({ enrolled }: PreparedStation, bundle: Bundle): Promise<CheckLine> {
  const is = linesOf('enrolment')
  if (enrolled === undefined) return is.skipped('in no group: codes with a tag are for staff')
  let said = ''
  const keys = await keysOfGroup(enrolled, (line) => {
    said = line
  })(bundle)
  const who = `${enrolled.id} of group ${enrolled.group}`
  return keys === undefined ? is.warning(said) : is.ok(who)
}
