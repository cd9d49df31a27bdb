/** Which camera was chosen: found again by its id, by its name where ids change, or by where it looks. */
import { openCamera, type Camera } from './camera.ts'

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

/** The choice that an open camera is. */
export function choiceOf({ stream }: Camera): CameraChoice | undefined {
  const [track] = stream.getVideoTracks()
  if (track === undefined) return undefined
  const { deviceId = '', facingMode } = track.getSettings()
  return { deviceId, label: track.label, ...(facingMode !== undefined && { facing: facingMode }) }
}

/**
 * Opens the camera that was chosen, or what comes nearest to it.
 *
 * @throws CameraError as `openCamera` does.
 */
export async function openChosenCamera(
  video: HTMLVideoElement,
  choice: CameraChoice | undefined,
): Promise<Camera> {
  if (choice === undefined) return openCamera(video)
  const { deviceId, label, facing = 'environment' } = choice
  const which = { deviceId: { ideal: deviceId }, facingMode: { ideal: facing } }
  const camera = await openCamera(video, { which })
  const opened = choiceOf(camera)
  if (opened === undefined || opened.deviceId === deviceId || opened.label === label) return camera
  // Browsers give new ids now and then; the names are told only now that one camera is open.
  const devices = await navigator.mediaDevices.enumerateDevices()
  const same = devices.find((device) => device.kind === 'videoinput' && device.label === label)
  if (same === undefined || label === '') return camera
  camera.close()
  return openCamera(video, { which: { deviceId: { exact: same.deviceId } } })
}

const key = 'greengate-scanner'

/** Reads what the last visit left; undefined where there is nothing, or nothing that we wrote. */
export function recallCamera(): CameraMemory | undefined {
  const text = withStorage((storage) => storage.getItem(key)) ?? null
  if (text === null) return undefined
  try {
    const { camera, isOn } = JSON.parse(text) as Partial<CameraMemory>
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
