/** What was asked of codes, ours and others'. */
import { beside, of, ratio, type Line } from './asked-line.ts'

const besideSignature =
  'What a code says is read and judged by JavaScript, beside a signature that the platform checks in native code.'

/** Issue 2. */
export const codes = (['assessment', 'facts'] as const).flatMap((profile) =>
  (
    [
      ['Node', 1.25],
      ['Chromium', 1.35],
    ] as const
  ).flatMap(([where, most]) =>
    of(
      2,
      `a code with ${profile} verified, against the bare Ed25519 check (${where})`,
      ratio(
        `a code with ${profile} verified, by the bare check of its signature, ${where}`,
        most,
        besideSignature,
      ),
    ),
  ),
)

const inflating =
  'Inflating, JSON and the checks of form are JavaScript beside a native signature; the floor leaves every check of form out.'
/** Issue 6: against floors. */
export const foreign = (
  [
    ['DCC', 'a DCC'],
    ['SHC', 'a SMART Health Card'],
    ['NZCP', 'a New Zealand pass'],
  ] as const
).flatMap(([short, what]) => [
  ...of(
    6,
    `${what} inspected, against the composed floor (Node)`,
    ratio(`${short} by the composed floor, Node`, 1.15, inflating),
  ),
  ...of(
    6,
    `${what} inspected, against the composed floor (Chromium)`,
    ratio(`${short} by the composed floor, Chromium`, 1.3, inflating),
  ),
])
/** Issue 6: others' libraries. */
export const foreignPeers = of(
  6,
  "others' libraries beside ours",
  {
    ...{ what: 'DCC: the time of dcc-utils by ours', figure: 'dcc-utils', digits: 1 },
    bound: ['at least', 50],
    why: 'A fiftieth of its time is hardly more than the bare signature alone takes here.',
  },
  beside('DCC: cose-js by ours', 'cose-js', ''),
  beside('DCC: @auth0/cose by ours', '@auth0/cose', ''),
  beside('SHC: jose by ours', 'jose', ''),
  beside('NZCP: @vaxxnz/nzcp by ours', '@vaxxnz/nzcp', ''),
)
/** Issue 6: after a start. */
export const first = of(
  6,
  "the first verification of others' codes",
  ...(
    [
      ['DCC', 'hcert'],
      ['SHC', 'shc'],
      ['NZCP', 'nzcp'],
      ['VDS-NC', 'vdsNc'],
    ] as const
  ).map(([short, figure]): Line => ({
    ...{ what: `the first verification after a start, ${short}`, figure, unit: 'ms', digits: 1 },
    bound: ['at most', 30],
  })),
)

/** Issue 7: live codes. */
export const live = (
  [
    ['a P-256', 'Node'],
    ['a P-256', 'Chromium'],
    ['an Ed25519', 'Node'],
    ['an Ed25519', 'Chromium'],
  ] as const
).flatMap(([key, where]) =>
  of(
    7,
    `a live code of ${key} key verified, against its two bare checks (${where})`,
    ratio(
      `a live code of ${key} key, by its two bare checks, ${where}`,
      1.2,
      where === 'Chromium'
        ? "In a browser the digest that the holder signs is a turn of `crypto.subtle` of its own, before the holder's check can begin."
        : besideSignature,
    ),
  ),
)
