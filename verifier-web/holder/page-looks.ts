/** How the frame of the holder's page looks. */
import { css } from 'lit'

/** Beside the verifier page's own frame. */
export const pageLooks = css`
  .sheet {
    max-width: 46rem;
  }
  main {
    display: block;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .tools a {
    color: inherit;
    padding: 0.4rem 0;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
    margin: 0 0 1rem;
  }
  nav a {
    display: grid;
    flex: 1 1 auto;
    place-items: center;
    min-height: 2.9rem;
    padding: 0.2rem 0.35rem;
    white-space: nowrap;
    border: 1px solid var(--greengate-line);
    border-radius: 0.7rem;
    background: var(--greengate-raised);
    color: inherit;
    text-decoration: none;
    font-weight: 600;
  }
  @media (max-width: 30rem) {
    nav {
      gap: 0.2rem;
    }
    nav a {
      padding: 0.2rem;
      font-size: 0.93rem;
    }
  }
  nav a[aria-current] {
    background: var(--greengate-ink);
    border-color: var(--greengate-ink);
    color: var(--greengate-paper);
  }
  .people {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0 0 1rem;
    padding: 0;
  }
  .people label {
    position: relative;
  }
  .people input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .people span {
    display: block;
    min-height: 2.75rem;
    padding: 0.55rem 1.1rem;
    box-sizing: border-box;
    border: 1px solid var(--greengate-quiet);
    border-radius: 1.4rem;
    background: var(--greengate-raised);
    font-weight: 600;
  }
  .people input:checked + span {
    background: var(--greengate-accent);
    border-color: var(--greengate-accent);
    color: var(--greengate-on-accent);
  }
  .people input:focus-visible + span {
    outline: 3px solid var(--greengate-accent);
    outline-offset: 2px;
  }
`
