/** The digest of what a trial tries: the code that its programs run, without types and comments, and what they read. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { build, transform, type Plugin } from 'esbuild'
import type { Trial } from '../house/endurance.ts'

/** Packages of others stay outside, and count by their version. */
const ours = /^(?:[./#]|greengate(?:-cli)?(?:\/|$))/
const outside: Plugin = {
  name: 'outside',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'entry-point' || ours.test(path) ? undefined : { path, external: true },
    )
  },
}

/** What is read at a run's beginning is read of the sources as they stand. */
export const subjectOf = async ({ programs, data = [] }: Trial): Promise<string> => {
  const hash = createHash('sha256')
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [...programs], outdir: 'artifacts', write: false, metafile: true },
    // What is not reached is not tried, and what only people read does not run.
    ...{ bundle: true, minifyWhitespace: true, treeShaking: true, legalComments: 'none' },
    ...{ format: 'esm', platform: 'node', conditions: ['source'], logLevel: 'error' },
    plugins: [outside],
  })
  for (const { text } of outputFiles) hash.update(text)
  const packages = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => packageOf(path)))
    .filter((name) => name !== undefined)
  for (const name of [...new Set(packages)].toSorted()) hash.update(`${name} ${versionOf(name)}`)
  for (const path of globSync([...data]).toSorted())
    if (statSync(path).isFile()) hash.update(path).update(await contentOf(path))
  return hash.digest('hex').slice(0, 12)
}

/** Of sources that are read as they are, like those that mutants are made of, what only people read does not count either. */
const contentOf = async (path: string): Promise<Uint8Array | string> => {
  const bytes = readFileSync(path)
  if (!path.endsWith('.ts')) return bytes
  const options = { loader: 'ts', minifyWhitespace: true, legalComments: 'none' } as const
  return (await transform(bytes, options)).code
}

const builtin = new Set(builtinModules)
const packageOf = (path: string): string | undefined => {
  if (path.startsWith('node:') || builtin.has(path)) return undefined
  return /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
}

/** The lock names every version; what is no package of it is none. */
const versionOf = (name: string): string => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>
  }
  return packages[`node_modules/${name}`]?.version ?? ''
}
