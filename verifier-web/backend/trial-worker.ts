/** The trial in a worker, dedicated or of the service: asked by a message, it answers through the port that came along. */
import { readVector } from './read-vector.ts'
import { tellOutcomes } from './trial.ts'

addEventListener('message', ({ data, ports }: MessageEvent<{ every: number; first: number }>) => {
  void tellOutcomes(readVector, data.every, data.first).then((told) => ports[0]?.postMessage(told))
})
