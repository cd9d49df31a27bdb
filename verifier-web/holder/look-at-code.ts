/** What a code says of itself: whose it seems to be, until when, whether it is genuine, and by which key it is to be shown. */
import { inspect, type Assessment, type Bundle, type Inspection, type PublicJwk } from 'greengate'
import type { Readers } from '../edges/readers.ts'

/** `none`: it is shown as it stands; `other`: only another device can show it. */
export type Binding = 'none' | 'own' | 'other'

/** What a code says. */
export interface CodeLook {
  readonly format: NonNullable<Inspection['format']>
  /** As the code states it: masked name, or the whole name in other people's formats. */
  readonly name?: string
  readonly lastFour?: string
  readonly issuer?: string
  /** `paper`: it is meant to be printed. */
  readonly class?: 'app' | 'paper'
  /** RFC 3339; undefined: it does not say. */
  readonly validFrom?: string
  readonly validUntil?: string
  readonly time: Inspection['time']
  readonly signature: Inspection['signature']
  readonly binding: Binding
  /** The key that it names. */
  readonly holderKey?: PublicJwk
  /** What its issuer made of the facts. */
  readonly assessment?: Assessment
  readonly reasons: Inspection['reasons']
}

/** What is looked at beside the code. */
export interface LookOptions extends Readers {
  readonly now: Date
  readonly bundle: Bundle | undefined
  /** The keys of this device. */
  readonly keys: readonly PublicJwk[]
}

/** Whether two are the same key. */
export function isSameKey(one: PublicJwk, other: PublicJwk): boolean {
  const y = (jwk: PublicJwk) => (jwk.kty === 'EC' ? jwk.y : '')
  return one.crv === other.crv && one.x === other.x && y(one) === y(other)
}

/** What `inspect` gives of one of ours, as far as it is shown here. */
interface OwnPayload {
  readonly issuer?: string
  readonly class?: 'app' | 'paper'
  readonly validFrom?: string
  readonly validUntil?: string
  readonly subject?: { readonly maskedName?: string; readonly lastFour?: string }
  readonly holderKey?: PublicJwk
  readonly assessment?: Assessment
}

/** Looks at one code, or at the parts of one; undefined for what is no code that is read here. */
export async function lookAtCode(
  texts: readonly string[],
  { now, bundle, keys, formats = [] }: LookOptions,
): Promise<CodeLook | undefined> {
  const found = await inspect(texts, { now, formats, ...(bundle === undefined ? {} : { bundle }) })
  const { format, payload, time, signature, reasons } = found
  if (format === null) return undefined
  if (format !== 'greengate') {
    return { format, time, signature, reasons, binding: 'none', ...othersSay(texts, formats) }
  }
  // Damaged: nothing of it can be read.
  if (payload === null) return { format, time, signature, reasons, binding: 'none' }
  const own = payload as OwnPayload
  const { subject, holderKey } = own
  return {
    format,
    time,
    signature,
    reasons,
    ...pick({ name: plain(subject?.maskedName), lastFour: subject?.lastFour }),
    ...pick({ issuer: plain(own.issuer) }),
    ...pick({ class: own.class, validFrom: own.validFrom, validUntil: own.validUntil }),
    binding:
      holderKey === undefined
        ? 'none'
        : keys.some((key) => isSameKey(key, holderKey))
          ? 'own'
          : 'other',
    ...pick({ holderKey, assessment: own.assessment }),
  }
}

/** As many characters of a name as tell people apart. */
const mostOfName = 80

/** What a code states stands among our own words: it neither turns them around nor pushes them off the screen. */
function plain(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const characters = Array.from(text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, ''))
  if (characters.length <= mostOfName) return characters.join('')
  return `${characters.slice(0, mostOfName).join('')}…`
}

/** Without what is not stated. */
function pick<T extends object>(
  members: T,
): { readonly [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const stated = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(stated) as { [Name in keyof T]?: Exclude<T[Name], undefined> }
}

function othersSay(
  texts: readonly string[],
  formats: NonNullable<Readers['formats']>,
): Partial<CodeLook> {
  const [text = ''] = texts
  const [decoded] = formats.find(({ recognises }) => recognises(text))?.decode(texts) ?? []
  if (decoded === undefined || 'state' in decoded) return {}
  const { person, issuer, validFrom, validUntil } = decoded
  const name = [person?.given, person?.surname].filter((part) => part != null).join(' ')
  const instant = (seconds: number | null) =>
    seconds === null ? undefined : new Date(seconds * 1000).toISOString()
  return pick({
    name: name === '' ? undefined : plain(name),
    issuer: plain(issuer ?? undefined),
    validFrom: instant(validFrom),
    validUntil: instant(validUntil),
  })
}
