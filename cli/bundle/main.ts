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
export { publish as publishAuthority, type Published } from './publish.ts'
export { readStaticFolder, writeStaticFolder } from './published-folder.ts'
export { alone } from './publishing-lock.ts'
export { newest, readShelf, type Shelf } from './shelf.ts'
export { signDrafts } from './sign.ts'
export { isRight, makeSignature, readSignatures, type SignatureEntry } from './signatures.ts'
export { keySigner, openSigner, type DocumentSigner, type SignerOptions } from './signer.ts'
export { digest, payloadBytes } from './document.ts'
export { writeWhole } from '../edges/file.ts'
export { readKeyFile, readPrivateKey, writeKeyFile } from '../keys/key-file.ts'
export { exitCodes, OperatorError } from '../operator-error.ts'
export { readBindingKeys, type BindingKey } from '../station/binding-key.ts'
