/** A pack of sounds: its manifest, and its files as buffers that can be played at once. */

/** One prompt of a manifest. */
interface Entry {
  readonly id: string
  readonly file: string
  readonly pace: string
}

/** What decodes a file; an AudioContext, or a test's. */
export type Decode = (bytes: ArrayBuffer) => Promise<AudioBuffer>

/** Buffers by prompt and pace. */
export interface VoicePack {
  /** The prompt at that pace, or at the usual one; undefined: the pack has none. */
  readonly find: (id: string, pace: 'normal' | 'slow') => AudioBuffer | undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'
/** A file of the pack's own folder, whatever the manifest says. */
const isFile = (value: unknown): value is string => isText(value) && /^[\w.-]+$/.test(value)

function entriesOf(manifest: unknown): readonly Entry[] {
  const { prompts } = (manifest ?? {}) as { readonly prompts?: unknown }
  if (!Array.isArray(prompts)) return []
  return (prompts as readonly Partial<Record<keyof Entry, unknown>>[]).flatMap((entry) => {
    const { id, file, pace } = entry
    return isText(id) && isFile(file) && isText(pace) ? [{ id, file, pace }] : []
  })
}

/** What there is of a file; a pack that is not whole has less to say, and breaks nothing. */
async function get(address: string): Promise<Response | undefined> {
  // A network error and a file that is not there come to the same.
  const response = await fetch(address).catch(() => undefined)
  return response?.ok === true ? response : undefined
}

/** Loads a pack from below an address. */
export async function loadPack(folder: string, decode: Decode): Promise<VoicePack> {
  const response = await get(`${folder}/manifest.json`)
  const manifest: unknown = await response?.json().catch(() => undefined)
  const buffers = new Map<string, AudioBuffer>()
  const load = async ({ id, file, pace }: Entry) => {
    const bytes = await (await get(`${folder}/${file}`))?.arrayBuffer()
    const buffer = bytes && (await decode(bytes).catch(() => undefined))
    if (buffer !== undefined) buffers.set(`${id} ${pace}`, buffer)
  }
  await Promise.all(entriesOf(manifest).map(load))
  return {
    find: (id, pace) => buffers.get(`${id} ${pace}`) ?? buffers.get(`${id} normal`),
  }
}
