/** Makes ready what the first seal would wait for: the reader of certificates, and the ways in which roots sign. */
import type { Authorities } from '../../trust/authorities.ts'
import { x509IfHere } from '../../trust/load-x509.ts'

/** Reads the roots, and checks a signature of each kind of them: that of the root itself. */
export async function warmSeals(authorities: Authorities): Promise<void> {
  const trust = authorities.get('vds-nc')
  // Where no country is listed no seal can be good, and what reads certificates need not be fetched.
  if (trust === undefined) return
  const x509 = await x509IfHere()
  if (x509 === undefined) return
  const { parseCertificate, checkIssued } = x509
  const tried = new Set<string>()
  for (const { roots } of trust.authorities.values()) {
    for (const der of roots) {
      const root = await parseCertificate(der)
      if (root?.key === undefined) continue
      const { jwk } = root.key
      const kind = JSON.stringify([root.scheme, jwk.kty === 'RSA' ? jwk.kty : jwk.crv])
      if (!tried.has(kind)) await checkIssued(root, root)
      tried.add(kind)
    }
  }
}
