/** What TypeScript must know to take the elements in JSX: copy it into a project with React 19. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { GreengateDecision, GreengateScanner, ScannerEvents } from 'greengate/element'

type Base<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>
/** React listens to an element's own events by `on` and the event's name as it is. */
type Handlers = {
  readonly [Name in keyof ScannerEvents as `on${Name}`]?: (event: ScannerEvents[Name]) => void
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'greengate-scanner': Base<GreengateScanner> &
        Handlers &
        Partial<Pick<GreengateScanner, 'language' | 'assets' | 'remember'>>
      'greengate-decision': Base<GreengateDecision> &
        Partial<
          Pick<GreengateDecision, 'language' | 'decision' | 'bundle' | 'issuer' | 'explain'>
        > & { readonly 'ongreengate-decision-expired'?: (event: Event) => void }
    }
  }
}
