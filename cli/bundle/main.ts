/** An authority's folder apart from any command: drafts, signatures, publishing, and the folder that a web server shows. */
export {
  openAuthority,
  parts as authorityParts,
  rootFile as authorityRoot,
  type Authority,
} from './authority.ts'
export { keepData } from './data.ts'
export { editDraft, memberExpires } from './draft.ts'
export { onlineSigners } from './online-keys.ts'
export { publish as publishAuthority } from './publish.ts'
export { writeStaticFolder } from './published-folder.ts'

export { newest, readShelf, type Shelf } from './shelf.ts'
export { signDrafts } from './sign.ts'
export { isRight, makeSignature, readSignatures, type SignatureEntry } from './signatures.ts'
export { keySigner, type DocumentSigner } from './signer.ts'
export { digest, payloadBytes } from './document.ts'
export { writeWhole } from '../edges/file.ts'
export { readKeyFile, readPrivateKey } from '../keys/key-file.ts'
export { OperatorError } from '../operator-error.ts'
export { readBindingKeys } from '../station/binding-key.ts'
