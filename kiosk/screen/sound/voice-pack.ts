/** A pack of sounds: its manifest, and its files as buffers that can be played at once. */
import type { VoiceSettings } from '../../shared/screen-settings.ts'

/** How fast it is said. */
export type Pace = VoiceSettings['pace']

/** One prompt of a manifest. */
interface Entry {
  readonly id: string
  readonly file: string
  readonly pace: Pace
}

/** What decodes a file; an AudioContext, or a test's. */
export type Decode = (bytes: ArrayBuffer) => Promise<AudioBuffer>

/** Buffers by prompt. */
export interface VoicePack {
  /** The prompt at the pack's pace, or at the usual one; undefined: the pack has none. */
  readonly find: (id: string) => AudioBuffer | undefined
}

const isText = (value: unknown): value is string => typeof value === 'string'
/** A file of the pack's own folder, whatever the manifest says. */
const isFile = (value: unknown): value is string => isText(value) && /^[\w.-]+$/.test(value)
const isPace = (value: unknown): value is Pace => value === 'normal' || value === 'slow'

function entriesOf(manifest: unknown): readonly Entry[] {
  const { prompts } = (manifest ?? {}) as { readonly prompts?: unknown }
  if (!Array.isArray(prompts)) return []
  return (prompts as readonly unknown[]).flatMap((entry) => {
    const { id, file, pace } = (entry ?? {}) as Partial<Record<keyof Entry, unknown>>
    return isText(id) && isFile(file) && isPace(pace) ? [{ id, file, pace }] : []
  })
}

/** What there is of a file; a pack that is not whole has less to say, and breaks nothing. */
async function get(address: string): Promise<Response | undefined> {
  // A network error and a file that is not there come to the same.
  const response = await fetch(address).catch(() => undefined)
  return response?.ok === true ? response : undefined
}

/**
 * Loads a pack from below an address.
 *
 * Only what is said at that pace is kept: a screen runs for weeks, and a decoded prompt is six times its file.
 */
export async function loadPack(folder: string, decode: Decode, pace: Pace): Promise<VoicePack> {
  const response = await get(`${folder}/manifest.json`)
  const manifest: unknown = await response?.json().catch(() => undefined)
  const entries = entriesOf(manifest)
  const buffers = new Map<string, AudioBuffer>()
  const load = async (id: string) => {
    const mine = entries.filter((entry) => entry.id === id)
    // A slow form that cannot be played is as good as none.
    for (const tried of pace === 'slow' ? (['slow', 'normal'] as const) : (['normal'] as const)) {
      const file = mine.findLast((entry) => entry.pace === tried)?.file
      const bytes = file && (await (await get(`${folder}/${file}`))?.arrayBuffer())
      const buffer = bytes && (await decode(bytes).catch(() => undefined))
      if (!buffer) continue
      buffers.set(id, buffer)
      return
    }
  }
  await Promise.all([...new Set(entries.map(({ id }) => id))].map(load))
  return { find: (id) => buffers.get(id) }
}
