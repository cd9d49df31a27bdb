/** Builds the examples as their READMEs say, of the package as it was built, with the demo's data beside them. */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { build as viteBuild } from 'vite'
import type { Demo } from 'greengate-cli/demo'

/** The verifier's data, where a page looks for it. */
export async function putData(folder: string, demo: Demo): Promise<void> {
  await mkdir(join(folder, 'bundle'), { recursive: true })
  await writeFile(join(folder, 'bundle/root.ggb'), demo.rootBytes)
  await writeFile(join(folder, 'bundle/bundle.ggb'), demo.bundleBytes)
}

/** One line of esbuild, and the folder of the decoder copied beside what it made. */
export async function buildByEsbuild(
  example: string,
  script: string,
  folder: string,
  demo: Demo,
): Promise<void> {
  await build({
    entryPoints: [join(example, script)],
    bundle: true,
    minify: true,
    format: 'esm',
    outfile: join(folder, script.replace(/\.ts$/, '.js')),
    logLevel: 'error',
  })
  await cp('lib/dist/element', join(folder, 'element'), { recursive: true })
  await cp(example, folder, { recursive: true, filter: (path) => !/\.(ts|md)$/.test(path) })
  await putData(folder, demo)
}

/** Without a configuration: what finds the decoder's files is the bundler. */
export async function buildByVite(example: string, folder: string, demo: Demo): Promise<void> {
  // As a command line has it; a test runner's own value would choose the packages' development builds.
  process.env['NODE_ENV'] = 'production'
  await viteBuild({
    root: example,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  await putData(folder, demo)
}
