/** Gathers the raw data that members name: by a delta from what is held, or whole where that does not come out right. */
import type { BundleDocument } from '../bundle/container.ts'
import { digestOf } from '../bundle/payload.ts'
import { decompress, plain } from '../carriage/compress.ts'
import { dataNamed, hasDeltas, type Contents, type Named } from '../carriage/contents.ts'
import { applyDelta } from '../carriage/delta.ts'
import { GreengateError } from '../errors.ts'
import type { Visit } from './visit.ts'

/** What gzip adds to bytes that it makes no shorter. */
const overhead = 1024

/** All data that the members name; undefined where some are not there, or not those that are named. */
export async function gatherData(
  visit: Visit,
  members: readonly BundleDocument[],
  held: Contents,
): Promise<Contents['data'] | undefined> {
  const data = new Map<string, Uint8Array>()
  for (const member of members) {
    const before = hasDeltas(member.name) ? held.documents.get(member.name) : undefined
    const [from] = before === undefined ? [] : dataNamed(before)
    for (const named of dataNamed(member)) {
      if (data.has(named.sha256)) continue
      const bytes =
        held.data.get(named.sha256) ??
        (await byDelta(visit, named, from, held.data)) ??
        (await byWhole(visit, named))
      if (bytes === undefined) return undefined
      data.set(named.sha256, bytes)
    }
  }
  return data
}

async function byDelta(
  visit: Visit,
  named: Named,
  before: Named | undefined,
  held: Contents['data'],
): Promise<Uint8Array | undefined> {
  const from = before && held.get(before.sha256)
  if (before === undefined || from === undefined || from.length > named.length) return undefined
  const path = `delta/${before.sha256}-${named.sha256}.gz`
  // A delta that is not shorter than the whole is of no use.
  const maxBytes = named.length + overhead
  const read = await visit.read(path, { maxBytes, immutable: true })
  if (read.state !== 'read') return undefined
  return unlessMalformed(named, async () =>
    applyDelta(from, await plain(read.bytes, maxBytes), named.length),
  )
}

async function byWhole(visit: Visit, named: Named): Promise<Uint8Array | undefined> {
  const maxBytes = named.length + Math.ceil(named.length / 100) + overhead
  const read = await visit.read(`data/${named.sha256}.gz`, { maxBytes, immutable: true })
  if (read.state !== 'read') return undefined
  // A server that states gzip as a coding has it taken off on the way.
  return (
    (await unlessMalformed(named, () => Promise.resolve(read.bytes))) ??
    (await unlessMalformed(named, () => decompress(read.bytes, 'gzip', named.length)))
  )
}

/** What was made, if it is what is named. */
async function unlessMalformed(
  named: Named,
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await make()
    const isIt = bytes.length === named.length && (await digestOf(bytes)) === named.sha256
    return isIt ? bytes : undefined
  } catch (error) {
    if (error instanceof GreengateError) return undefined
    throw error
  }
}
