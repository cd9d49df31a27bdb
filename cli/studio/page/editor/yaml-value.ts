/** Reads single values out of an outline. */
import type { Outline } from './yaml-outline.ts'

/** What stands at a path, without quotes; undefined where there is nothing. */
export function valueOf(text: string, { at }: Outline, path: string): string | undefined {
  const entry = at.get(path)
  if (entry === undefined || ['none', 'flow', 'block'].includes(entry.value.style)) return undefined
  return text.slice(entry.value.start, entry.value.end).replace(/^(["'])(.*)\1$/s, '$2')
}

/** What stands at every path of a form. */
export function valuesOf(text: string, outline: Outline, form: RegExp): readonly string[] {
  return outline.entries
    .filter(({ path }) => form.test(path))
    .flatMap(({ path }) => valueOf(text, outline, path) ?? [])
}
