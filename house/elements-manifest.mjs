/** Makes custom-elements.json: what the elements have, read from their sources, for editors and catalogues. */
import { readFileSync } from 'node:fs'
import { create, ts } from '@custom-elements-manifest/analyzer'
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js'

/** The file of the package that has them all. */
const published = 'dist/element.js'

const isPublic = ({ name, privacy, inheritedFrom, static: isStatic }) =>
  ['private', 'protected'].every((kept) => kept !== privacy) &&
  !name.startsWith('#') &&
  inheritedFrom === undefined &&
  isStatic !== true &&
  // What Lit calls is no concern of a page.
  !ofLit.includes(name)
const ofLit = ['render', 'willUpdate', 'update', 'updated', 'firstUpdated', 'shouldUpdate']

/** The analyzer takes every reactive property for an attribute; those of Lit's own state are none. */
const innerState = (text) =>
  [...text.matchAll(/^\s+(\w+): \{[^}]*\bstate: true/gm)].map(([, name]) => name)

/**
 * The manifest of some elements.
 *
 * @param {readonly string[]} paths - Their sources.
 * @returns {object} As https://github.com/webcomponents/custom-elements-manifest has it.
 */
export function elementsManifest(paths) {
  const sources = paths.map((path) =>
    ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true),
  )
  const found = create({ modules: sources, plugins: litPlugin() })
  const declarations = found.modules.flatMap(({ declarations }, at) => {
    const inner = innerState(sources[at].text)
    return declarations
      .filter(({ customElement }) => customElement === true)
      .map(({ members = [], events = [], attributes = [], ...rest }) => ({
        ...rest,
        attributes: attributes.filter(({ fieldName }) => !inner.includes(fieldName)),
        // One that is only dispatched by a variable is named where it is described.
        events: events.filter(({ description }) => description !== undefined),
        members: members
          .filter(isPublic)
          .map(({ attribute, ...member }) =>
            inner.includes(member.name)
              ? { ...member, readonly: true }
              : { ...member, ...(attribute === undefined ? {} : { attribute }) },
          ),
      }))
  })
  const to = (name) => ({ name, module: published })
  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: published,
        declarations,
        exports: declarations.flatMap(({ name, tagName }) => [
          { kind: 'js', name, declaration: to(name) },
          { kind: 'custom-element-definition', name: tagName, declaration: to(name) },
        ]),
      },
    ],
  }
}
