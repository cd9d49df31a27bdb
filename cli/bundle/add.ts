/** Takes what authors hand over into drafts/: `rules build` output, fact types, a trust list, a delegation, a header. */
import { asObject, parseJson } from '../edges/json-file.ts'
import { readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath } from './authority.ts'
import { addData } from './data.ts'
import { makeDocument, writeDocument, type Document } from './document.ts'
import { refuseSigned } from './draft.ts'
import { newest, rootOf, type Shelf } from './shelf.ts'
import { compileIn, isCountryRules } from './words/rule-lines.ts'

/**
 * Takes a file into drafts/ under the name that it says itself to have.
 *
 * @param data - Files of the raw data that the document names; they go into data/.
 * @throws {@link OperatorError} for what is no document, a version that is taken, and rules that cannot be run
 */
export async function addDraft(
  shelf: Shelf,
  path: string,
  data: string | readonly string[] = [],
): Promise<Document> {
  const what = 'a document as JSON, such as "greengate rules build" makes'
  const value = asObject(parseJson(await readBytes(path, what), path, what))
  if (value === undefined) throw new OperatorError(`${path}: must be a JSON object; name ${what}`)
  const stem = stemOf(shelf, value, path)
  const { version } = value
  const document = makeDocument(`${stem}/${String(version)}`, value)
  const signed = newest(shelf.signed, stem)
  if (signed !== undefined && document.version <= signed.version) {
    throw new OperatorError(
      `${path}: version ${document.version} is taken, the newest is ${signed.version}; give it ${signed.version + 1}`,
    )
  }
  const draft = shelf.drafts.find(({ place }) => place === document.place)
  refuseSigned(draft)
  const added = { ...shelf, drafts: [...shelf.drafts.filter((each) => each !== draft), document] }
  const isSet = document.role === 'rules' || document.role === 'emergency'
  if (isSet && !isCountryRules(document)) compileIn(added, document)
  // Before the draft: whoever finds that finds its data too.
  await addData(shelf.authority, document, typeof data === 'string' ? [data] : data)
  await writeDocument(documentPath(shelf.authority, 'drafts', document.place), document)
  return document
}

/** What a document is, by what it holds. */
function stemOf(shelf: Shelf, value: Readonly<Record<string, unknown>>, path: string): string {
  const { id, effective, prefix, delegations, types, issuers, groups, issuer, month } = value
  const { ruleSet, sets } = value
  if (typeof id === 'string' && effective !== undefined) {
    const emergency = rootOf(shelf).roles.emergency?.prefix
    return emergency !== undefined && id.startsWith(emergency) ? `emergency/${id}` : `rules/${id}`
  }
  if (typeof prefix === 'string' && delegations !== undefined) return `delegation/${prefix}`
  if (types !== undefined) return 'facts'
  if (issuers !== undefined) return 'trust'
  if (groups !== undefined) return 'stations'
  if (typeof issuer === 'string' && typeof month === 'string') return `status/${issuer}/${month}`
  if (typeof ruleSet === 'string' && Array.isArray(sets)) {
    const isCovered = (sets as readonly unknown[]).some((set) => 'rate' in (asObject(set) ?? {}))
    return `${isCovered ? 'covered' : 'not-green'}/${ruleSet}`
  }
  throw new OperatorError(
    `${path}: is no rule set, delegation, trust list, roster, fact types or header of data; name another file`,
  )
}
