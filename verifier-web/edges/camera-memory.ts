/** What is kept of a visit's camera for the next one: which was chosen, and whether it was left on. */

/** A camera that somebody chose. */
export interface CameraChoice {
  readonly deviceId: string
  readonly label: string
  /** `user` or `environment`; undefined on a desk. */
  readonly facing?: string
}

/** What is kept of a visit for the next one. */
export interface CameraMemory {
  readonly camera?: CameraChoice
  /** Whether the camera was left on. */
  readonly isOn: boolean
}

const key = 'greengate-scanner'

/** Reads what the last visit left; undefined where there is nothing, or nothing that we wrote. */
export function recallCamera(): CameraMemory | undefined {
  const text = withStorage((storage) => storage.getItem(key)) ?? null
  if (text === null) return undefined
  try {
    // Whoever else writes here: `null` is JSON too.
    const { camera, isOn } = (JSON.parse(text) as Partial<CameraMemory> | null) ?? {}
    const isWhole = typeof camera?.deviceId === 'string' && typeof camera.label === 'string'
    return { isOn: isOn === true, ...(isWhole && { camera }) }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Keeps it for the next visit. */
export function keepCamera(memory: CameraMemory): void {
  withStorage((storage) => {
    storage.setItem(key, JSON.stringify(memory))
  })
}

/** A page in a frame may have no storage at all, and a full one takes no more: then nothing is kept. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage)
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
