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
 * @param exact - The id of one that is chosen now: this one or none.
 * @throws CameraError as `openCamera` does.
 */
export async function openChosenCamera(
  video: HTMLVideoElement,
  choice: CameraChoice | undefined,
  exact?: string,
): Promise<Camera> {
  if (exact !== undefined) return openCamera(video, { which: { deviceId: { exact } } })
  if (choice === undefined) return openCamera(video)
  const { deviceId, label, facing = 'environment' } = choice
  const which = { deviceId: { ideal: deviceId }, facingMode: { ideal: facing } }
  const camera = await openCamera(video, { which })
  const opened = choiceOf(camera)
  if (opened === undefined || opened.deviceId === deviceId || opened.label === label) return camera
  // Browsers give new ids now and then; the names are told only now that one camera is open.
  const same = (await listCameras()).find((device) => device.label === label)
  if (same === undefined || label === '') return camera
  camera.close()
  return openChosenCamera(video, choice, same.deviceId)
}

/** Typed as always there; outside a secure context it is not. */
const mediaDevices = (): MediaDevices | undefined => (navigator as Partial<Navigator>).mediaDevices

/** The cameras there are; their names, and how many they are, are told only once one was allowed. */
export async function listCameras(): Promise<readonly MediaDeviceInfo[]> {
  const devices = (await mediaDevices()?.enumerateDevices()) ?? []
  return devices.filter((device) => device.kind === 'videoinput')
}

/** Calls back whenever a camera, or another device, is plugged in or taken away, until it is told to end. */
export function onDevices(then: () => Promise<void>): () => void {
  const listen = () => void then()
  mediaDevices()?.addEventListener('devicechange', listen)
  return () => {
    mediaDevices()?.removeEventListener('devicechange', listen)
  }
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
