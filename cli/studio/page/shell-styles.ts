/** How the page is divided: a bar on top, then files, texts and panels side by side; below each other where there is no room. */
import { css } from 'lit'

/** The page. */
export const shellStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr);
    height: 100vh;
  }
  main {
    display: grid;
    grid-template-columns: 11.5rem minmax(0, 1fr) 0.9rem var(--studio-panels, 44%);
    min-height: 0;
    padding: 0.6rem 1rem 0.75rem 0.75rem;
  }
  nav {
    overflow: auto;
    padding: 0.4rem 0.75rem 0.4rem 0;
  }
  text-desk,
  studio-panels {
    min-width: 0;
    min-height: 0;
  }
  @media (max-width: 64rem) {
    :host {
      height: auto;
      min-height: 100vh;
    }
    main {
      grid-template-columns: minmax(0, 1fr);
      padding-inline: 0.75rem;
      gap: 0.75rem;
    }
    text-desk {
      height: 34rem;
    }
    studio-panels {
      min-height: 30rem;
    }
    width-handle {
      display: none;
    }
  }
`
