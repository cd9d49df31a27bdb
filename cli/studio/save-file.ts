/** Saves a text of the studio: whole, in its place, and never over what somebody else wrote meanwhile. */
import { stat } from 'node:fs/promises'
import { writeWhole } from '../edges/file.ts'
import { textOf } from '../rules/rule-file.ts'
import { isYaml } from '../rules/rule-set-file.ts'
import { contentOf, type Desk } from './desk.ts'
import { Refused } from './refused.ts'
import { maxTextBytes, sha256Of } from './scan-desk.ts'
import type { Conflict, Save, StudioFile } from './studio-api.ts'

/**
 * Saves.
 *
 * @throws {@link Refused} for a file that is not the author's to write here
 */
export async function saveFile(
  desk: Desk,
  { path, text, expected }: Save,
): Promise<StudioFile | Conflict> {
  const file = await desk.folder.fileAt(path)
  if (!isYaml(path) || desk.folder.isPublished(path)) {
    throw new Refused(
      422,
      '只能保存文件夹中的 YAML 文件；JSON 和已发布的版本只供查看',
      'only files in YAML are saved, in the folder itself; JSON and what is published is to look at',
    )
  }
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > maxTextBytes) {
    throw new Refused(422, '文本太大，无法保存', 'the text is too large to be saved')
  }
  const found = await contentOf(file)
  const sha256 = found === undefined ? null : sha256Of(found)
  if (sha256 !== expected) {
    const there =
      found === undefined ? null : { path, text: textOf(found, path, 'a rule set'), sha256 }
    return { conflict: there as StudioFile | null }
  }
  // A file that nobody but its owner may read stays so.
  const mode = found === undefined ? {} : { mode: (await stat(file)).mode & 0o777 }
  await writeWhole(file, bytes, { ...mode, fresh: found === undefined })
  return { path, text, sha256: sha256Of(bytes) }
}
