/** The camera: opens it into a video element, and says in one word why it could not. */

/** Why there is no picture; each one needs other help. */
export type CameraProblem =
  /** The person, or the system, said no. */
  | 'denied'
  /** The person was asked and gave no answer: the browser will ask again. */
  | 'dismissed'
  /** The page is in another one, or its server sent a policy, and that gives it no camera. */
  | 'blocked'
  | 'missing'
  | 'busy'
  | 'insecure'

/** The camera could not be opened; `problem` says why. */
export class CameraError extends Error {
  override name = 'CameraError'
  readonly problem: CameraProblem
  constructor(problem: CameraProblem, options?: ErrorOptions) {
    super(`camera ${problem}`, options)
    this.problem = problem
  }
}

/** An open camera, playing in the video element it was opened for. */
export interface Camera {
  readonly stream: MediaStream
  /** Resolves when the picture is over: closed here, unplugged, or permission withdrawn. */
  readonly ended: Promise<void>
  /** Stops the camera and lets go of the video element. */
  close(): void
}

/** Maps what a browser throws to the help a person needs. */
export function cameraProblem(thrown: unknown): CameraProblem {
  const name = thrown instanceof Error ? thrown.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    default:
      // NotReadableError, AbortError, TrackStartError: there is one, but it gives no picture.
      return 'busy'
  }
}

/** What the browser says of the permission; undefined where it does not say. */
async function permission(): Promise<PermissionState | undefined> {
  const { permissions } = navigator as Partial<Navigator>
  const asked = permissions?.query({ name: 'camera' })
  return (await asked?.catch(() => undefined))?.state
}

/** Whether a camera can be opened without a question. */
export async function isCameraGranted(): Promise<boolean> {
  return (await permission()) === 'granted'
}

/** Known to Chromium; where it is not, a blocked camera looks like a denied one. */
interface WithPolicy {
  readonly featurePolicy?: { allowsFeature(name: string): boolean }
}

function isBlocked(): boolean {
  const { document } = globalThis as { readonly document?: WithPolicy }
  return document?.featurePolicy?.allowsFeature('camera') === false
}

/** A camera that is there and gives no first picture within this gives none. */
const firstPictureMs = 10_000

/**
 * Opens a camera, by default one that looks away from the person, and resolves once the video plays.
 *
 * @throws {@link CameraError} with the `problem`.
 */
export async function openCamera(
  video: HTMLVideoElement,
  options: { readonly which?: MediaTrackConstraints } = {},
): Promise<Camera> {
  // The types say that mediaDevices is always there; outside a secure context it is not.
  const devices = (navigator as Partial<Navigator>).mediaDevices
  if (!window.isSecureContext || devices === undefined) throw new CameraError('insecure')
  if (isBlocked()) throw new CameraError('blocked')
  const { which = { facingMode: { ideal: 'environment' } } } = options
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
  let stream: MediaStream
  try {
    stream = await devices.getUserMedia({ audio: false, video: { ...which, ...size } })
  } catch (error) {
    const problem = cameraProblem(error)
    // The browser will ask again: nobody said no.
    const isUnanswered = problem === 'denied' && (await permission()) === 'prompt'
    throw new CameraError(isUnanswered ? 'dismissed' : problem, { cause: error })
  }
  const camera = hold(stream, video)
  // Closed, it ends the wait for its picture too.
  const impatience = setTimeout(() => {
    camera.close()
  }, firstPictureMs)
  try {
    await Promise.race([video.play(), camera.ended.then(endedEarly)])
  } catch (error) {
    camera.close()
    throw new CameraError('busy', { cause: error })
  } finally {
    clearTimeout(impatience)
  }
  return camera
}

const endedEarly = (): never => {
  throw new CameraError('busy')
}

function hold(stream: MediaStream, video: HTMLVideoElement): Camera {
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  let finish = () => {}
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  const close = () => {
    // stop() fires no `ended` event, so the promise is settled here as well.
    for (const track of stream.getTracks()) track.stop()
    if (video.srcObject === stream) video.srcObject = null
    finish()
  }
  for (const track of stream.getVideoTracks()) {
    track.addEventListener('ended', close, { once: true })
  }
  return { stream, ended, close }
}
