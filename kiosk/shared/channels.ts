/** The table of channels: every request of the contract, its name on the wire, and what its argument must be. */
import type { CameraState, KioskApi } from './kiosk-api.ts'

/** A request by name. */
export type Ask = Exclude<keyof KioskApi, 'listen'>

/** The one argument of a request; null where it takes none. */
export type Argument<A extends Ask> = Parameters<KioskApi[A]> extends [infer T] ? T : null

/** What a request is answered with. */
export type Answer<A extends Ask> = Awaited<ReturnType<KioskApi[A]>>

interface Channel<A extends Ask> {
  /** The name that Electron's IPC knows it by. */
  readonly name: `kiosk:${A}`
  /** The argument as typed data; undefined when it is none. */
  readonly parse: (value: unknown) => Argument<A> | undefined
  readonly run: (api: KioskApi, argument: Argument<A>) => Promise<Answer<A>>
}

/** A QR code holds at most 7,089 characters; a longer text came from no camera. */
export const longestText = 7_089
/** More codes than this in one frame are not one person's. */
export const mostTexts = 4

const cameraStates: Readonly<Record<CameraState, true>> = {
  live: true,
  denied: true,
  missing: true,
  busy: true,
  insecure: true,
  lost: true,
  'no-decoder': true,
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= longestText

const isCameraState = (value: unknown): value is CameraState =>
  typeof value === 'string' && Object.hasOwn(cameraStates, value)

/** One line per request. */
export const channels: { readonly [A in Ask]: Channel<A> } = {
  status: {
    name: 'kiosk:status',
    parse: (value) => (value === null ? null : undefined),
    run: (api) => api.status(),
  },
  present: {
    name: 'kiosk:present',
    parse: (value) =>
      Array.isArray(value) && value.length > 0 && value.length <= mostTexts && value.every(isText)
        ? value
        : undefined,
    run: (api, texts) => api.present(texts),
  },
  camera: {
    name: 'kiosk:camera',
    parse: (value) => (isCameraState(value) ? value : undefined),
    run: (api, state) => api.camera(state),
  },
}

/** The channel on which the station speaks unasked, and the one on which a screen says that it listens. */
export const eventChannel = 'kiosk:event'
export const listenChannel = 'kiosk:listen'

/** Every request, for those who serve them all. */
export const asks = Object.keys(channels) as readonly Ask[]

/** Tells whether a value names a request. */
export const isAsk = (value: unknown): value is Ask =>
  typeof value === 'string' && Object.hasOwn(channels, value)
