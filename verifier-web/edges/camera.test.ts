/** What browsers throw, and the help that belongs to it; cameras that are there and give no picture. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cameraProblem, openCamera, type CameraProblem } from './camera.ts'

describe('cameraProblem', () => {
  test.each<[string, CameraProblem]>([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
  ])('%s is %s', (name, problem) => {
    expect(cameraProblem(new DOMException('', name))).toBe(problem)
  })

  test('anything else is a camera that gives no picture', () => {
    expect(cameraProblem(new TypeError('what is this'))).toBe('busy')
    expect(cameraProblem('a text')).toBe('busy')
  })
})

describe('a camera that is not allowed', () => {
  const refusing = (state: string | undefined, allowsFeature?: (name: string) => boolean) => {
    const getUserMedia = vi.fn(() => Promise.reject(new DOMException('', 'NotAllowedError')))
    const query = () => Promise.resolve({ state })
    vi.stubGlobal('window', { isSecureContext: true })
    vi.stubGlobal('document', allowsFeature && { featurePolicy: { allowsFeature } })
    vi.stubGlobal('navigator', {
      mediaDevices: { getUserMedia },
      ...(state !== undefined && { permissions: { query } }),
    })
    return getUserMedia
  }
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test.each<[string | undefined, CameraProblem]>([
    ['prompt', 'dismissed'],
    ['denied', 'denied'],
    // Allowed by the person, and refused by the system.
    ['granted', 'denied'],
    [undefined, 'denied'],
  ])('where the permission is %s is %s', async (state, problem) => {
    refusing(state)
    await expect(openCamera({} as HTMLVideoElement)).rejects.toMatchObject({ problem })
  })

  test('by the page around it is blocked, and nobody is asked', async () => {
    const asked = refusing('prompt', (name) => name !== 'camera')
    const opening = openCamera({} as HTMLVideoElement)
    await expect(opening).rejects.toMatchObject({ problem: 'blocked' })
    expect(asked).not.toHaveBeenCalled()
  })
})

describe('a camera that was opened', () => {
  const track = Object.assign(new EventTarget(), { stop: vi.fn() })
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] }
  const video = (play: () => Promise<void>) => ({ srcObject: null, play }) as HTMLVideoElement
  const silent = () => new Promise<void>(() => undefined)

  beforeEach(() => {
    vi.useFakeTimers()
    track.stop.mockClear()
    vi.stubGlobal('window', { isSecureContext: true })
    vi.stubGlobal('navigator', {
      mediaDevices: { getUserMedia: () => Promise.resolve(stream) },
    })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  test('and never gives a first picture is given up, and let go', async () => {
    const element = video(silent)
    const opening = expect(openCamera(element)).rejects.toMatchObject({ problem: 'busy' })
    await vi.advanceTimersByTimeAsync(10_000)
    await opening
    expect(track.stop).toHaveBeenCalled()
    expect(element.srcObject).toBeNull()
  })

  test('and is unplugged before its first picture is given up at once', async () => {
    const opening = expect(openCamera(video(silent))).rejects.toMatchObject({ problem: 'busy' })
    await vi.advanceTimersByTimeAsync(0)
    track.dispatchEvent(new Event('ended'))
    await opening
  })

  test('and plays is not taken away for having been slow elsewhere', async () => {
    const camera = await openCamera(video(() => Promise.resolve()))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(track.stop).not.toHaveBeenCalled()
    camera.close()
    await camera.ended
  })
})
