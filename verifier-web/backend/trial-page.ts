/** The trial in a browser: puts its functions where the test can call them. */
import type { Told } from '../../test-vectors/run/outcomes.ts'
import { readVector } from './read-vector.ts'
import { tellOutcomes, trySignatures, tryVectors } from './trial.ts'

/** Sends a worker its question, and waits for the answer. */
const ask = (worker: Worker | ServiceWorker, every: number, first: number) =>
  new Promise<readonly Told[]>((answer, fail) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<readonly Told[]>) => {
      answer(data)
    }
    worker.onerror = () => {
      fail(new Error('the worker failed'))
    }
    worker.postMessage({ every, first }, [port2])
  })

const trial = {
  trySignatures,
  vectors: () => tryVectors(readVector),
  inPage: (every: number, first: number) => tellOutcomes(readVector, every, first),
  inWorker: (every: number, first: number) =>
    ask(new Worker('/worker.js', { type: 'module' }), every, first),
  inServiceWorker: async (every: number, first: number) => {
    await navigator.serviceWorker.register('/service-worker.js', { scope: '/' })
    const { active } = await navigator.serviceWorker.ready
    if (active === null) throw new Error('no service worker')
    return ask(active, every, first)
  },
}

declare global {
  var greengateTrial: typeof trial | undefined
}

globalThis.greengateTrial = trial
