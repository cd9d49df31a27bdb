/** The library: its entries, its parts, and nothing in its folder that is of an earlier build. */
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bare, isCommonJs, onwarn } from './sources.mjs'

export const libEntries = {
  index: 'lib/index.ts',
  issue: 'lib/issuing.ts',
  rules: 'lib/ruling.ts',
  holder: 'lib/holding.ts',
  update: 'lib/updating.ts',
}
export const libPlatforms = {
  'backend-node': 'lib/crypto/backend-node.ts',
  'backend-web': 'lib/crypto/backend-web.ts',
  'files-node': 'lib/update/files-node.ts',
  'files-web': 'lib/update/files-web.ts',
}

/** Rooms that most embedders do not call, in files of their own: a bundler leaves out a file that nobody names, whole. */
export const apart = {
  onlyExplicitManualChunks: true,
  manualChunks: (id) =>
    /lib\/(?:rules\/(?=check|certlogic|country)|formats\/(?=hcert|shc|nzcp|vds-nc|claim169)|trust\/(?=x509))([a-z0-9-]+)\//.exec(
      id.replaceAll('\\', '/'),
    )?.[1],
}

export const library = (input, plugins, names, external = bare) => ({
  input,
  output: { dir: 'lib/dist', format: 'es', ...names },
  plugins: [...plugins, remember],
  external,
  onwarn,
})
/** Whoever bundles the library may have nothing that reads CommonJS. */
export const bareModule = (id) => bare(id) && !isCommonJs(id) && !id.startsWith('\0')

/** What is inside goes along with the words of those who made it. */
export const bundledLicences = {
  name: 'bundled-licences',
  generateBundle() {
    const parts = ['@noble/hashes', '@noble/curves', 'tweetnacl'].map(
      (name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}`,
    )
    this.emitFile({
      type: 'asset',
      fileName: 'LICENSES.txt',
      source: [
        'portable.js and portable.cjs hold these, chunk-ed25519.js and the seals tweetnacl:',
        ...parts,
        '',
      ].join('\n\n----\n\n'),
    })
  },
}

/** What an earlier build left in lib/dist would be packed: when all is written, everything else there goes. */
const fresh = new Set()
export const rememberIn = (folder) => ({
  name: 'remember',
  writeBundle: (_options, bundle) => {
    for (const name of Object.keys(bundle)) fresh.add(`${folder}${name}`)
  },
})
export const remember = rememberIn('')
process.once('exit', (code) => {
  if (code !== 0 || fresh.size === 0) return
  for (const found of readdirSync('lib/dist', { recursive: true, withFileTypes: true })) {
    const name = relative('lib/dist', join(found.parentPath, found.name)).replaceAll('\\', '/')
    if (found.isFile() && !fresh.has(name)) rmSync(join('lib/dist', name))
  }
})
