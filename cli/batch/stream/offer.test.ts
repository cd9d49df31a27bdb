/** What stands in NATS for a job, and what workers make of it where somebody else wrote it. */
import { expect, test } from 'vitest'
import { packageVersion } from '../../edges/package-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { namedJob } from '../job-id.ts'
import { offerOf, readOffer } from './offer.ts'

type Order = Parameters<typeof namedJob>[0]

// What it is named by is all of it, whatever there is.
const order = (now: string): Order =>
  ({ engine: packageVersion(), now, codes: { issuer: 'cn-3301' } }) as unknown as Order
const job = namedJob(order('2020-03-18T21:30:00Z'))

test('a job that was changed in NATS, is another or none, or is for another version, is taken by no worker', () => {
  const offer = offerOf(job, undefined)
  expect(readOffer(offer, job.id).job).toEqual(job)
  const other = namedJob(order('2020-03-19T00:00:00Z'))
  const bad = [
    offer.replace('2020-03-18', '2020-03-17'),
    offer.replace('cn-3301', 'cn-3302'),
    offer.replace('"job":{', '"job":{"bases":[],'),
    offer.replace(/"engine":"[^"]+"/, '"engine":"0.0.0"'),
    offerOf(other, undefined),
    ...['', 'null', '{}', '{"job":null}', '[]'],
  ]
  for (const text of bad) expect(() => readOffer(text, job.id)).toThrow(OperatorError)
})

test('the key of ids stands in it only where it is to be shared', () => {
  const key = Buffer.alloc(32, 7)
  const names = (text: string) => Object.keys(JSON.parse(text) as object)
  expect(names(offerOf(job, undefined))).toEqual(['format', 'job'])
  expect(names(offerOf(job, key))).toEqual(['format', 'job', 'idKey'])
})
