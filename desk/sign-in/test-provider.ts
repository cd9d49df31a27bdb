/** A real OpenID provider on this machine, for tests: whoever comes is signed in as the person named beforehand. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A provider that listens. */
export interface TestProvider {
  readonly issuer: string
  readonly client: { readonly clientId: string; readonly clientSecret: string }
  /** Who signs in next, and what the provider says of them. */
  next(subject: string, claims: Readonly<Record<string, string>>): void
  close(): Promise<void>
}

/** Starts one that sends browsers back to `redirect`. */
export async function startProvider(redirect: string): Promise<TestProvider> {
  let listener = (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(503).end()
  }
  const server = createServer((request, response) => {
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { clientId: 'desk', clientSecret: randomBytes(24).toString('base64url') }
  const people = new Map<string, Readonly<Record<string, string>>>()
  let subject = ''

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [redirect],
      },
    ],
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    claims: { openid: ['sub'], identity: ['id_number', 'name', 'birthdate'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    // Nobody is asked whether they consent: what a person clicks at the provider is not what is tried here.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: client.clientId,
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid identity')
      await grant.save()
      return grant
    },
  })
  provider.on('server_error', (_context, error) => {
    throw error
  })
  const serve = provider.callback()
  listener = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) {
      void provider.interactionFinished(request, response, { login: { accountId: subject } })
    } else void serve(request, response)
  }
  return {
    issuer,
    client,
    next: (who, claims) => {
      subject = who
      people.set(who, claims)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** Goes through the provider's pages as a browser does. Returns where it sends the browser back to. */
export async function walkProvider(url: URL, redirect: string): Promise<URL> {
  const jar = new Map<string, string>()
  let at = url
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    await response.arrayBuffer()
    const location = response.headers.get('Location')
    if (location === null) throw new Error(`the provider answers ${response.status}`)
    at = new URL(location, at)
    if (at.href.startsWith(redirect)) return at
  }
  throw new Error('the provider sends the browser round and round')
}
