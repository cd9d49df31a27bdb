/** Every published code of the test data that `inspect` can be asked about, with what its publisher says of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { corporaFolder, readCorpus } from './corpora.ts'

/** A code, its clock and keys: a line of `greengate inspect --jsonl`. */
export interface ForeignCase {
  readonly corpus: string
  readonly id: string
  readonly texts: readonly string[]
  readonly now: string
  readonly trust: object
  /** What must come out; a member that is not here is not said. */
  readonly expected: {
    readonly signature?: 'valid' | 'not-valid' | 'unsigned'
    readonly time?: string
    readonly keyUsage?: 'not-refused' | 'refused'
    readonly payload?: unknown
  }
}

interface DccIndex {
  readonly file: string
  readonly disputed?: Readonly<Record<string, unknown>>
}
interface DccFile {
  readonly JSON?: unknown
  readonly PREFIX?: string
  readonly TESTCTX: { readonly CERTIFICATE?: string; readonly VALIDATIONCLOCK?: string }
  readonly EXPECTEDRESULTS: Readonly<Record<string, boolean>>
}
interface CardCase {
  readonly id: string
  readonly type: string
  readonly files: readonly { readonly path: string }[]
  readonly must: string
  readonly validationTime: number
  readonly options: object
}
interface PassCase {
  readonly id: string
  readonly uri: string
  readonly expected: string
  readonly did: string
  readonly clock: string
  readonly trustedIssuers: readonly string[]
}
interface SealCase {
  readonly id: string
  readonly text: string
  readonly expected: {
    readonly parse: unknown
    readonly signature?: unknown
    readonly chain?: unknown
  }
  readonly csca: string | null
  readonly clock: string
}

type Expected = ForeignCase['expected']

const at = (value: string): string => new Date(value).toISOString()

/** The EU's test data: the whole chain from the text. */
function dccs(): readonly ForeignCase[] {
  return (readCorpus('eu-dgc-testdata/index.json') as readonly DccIndex[]).flatMap(
    ({ file, disputed = {} }) => {
      const path = join(corporaFolder, 'eu-dgc-testdata', file)
      const raw = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as DccFile
      const { PREFIX, TESTCTX, EXPECTEDRESULTS: said } = raw
      const { CERTIFICATE, VALIDATIONCLOCK } = TESTCTX
      if (PREFIX === undefined || VALIDATIONCLOCK === undefined || CERTIFICATE === undefined)
        return []
      const is = (name: string): boolean | undefined =>
        Object.hasOwn(disputed, name) ? undefined : said[name]
      const decodes = ['UNPREFIX', 'B45DECODE', 'COMPRESSION', 'DECODE'].every(
        (step) => is(`EXPECTED${step}`) !== false,
      )
      const [verifies, inTime, mayUse] = ['VERIFY', 'EXPIRATIONCHECK', 'KEYUSAGE'].map((step) =>
        is(`EXPECTED${step}`),
      )
      // A payload that is none does not make its signature wrong.
      const isOpened = decodes || is('EXPECTEDDECODE') === false
      const isProven = verifies === true && decodes
      const expected: Expected = {
        ...(isProven && { signature: 'valid' }),
        ...((verifies === false || !isOpened) && { signature: 'not-valid' }),
        ...(decodes && inTime === true && { time: 'in-time' }),
        ...(isProven && mayUse !== undefined && { keyUsage: mayUse ? 'not-refused' : 'refused' }),
        ...(decodes && is('EXPECTEDVALIDJSON') === true && { payload: raw.JSON }),
      }
      return [
        {
          corpus: 'eu-dgc-testdata',
          id: file,
          texts: [PREFIX],
          now: at(VALIDATIONCLOCK),
          trust: { certificates: [CERTIFICATE] },
          expected,
        },
      ]
    },
  )
}

/** Cards as texts: what is published as a picture is read elsewhere. */
function cards(): readonly ForeignCase[] {
  const issuers = readCorpus('smart-health-cards/issuers.json') as object
  return (readCorpus('smart-health-cards/cases.json') as readonly CardCase[]).flatMap(
    ({ id, type, files, must, validationTime, options }) => {
      if (type !== 'qrnumeric' || Object.keys(options).length > 0) return []
      const texts = files.map(({ path }) =>
        readFileSync(join(corporaFolder, 'smart-health-cards/files', path), 'utf8').trim(),
      )
      const signature = must === 'accept' ? 'valid' : must === 'reject' ? 'not-valid' : undefined
      return [
        {
          corpus: 'smart-health-cards',
          id,
          texts,
          now: new Date(validationTime * 1000).toISOString(),
          trust: { issuers },
          expected: signature === undefined ? {} : { signature },
        },
      ]
    },
  )
}

function passes(): readonly ForeignCase[] {
  return (readCorpus('nzcp/cases.json') as readonly PassCase[]).flatMap(
    ({ id, uri, expected, did, clock, trustedIssuers }) => {
      const document = readCorpus(`nzcp/did/${did}.json`)
      const issuers = Object.fromEntries(
        trustedIssuers.map((issuer) => [issuer, { did: document }]),
      )
      const wanted: Readonly<Record<string, Expected>> = {
        // Some passes of 2022 are called valid at a clock before their window: upstream looked at none.
        VALID: { signature: 'valid', ...(!id.startsWith('patrick') && { time: 'in-time' }) },
        EXPIRED: { signature: 'valid', time: 'expired' },
        NOT_ACTIVE: { signature: 'valid', time: 'not-yet-valid' },
        FAIL: { signature: 'not-valid' },
      }
      return [
        {
          corpus: 'nzcp',
          id,
          texts: [uri],
          now: at(clock),
          trust: { issuers },
          expected: wanted[expected] ?? {},
        },
      ]
    },
  )
}

function seals(): readonly ForeignCase[] {
  return (readCorpus('icao-vds-nc/cases.json') as readonly SealCase[]).map(
    ({ id, text, expected, csca, clock }) => {
      const { parse, signature, chain } = expected
      const isGood = parse === true && signature === true && chain === true
      const certificate =
        csca === null ? [] : [readFileSync(join(corporaFolder, 'icao-vds-nc', csca), 'utf8').trim()]
      return {
        corpus: 'icao-vds-nc',
        id,
        texts: [text],
        now: at(clock),
        trust: { certificates: certificate },
        expected: { signature: isGood ? 'valid' : 'not-valid' },
      }
    },
  )
}

/** All of them; the test data must be there. */
export function foreignCases(): readonly ForeignCase[] {
  return [...dccs(), ...cards(), ...passes(), ...seals()]
}
