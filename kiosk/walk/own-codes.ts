/** Codes of people whom the demo does not have: as many as a walk needs, each shown once, and tied to a passport where one is wanted. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issue, jwkSigner, type PrivateJwk } from 'greengate/issue'
import type { Demo } from 'greengate-cli/demo'
import { compactDecrypt, importJWK } from 'jose'

const minuteMs = 60_000

/** A code of somebody who may pass by an assessment of a version. */
export async function passingCode(
  demo: Demo,
  version: number,
  passport?: { readonly number: string },
): Promise<string> {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString().replace(/\.\d+Z$/, 'Z')
  const [assessedAt, holdsUntil] = [at(-minuteMs), at(60 * minuteMs)]
  const bind = passport && {
    bindingKey: await bindingKeyOf(demo),
    card: { type: 'passport', number: passport.number },
  }
  return issue(
    {
      issuer: demo.ruleSet,
      issuedAt: assessedAt,
      validUntil: holdsUntil,
      class: passport === undefined ? 'app' : 'paper',
      subject: { maskedName: '王*', lastFour: '0001' },
      assessment: { outcome: 'pass', version, rule: 1, assessedAt, holdsUntil },
    },
    {
      signer: await jwkSigner(demo.keys.issuers.city),
      cti: randomBytes(8),
      ...(bind !== undefined && { bind }),
    },
  )
}

/** As every station of the demo's group finds it in the bundle. */
async function bindingKeyOf({ publication, stationFolder }: Demo): Promise<Uint8Array> {
  const member = publication.others.find(({ name }) => name.startsWith('keys/'))
  const group = String(member?.payload['group'])
  const file = await readFile(join(stationFolder, 'keys/groups', `${group}.jwk`), 'utf8')
  const jwk = JSON.parse(file) as PrivateJwk
  const key = await importJWK({ ...jwk }, 'ECDH-ES')
  const { plaintext } = await compactDecrypt(String(member?.payload['sealed']), key)
  const { binding } = JSON.parse(new TextDecoder().decode(plaintext)) as {
    readonly binding: readonly { readonly key: string }[]
  }
  return new Uint8Array(Buffer.from(binding[0]?.key ?? '', 'base64url'))
}
