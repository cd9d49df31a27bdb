/** What custom-elements.json has of each element, as far as the tests read it. */

/** Something with a name. */
export interface Named {
  readonly name: string
  readonly description?: string
}

/** One element. */
export interface ElementDeclaration extends Named {
  readonly tagName: string
  readonly attributes: readonly (Named & { readonly fieldName: string })[]
  readonly members: readonly (Named & {
    readonly kind: 'field' | 'method'
    readonly readonly?: boolean
  })[]
  readonly events: readonly Named[]
  readonly slots?: readonly Named[]
  readonly cssParts?: readonly Named[]
  readonly cssProperties?: readonly Named[]
}

/** The manifest. */
export interface Manifest {
  readonly modules: readonly { readonly declarations: readonly ElementDeclaration[] }[]
}

export function elementsManifest(paths: readonly string[]): Manifest
