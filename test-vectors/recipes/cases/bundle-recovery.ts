/** bundle/recovery.json: what a thief of online keys drove up, and documents that are signed anew (bundle.md 4). */
import type { Document } from '../hand/document.ts'
import type { Publication } from '../hand/publish.ts'
import { bundleFile } from '../world/bundle-file.ts'
import {
  facts,
  first,
  offers,
  refuses,
  rules,
  second,
  takes,
  third,
  trust,
} from '../world/editions.ts'
import { by, root, type RootOptions } from '../world/root.ts'

const end = Number.MAX_SAFE_INTEGER
/** What a thief of the online keys published. */
const driven = (more: Partial<Publication> = {}): Uint8Array => first({ version: end, ...more })
const recovered = (more: RootOptions = {}): Document =>
  root({
    version: 2,
    roles: { timestamp: [1, 'timestamp-2'], snapshot: [1, 'stranger'] },
    ...more,
  })
const renewed = { timestampBy: by('timestamp-2'), snapshotBy: by('stranger') }

const recovery = [
  offers(
    'fast-forward',
    [
      takes(driven(), 1, end, end),
      refuses(second(), 'ROLLBACK'),
      takes(second({ roots: [recovered()], ...renewed }), 2, 2, 2),
      takes(third({ ...renewed }), 2, 3, 3),
    ],
    'a thief drove the versions to the end; root 2 takes his keys away, and versions begin anew',
  ),
  offers(
    'fast-forward-of-the-thief',
    [takes(driven(), 1, end, end), refuses(second({ roots: [recovered()] }), 'SIGNATURE')],
    'his keys are worth nothing under root 2',
  ),
  offers(
    'no-recovery-by-another-role',
    [
      takes(driven(), 1, end, end),
      refuses(
        second({ roots: [root({ version: 2, roles: { facts: [1, 'facts', 'stranger'] } })] }),
        'ROLLBACK',
      ),
    ],
    'root 2 changes neither timestamp nor snapshot',
  ),
  offers(
    'recovery-keeps-members',
    [takes(second(), 1, 2, 2), refuses(first({ roots: [recovered()], ...renewed }), 'ROLLBACK')],
    'who signs the trust list has not changed, so that its floor stands',
  ),
  offers(
    'recovery-of-a-member',
    [
      takes(first({ members: [facts(), rules(), trust(end)] }), 1, 1, 1),
      takes(
        second({
          roots: [
            recovered({
              roles: {
                timestamp: [1, 'timestamp-2'],
                snapshot: [1, 'stranger'],
                trust: [1, 'stranger'],
              },
            }),
          ],
          ...renewed,
          members: [facts(), rules(), rules(2), trust(2, { by: by('stranger') })],
        }),
        2,
        2,
        2,
      ),
    ],
    'the trust list was driven up too, and its key is another now',
  ),
  offers(
    'recovery-keeps-time',
    [
      takes(driven({ timestampSignedAt: '2026-03-02T03:00:00Z' }), 1, end, end),
      takes(second({ roots: [recovered()], ...renewed }), 2, 2, 2, '2026-03-02T03:00:00Z'),
    ],
    'the floor of time does not fall',
  ),
]

const signedAnew = [
  offers(
    'timestamp-signed-anew',
    [
      takes(first(), 1, 1, 1, '2026-03-01T00:00:00Z'),
      takes(first({ timestampSignedAt: '2026-03-02T00:00:00Z' }), 1, 1, 1, '2026-03-02T00:00:00Z'),
    ],
    'the same payload, signed a day later',
  ),
  offers(
    'equivocation-unsigned',
    [
      refuses(
        first({ roots: [root({ endsAt: '2027-12-31T16:00:00Z', by: by('stranger') })] }),
        'SIGNATURE',
      ),
    ],
    'another root 1 by a stranger proves nothing against anybody',
  ),
  offers(
    'timestamp-names-an-older-snapshot',
    [takes(second(), 1, 2, 2), refuses(first({ timestampVersion: 3 }), 'ROLLBACK')],
    'whatever that snapshot holds',
  ),
]

export const bundleRecovery = bundleFile(
  'bundle/recovery.json',
  'acceptBundle: recovery from versions that a thief drove up, and documents that are signed anew (bundle.md 4).',
  [...recovery, ...signedAnew],
)
