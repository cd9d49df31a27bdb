/** The table of channels: every request of the contract, its name on the wire, and what its argument must be. */
import { KioskRefusal, type CameraState, type KioskApi } from './kiosk-api.ts'
import { isSignIn, isStaffAsk } from './staff-asks.ts'

/** A request by name. */
export type Ask = Exclude<keyof KioskApi, 'listen'>

/** The one argument of a request; null where it takes none. */
export type Argument<A extends Ask> = Parameters<KioskApi[A]> extends [infer T] ? T : null

/** What a request is answered with. */
export type Answer<A extends Ask> = Awaited<ReturnType<KioskApi[A]>>

interface Channel<A extends Ask> {
  /** The name that Electron's IPC knows it by. */
  readonly name: `kiosk:${A}`
  /** Asks the station when the argument is one; anything else is refused as malformed. */
  readonly answer: (api: KioskApi, argument: unknown) => Promise<Answer<A>>
}

/** A QR code holds at most 7,089 characters; a longer text came from no camera. */
const longestText = 7_089
/** More codes than this in one frame are not one person's. */
export const mostTexts = 4
/** Families are smaller, and a gate is no door. */
export const mostInGroup = 20
/** No frame of an update is longer (docs/bundle.md 8). */
export const longestFrame = 1_100
/** Whatever is larger comes by the station's own source: a screen hands over what a person carries. */
export const largestFile = 32 * 1024 * 1024

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

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= mostTexts && value.every(isText)

const isCameraState = (value: unknown): value is CameraState =>
  typeof value === 'string' && Object.hasOwn(cameraStates, value)

const isBytes = (value: unknown, most: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length > 0 && value.length <= most

const malformed = () => Promise.reject(new KioskRefusal('malformed'))

const isGroupSize = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostInGroup

/** One line per request. */
export const channels: { readonly [A in Ask]: Channel<A> } = {
  status: {
    name: 'kiosk:status',
    answer: (api, value) => (value === null ? api.status() : malformed()),
  },
  present: {
    name: 'kiosk:present',
    answer: (api, value) => (isTexts(value) ? api.present(value) : malformed()),
  },
  camera: {
    name: 'kiosk:camera',
    answer: (api, value) => (isCameraState(value) ? api.camera(value) : malformed()),
  },
  takeFrame: {
    name: 'kiosk:takeFrame',
    answer: (api, value) => (isBytes(value, longestFrame) ? api.takeFrame(value) : malformed()),
  },
  takeFile: {
    name: 'kiosk:takeFile',
    answer: (api, value) => (isBytes(value, largestFile) ? api.takeFile(value) : malformed()),
  },
  callStaff: {
    name: 'kiosk:callStaff',
    answer: (api, value) => (value === null ? api.callStaff() : malformed()),
  },
  group: {
    name: 'kiosk:group',
    answer: (api, value) => (isGroupSize(value) ? api.group(value) : malformed()),
  },
  signIn: {
    name: 'kiosk:signIn',
    answer: (api, value) => (isSignIn(value) ? api.signIn(value) : malformed()),
  },
  staff: {
    name: 'kiosk:staff',
    answer: (api, value) => (isStaffAsk(value) ? api.staff(value) : malformed()),
  },
}

/** For so long a screen waits for an answer; whoever waited longer was told that there is none, and no gate opens for it. */
export const patienceMs = 3_000

/** The channel on which the station speaks unasked, and the one on which a screen says that it listens. */
export const eventChannel = 'kiosk:event'
export const listenChannel = 'kiosk:listen'

/** Every request, for those who serve them all. */
export const asks = Object.keys(channels) as readonly Ask[]

/** Tells whether a value names a request. */
export const isAsk = (value: unknown): value is Ask =>
  typeof value === 'string' && Object.hasOwn(channels, value)
