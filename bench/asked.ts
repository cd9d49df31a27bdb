/** What was asked of the benchmarks: every [bench] line of the issues, in their order. */
import { codes, first, foreign, foreignPeers, live } from './asked-codes.ts'
import { beside, of, ratio, type Asked, type Line } from './asked-line.ts'

const rules = [
  ...['Node', 'Chromium'].flatMap((where) =>
    of(
      3,
      `CertLogic: the rules of EU states, against certlogic-js and json-logic-engine (${where})`,
      {
        what: `117 EU rules: the time of certlogic-js by ours, geometric mean, ${where}`,
        ...{ figure: 'reference', bound: ['at least', 10], digits: 1 },
      },
      {
        what: `none slower: the same of the rule where least is gained, ${where}`,
        ...{ figure: 'least', bound: ['at least', 1] },
      },
      beside(
        `json-logic-engine, compiled, by ours, on the rules that it takes, ${where}`,
        ...(['jsonLogic', '', 2] as const),
      ),
    ),
  ),
  ...['Node', 'Chromium'].flatMap((where) =>
    of(
      3,
      `one person under version 14, against the same rules written by hand (${where})`,
      ratio(`one person under version 14, by the same rules written by hand, ${where}`, 5),
    ),
  ),
  ...of(3, 'evaluations of version 14', {
    ...{
      what: 'flat memory: the heap grows over many evaluations by',
      figure: 'grown',
      unit: 'MB',
    },
    ...{ bound: ['at most', 1], size: 'with 10,000,000 evaluations' },
  }),
  ...of(
    4,
    'the impact of version 13 to 14, against both evaluated bare',
    {
      ...{ what: 'the impact of 13 to 14, by the bare evaluation of both', figure: 'whole' },
      ...{ bound: ['at most', 1.5], size: 'with 1,000,000 people' },
    },
    beside('its memory, at most', 'peak', 'MB', 0),
  ),
]

const bundles = ['800 keys', '800 keys and 3,430 signers'].flatMap((scenario) => [
  ...of(5, `an update against the whole, ${scenario}`, {
    ...{
      what: `an update is so many times smaller than the whole, ${scenario}`,
      figure: 'smaller',
    },
    ...{ bound: ['at least', 10], digits: 1 },
  }),
  ...of(
    5,
    `accepting, against the bare checks of the same bytes, ${scenario}`,
    {
      ...{ what: `an update accepted, by its bare checks, ${scenario}`, figure: 'update' },
      bound: ['at most', 2],
      why: 'Beside the bare checks each document is held against its role, floors and digests; many signers on three levels make many roles.',
    },
    {
      ...{
        what: `a first whole bundle accepted, by its bare checks, ${scenario}`,
        figure: 'first',
      },
      bound: ['at most', 2],
      why: 'On the first bundle every key is parsed, which the bare checks are given parsed.',
    },
    beside(`cold checks of its rule sets, told apart, ${scenario}`, 'firstRules', 'ms'),
  ),
])

const population = ['0.1 %', '1 %'].flatMap((notGreen) => {
  const line = (
    what: string,
    figure: string,
    most: number,
    {
      unit = '',
      digits = 3,
      why,
      small,
    }: Partial<Pick<Line, 'unit' | 'digits' | 'why' | 'small'>> = {},
  ): Line => ({
    ...{ what: `${notGreen} not green: ${what}`, figure, bound: ['at most', most] },
    ...{ unit, digits, size: 'with 65,000,000 people' },
    ...(why !== undefined && { why }),
    ...(small !== undefined && { small }),
  })
  const fewer = 'what every set has beside its bits weighs more the fewer people there are.'
  return of(
    7,
    notGreen,
    line('`not-green` by the fewest bits', 'notGreen', 1.08, { small: fewer }),
    line('`covered` by the fewest bits', 'covered', 1.05, { small: fewer }),
    line("an hour's patch by the fewest bits", 'patch', 1.15, { small: fewer }),
    line('build', 'seconds', 300, { unit: 's', digits: 0 }),
    line('its memory', 'megabytes', 1024, {
      ...{ unit: 'MB', digits: 0 },
      why: 'The set of everybody is drafted beside the sorted hashes of all people.',
    }),
    line('a look-up with the keyed hash', 'micros', 5, { unit: 'µs', digits: 2 }),
    line('wrong among all rows, asked on the files read back', 'unproved', 0, { digits: 0 }),
    line('flipped bits that go unnoticed', 'unnoticed', 0, { digits: 0 }),
    line('of 1,000,000 never assessed pass', 'outsiders', 1100, { digits: 0 }),
  )
})

