/** The line over TLS: a station with its certificate is heard, any other is not, and a collector that is another is told nothing. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCollector } from 'greengate-cli/collect'
import { expect, test } from 'vitest'
import { httpLine } from './http-line.ts'
import { allSent, startCollecting } from './test-collecting.ts'

const openssl = '/usr/bin/openssl'

test.skipIf(!existsSync(openssl))(
  'by a certificate of OpenSSL a station sends as itself alone, and to the collector that it believes',
  async () => {
    await using collecting = await startCollecting()
    const station = await collecting.station('gate-7')
    const at = (name: string) => join(collecting.folder, name)
    for (const who of ['collector', 'gate-7', 'gate-8', 'stranger']) {
      const files = ['-keyout', at(`${who}.key`), '-out', at(`${who}.pem`)]
      const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
      const names = ['-subj', `/CN=${who}`, '-addext', `subjectAltName=IP:127.0.0.1,DNS:${who}`]
      execFileSync(openssl, ['req', ...kind, ...files, ...names], { stdio: 'ignore' })
    }
    const pem = (name: string) => readFileSync(at(name), 'utf8')
    await using collector = await startCollector({
      ...{ host: '127.0.0.1', port: 0, db: collecting.db, key: collecting.keyFile },
      keys: { stations: collecting.stationsFile },
      tls: {
        ...{ cert: pem('collector.pem'), key: pem('collector.key') },
        clientCa: `${pem('gate-7.pem')}${pem('gate-8.pem')}`,
      },
      ...{ now: () => new Date(), tell: () => undefined },
    })
    await station.journal.note({ event: 'forced' })
    const as = (who: string, ca: string) =>
      httpLine(collector.url, {
        ...{ cert: pem(`${who}.pem`), key: pem(`${who}.key`), ca: pem(`${ca}.pem`) },
      })
    const wrong = [as('stranger', 'collector'), as('gate-8', 'collector'), as('gate-7', 'stranger')]
    const said: (string | undefined)[] = []
    for (const line of [...wrong, httpLine(collector.url)]) {
      const uploader = station.upload(line)
      while (uploader.state().uploader !== 'waiting')
        await new Promise((resolve) => setTimeout(resolve, 5))
      await uploader.close()
      said.push(station.logged.at(-1))
    }
    const cut = 'upload: no answer of the collector (cut); nothing is lost, it is sent again'
    expect(said.toSpliced(1, 1)).toEqual([cut, cut, cut])
    // Known, and somebody else.
    expect(said[1]).toContain('the collector says 403')
    const uploader = station.upload(as('gate-7', 'collector'))
    await allSent(station)
    await uploader.close()
    expect((await collecting.status())[0]).toMatchObject({ station: 'gate-7', gaps: [] })
  },
)
