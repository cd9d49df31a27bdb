/** A code as a QR picture, drawn as one path, black on white by day and by night. */
import { svg, type SVGTemplateResult } from 'lit'
import { create } from 'qrcode'

const quiet = 4

/** Draws it. */
export function codePicture(text: string, label: string): SVGTemplateResult {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const path = Array.from(data, (isDark, at) =>
    isDark ? `M${(at % size) + quiet} ${Math.floor(at / size) + quiet}h1v1h-1z` : '',
  ).join('')
  const side = size + 2 * quiet
  return svg`<svg class="code" role="img" aria-label=${label} viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges">
    <rect width=${side} height=${side} fill="#ffffff" /><path d=${path} fill="#000000" />
  </svg>`
}