const kiosk = [
  ...['code', 'card'].flatMap((shown) =>
    of(
      8,
      `people by ${shown}`,
      {
        ...{ what: `15 minutes at 30 a minute by ${shown}: longest queue`, figure: 'queue' },
        ...{ bound: ['at most', 0], digits: 0, size: 'over 15 minutes' },
        why: 'A passage waits for the disk and for a processor, and other work on the machine lengthens both.',
      },
      {
        ...{ what: `our own share by ${shown}, fdatasync in it, p99`, figure: 'own', unit: 'ms' },
        ...{ bound: ['at most', 20], digits: 1, size: 'over 15 minutes' },
        why: 'Waiting for a processor and for the disk is in it: the processor time of the same passages is in its section.',
      },
      beside(`the disk floor beside it by ${shown}, p99`, 'disk', 'ms'),
      beside(`last serial byte to first relay byte by ${shown}, p99`, 'relay', 'ms'),
    ),
  ),
  ...of(
    8,
    'a frame decoded, decided and written down, against the frame decoded',
    ratio('a frame decoded and decided, by the frame decoded', 1.25),
  ),
  ...of(
    8,
    'the screen ready, against a page of one Lit element',
    ratio('the screen ready, by a blank Lit page', 1.5),
  ),
  ...of(8, 'camera-like frames read, beside other decoders', {
    ...{ what: 'camera-like frames of the kept seed that the best peer reads and we do not' },
    ...{ figure: 'behind', bound: ['at most', 0], digits: 0, size: 'with 24 frames of each fault' },
  }),
]

const desk = [
  ...of(
    9,
    'facts from their source to a gate that polls',
    ...(
      [
        ['the old code revoked', 'old'],
        ['the re-issued code', 'again'],
        ['the card', 'card'],
      ] as const
    ).map(([what, figure]): Line => ({
      ...{ what: `a new fact to not \`pass\` at a polling gate, ${what}, p99`, figure },
      ...{ bound: ['at most', 4], unit: 's', size: 'with 200 facts' },
    })),
  ),
  ...of(
    9,
    'a change of version at a desk, against everybody assessed',
    {
      ...{ what: 'a change of version, times faster than everybody assessed', figure: 'faster' },
      ...{ bound: ['at least', 10], digits: 1, size: 'with 1,000,000 people' },
    },
    { ...{ what: 'the share of people whom it touches', figure: 'share', digits: 4 } },
  ),
]

const verifier = of(
  10,
  'the first decision from a picture, against a blank page',
  {
    ...{ what: 'script before the decoder, gzip', figure: 'script', unit: 'kB', digits: 1 },
    bound: ['at most', 60],
    why: 'Lit, the library and the words of the page in one language are what is left of it.',
  },
  beside("the first decision from a picture, by a blank page's time", 'ratio', '', 2),
)

const scale = [
  ...of(
    11,
    'a batch with codes under version 14, against parsing, evaluating and signing alone',
    {
      ...ratio('a batch with issuing, fsynced, by the bare sum', 1.3),
      size: 'with 2,000,000 people',
      why: 'Beyond the bare sum each line is checked and digested, the end of what holds is found, and every file is written, synced and read again.',
    },
    {
      ...{ what: 'flat memory: the last quarter of its time by the first', figure: 'grown' },
      ...{ bound: ['at most', 1.1], size: 'with 2,000,000 people' },
      small: 'in a run of seconds the first quarter is the start of the process.',
    },
  ),
  ...of(
    11,
    'the same batch on JetStream with two workers, against two threads',
    {
      ...ratio('JetStream with two workers, by two threads', 1.5),
      size: 'with 2,000,000 people',
      why: 'Server, coordinator and workers take their time from the same cores.',
    },
    {
      ...{ what: 'outputs that differ by digest', figure: 'differing' },
      ...{ bound: ['at most', 0], digits: 0, size: 'with 2,000,000 people' },
    },
  ),
  ...of(11, 'a rollout to verifiers that poll, simulated, against the formulas', {
    ...{ what: 'sizing: rows of the simulation that are off the formulas', figure: 'off' },
    ...{ bound: ['at most', 0], digits: 0, size: 'with 1,000,000 verifiers' },
  }),
]

/** All of it, in the order of the issues. */
export const asked: readonly Asked[] = [
  ...codes,
  ...rules,
  ...bundles,
  ...foreign,
  ...foreignPeers,
  ...first,
  ...live,
  ...population,
  ...kiosk,
  ...desk,
  ...verifier,
  ...scale,
]
