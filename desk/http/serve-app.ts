/** The service on a socket: bounded in time and number, stopped gracefully. */
import { createServer as createTls } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { DeskApp } from './make-app.ts'

/** Where it listens. */
export interface ServeOptions {
  /** Default: this machine alone. */
  readonly host?: string
  /** 0: any free one. */
  readonly port: number
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Aborted when it stops, so that streams of events end. */
  readonly stop: AbortController
}

/** A service that listens. */
export interface ServedApp {
  readonly port: number
  /** Takes nothing new, ends what is under way within seconds, and resolves then. */
  close(): Promise<void>
}

/** Eight mebibytes of records over a slow line. */
const requestMs = 120_000
const headersMs = 10_000
const mostConnections = 1024
const graceMs = 10_000

/**
 * Listens. Which requests are ours is found out of what the app says its origin is; it may be made after the port is
 * known.
 */
export async function serveApp(
  app: () => Pick<DeskApp, 'fetch'>,
  options: ServeOptions,
): Promise<ServedApp> {
  const { host = '127.0.0.1', port, tls, stop } = options
  const limits = {
    requestTimeout: requestMs,
    headersTimeout: headersMs,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
  }
  const server = createAdaptorServer({
    fetch: (request, env) => app().fetch(request, env),
    overrideGlobalObjects: false,
    ...(tls === undefined
      ? { serverOptions: limits }
      : {
          createServer: createTls,
          serverOptions: { ...limits, ...tls, minVersion: 'TLSv1.2' as const },
        }),
  }) as Server
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      stop.abort()
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      server.closeIdleConnections()
      const late = setTimeout(() => {
        server.closeAllConnections()
      }, graceMs)
      await closed
      clearTimeout(late)
    },
  }
}
