/** Carries updates to the station: the frames that the camera sees, the file that staff hand over; and says what became of them. */
import { largestFile } from '../shared/channels.ts'
import { KioskRefusal, type Carried, type KioskApi } from '../shared/kiosk-api.ts'

/** What the screen shows of an update. */
export type UpdateNotice =
  | Exclude<Carried, { readonly state: 'ignored' }>
  /** A file is with the station. */
  | { readonly state: 'checking' }
  /** The file is too large to be handed over here. */
  | { readonly state: 'too-large' }
  /** The file cannot be read: a stick was pulled out. */
  | { readonly state: 'unreadable' }
  /** The station did not answer. */
  | { readonly state: 'failed' }

/** How long things stay; all in milliseconds. */
export interface UpdateTimes {
  /** What became of an update stays to be read. */
  readonly resultMs: number
  /** For so long, codes that go on being shown do not take it off the screen. */
  readonly holdMs: number
}

/** Carries until it is closed. */
export interface UpdateCarrier {
  readonly frame: (bytes: Uint8Array) => void
  readonly file: (file: Pick<Blob, 'size' | 'arrayBuffer'>) => void
  /** The station says so unasked. */
  readonly hear: (update: Carried) => void
  /** Takes whatever is shown off the screen. */
  readonly withdraw: () => void
  readonly close: () => void
}

/** What waits while the station looks at a frame: a camera tells each again, so none is lost for good. */
const mostPending = 16

/**
 * Starts with nothing shown.
 *
 * @param onLost - The line to the station is gone.
 */
export function carryUpdates(
  api: Pick<KioskApi, 'takeFrame' | 'takeFile'>,
  onNotice: (notice: UpdateNotice | undefined) => void,
  onLost: () => void,
  { resultMs, holdMs }: UpdateTimes,
): UpdateCarrier {
  let pending: readonly Uint8Array[] = []
  let isCarrying = false
  let heldUntilTimer: ReturnType<typeof setTimeout> | undefined
  let clearing: ReturnType<typeof setTimeout> | undefined

  const withdraw = () => {
    clearTimeout(clearing)
    clearTimeout(heldUntilTimer)
    heldUntilTimer = undefined
    pending = []
    onNotice(undefined)
  }

  const show = (notice: UpdateNotice) => {
    const goesOn = notice.state === 'collecting' || notice.state === 'checking'
    if (notice.state === 'collecting' && heldUntilTimer !== undefined) return
    clearTimeout(clearing)
    clearTimeout(heldUntilTimer)
    heldUntilTimer = undefined
    onNotice(notice)
    if (goesOn) return
    heldUntilTimer = setTimeout(() => {
      heldUntilTimer = undefined
    }, holdMs)
    clearing = setTimeout(withdraw, resultMs)
  }

  const became = (update: Carried) => {
    if (update.state !== 'ignored') show(update)
  }

  /** Asks, and says what came of it; a frame that was not answered is seen again. */
  const ask = async (asking: Promise<Carried>, isFile: boolean) => {
    try {
      became(await asking)
    } catch (error) {
      if (!(error instanceof KioskRefusal)) throw error
      if (error.code === 'lost') onLost()
      else if (isFile) show({ state: 'failed' })
    }
  }

  const carryOn = async () => {
    if (isCarrying) return
    isCarrying = true
    try {
      for (;;) {
        const [next, ...rest] = pending
        if (next === undefined) return
        pending = rest
        await ask(api.takeFrame(next), false)
      }
    } finally {
      isCarrying = false
    }
  }

  const hand = async (file: Pick<Blob, 'size' | 'arrayBuffer'>) => {
    if (file.size > largestFile) {
      show({ state: 'too-large' })
      return
    }
    show({ state: 'checking' })
    const bytes = await file.arrayBuffer().catch(() => undefined)
    if (bytes === undefined) show({ state: 'unreadable' })
    // The contract has no empty bytes; what is empty is no bundle.
    else if (bytes.byteLength === 0) show({ state: 'refused', code: 'ERR_BUNDLE_MALFORMED' })
    else await ask(api.takeFile(new Uint8Array(bytes)), true)
  }

  return {
    frame(bytes) {
      if (pending.length >= mostPending) return
      pending = [...pending, bytes]
      void carryOn()
    },
    file(file) {
      void hand(file)
    },
    hear: became,
    withdraw,
    close() {
      clearTimeout(clearing)
      clearTimeout(heldUntilTimer)
      pending = []
    },
  }
}
