/** Opens the camera that was chosen: found again by its id, by its name where ids change, or by where it looks. */
import { openCamera, type Camera } from './camera.ts'
import type { CameraChoice } from './camera-memory.ts'
import { listCameras } from './find-cameras.ts'

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
