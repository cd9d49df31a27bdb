/** A thread that ends at its first shard, and does all that comes after: what running out of memory looks like. */
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'piscina'
import { systemCode } from '../../edges/file.ts'
import type { ShardTask, ThreadData } from './thread-data.ts'
import { doShard as doAsUsual, type Answer } from './worker.ts'

/** Piscina calls it as it calls the real one. */
export async function doShard(task: ShardTask): Promise<Answer> {
  if (isFirst(join((workerData as ThreadData).out, '.died'))) process.exit(7)
  return doAsUsual(task)
}

function isFirst(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'))
    return true
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    return false
  }
}
