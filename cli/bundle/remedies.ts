/** What each refusal of a bundle asks its publisher to do. */

const remedies: Readonly<Record<string, string>> = {
  ERR_BUNDLE_CHAIN: 'let previous name the version before by its digest, and have it signed again',
  ERR_BUNDLE_CLOCK: 'set the clocks of the machines that sign',
  ERR_BUNDLE_DELEGATION: 'see that prefixes grow longer and rails no looser from above to below',
  ERR_BUNDLE_EMERGENCY: 'see docs/bundle.md 6: check and stop alone, 72 hours, two signatures',
  ERR_BUNDLE_EQUIVOCATION:
    'give the changed document a new version; never publish one number twice',
  ERR_BUNDLE_EXPIRED: 'write a newer version of what has expired, and have it signed',
  ERR_BUNDLE_MEMBER_MISSING: 'put back the signed/ folder as it was when it was published last',
  ERR_BUNDLE_RAILS: 'let it take effect within notice and limit of its delegation',
  ERR_BUNDLE_ROLLBACK: 'put back the signed/ folder as it was when it was published last',
  ERR_BUNDLE_SIGNATURE: 'have it signed again by enough keys that root names',
  ERR_BUNDLE_WORLD: 'make another authority for another world or a later end',
}

/** What to do about an error code. */
export function remedyOf(code: string): string {
  return remedies[code] ?? 'correct the document that it names, and have it signed again'
}
