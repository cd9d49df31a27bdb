/** Whether a certificate leads to one of the roots, and between which instants. */
import { checkIssued } from './check-issued.ts'
import type { Certificate } from './parse-certificate.ts'

/** Unix seconds; `until` is excluded. */
export interface Window {
  readonly from: number
  readonly until: number
}

/** What a chain is worth, whatever the clock says. */
export type Chain =
  | { readonly state: 'holds'; readonly holds: Window }
  /** `unknown`: no root is the one it names; `refused`: one is, but it did not sign it or may not. */
  | { readonly state: 'unknown' | 'refused' | 'unsupported' }

/** Certificates between a leaf and its root, and signatures that are checked for one leaf, whatever is shown. */
const [maxBetween, maxChecks] = [3, 24]

/** What went wrong furthest on the way counts. */
const order = ['unknown', 'unsupported', 'refused'] as const

/**
 * Looks for chains from a leaf by way of `between` to a root. Of several (a root that was renewed) the windows are
 * joined where they touch; else the later one counts. A root listed itself needs no chain.
 */
export async function checkChain(
  leaf: Certificate,
  between: readonly Certificate[],
  roots: readonly Certificate[],
): Promise<Chain> {
  let worst: (typeof order)[number] = 'unknown'
  const windows: Window[] = []
  let checks = 0
  const fail = (state: (typeof order)[number]): void => {
    if (order.indexOf(state) > order.indexOf(worst)) worst = state
  }

  /** `below`: certificates of CAs between the leaf and this one. */
  async function climb(from: Certificate, window: Window, below: number): Promise<void> {
    const parents = [
      ...roots.map((certificate) => ({ certificate, isRoot: true })),
      ...(below < maxBetween ? between : []).map((certificate) => ({ certificate, isRoot: false })),
    ]
    for (const { certificate, isRoot } of parents) {
      if (certificate.subject.comparable !== from.issuer.comparable) continue
      if (certificate === from && !isRoot) continue
      if (++checks > maxChecks) return
      const shared = intersect(window, windowOf(certificate))
      if (!mayIssue(certificate, below)) fail('refused')
      else {
        const isIssued = await checkIssued(from, certificate)
        if (isIssued === 'unsupported') fail('unsupported')
        else if (!isIssued || shared === undefined) fail('refused')
        else if (isRoot) windows.push(shared)
        else await climb(certificate, shared, below + 1)
      }
    }
  }

  if (leaf.hasUnknownCritical) return { state: 'refused' }
  const own = windowOf(leaf)
  if (roots.some(({ digest }) => digest === leaf.digest)) return { state: 'holds', holds: own }
  await climb(leaf, own, 0)
  const holds = join(windows)
  return holds === undefined ? { state: worst } : { state: 'holds', holds }
}

/** When a certificate holds: its last second is in it. */
export function windowOf({ notBefore, notAfter }: Certificate): Window {
  return { from: notBefore, until: notAfter + 1 }
}

function mayIssue(
  { basicConstraints, keyUsage, hasUnknownCritical }: Certificate,
  below: number,
): boolean {
  if (hasUnknownCritical || basicConstraints?.ca !== true) return false
  if (keyUsage?.signsCertificates === false) return false
  return basicConstraints.pathLength === null || below <= basicConstraints.pathLength
}

/** undefined: they share no instant. */
export function intersect(a: Window, b: Window): Window | undefined {
  const shared = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
  return shared.from < shared.until ? shared : undefined
}

function join(windows: readonly Window[]): Window | undefined {
  const [first, ...others] = windows.toSorted((a, b) => a.from - b.from)
  return others.reduce(
    (joined, next) =>
      joined !== undefined && next.from <= joined.until
        ? { from: joined.from, until: Math.max(joined.until, next.until) }
        : next,
    first,
  )
}
