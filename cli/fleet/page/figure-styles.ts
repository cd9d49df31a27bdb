/** How the figures look: tiles, and below them why stations are odd. */
import { css } from 'lit'

/** For the page. */
export const figureStyles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
    gap: 0.75rem;
    margin: 0;
  }
  .tile {
    display: flex;
    flex-direction: column;
    padding: 0.55rem 0.9rem 0.6rem;
    border: 1px solid var(--greengate-line);
    border-top: 4px solid var(--greengate-accent);
    border-radius: 0.6rem;
    background: var(--greengate-raised);
  }
  .of-odd[data-some] {
    border-top-color: var(--greengate-check);
  }
  .of-alarms[data-some] {
    border-top-color: var(--greengate-stop);
  }
  .tile dt {
    color: var(--greengate-quiet);
    overflow-wrap: anywhere;
  }
  .tile dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .tile b {
    font-size: 1.9rem;
    line-height: 1.2;
  }
  .tile small {
    font-size: 0.9rem;
    color: var(--greengate-quiet);
  }
  .version small {
    display: block;
  }
  .share {
    display: block;
    width: 100%;
    height: 0.4rem;
    margin-top: 0.3rem;
  }
  .share .whole {
    fill: var(--greengate-sunken);
  }
  .share .part {
    fill: var(--greengate-accent);
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .kind {
    min-height: 2.25rem;
    padding: 0.2rem 0.9rem;
    border: 2px solid var(--greengate-check);
    border-radius: 2rem;
    background: var(--greengate-raised);
  }
  .kind.grave {
    border-color: var(--greengate-stop);
  }
  .kind b {
    margin-inline-end: 0.2rem;
  }
  .kind:hover {
    background: var(--greengate-sunken);
  }
  @media (max-width: 44rem) {
    .tiles {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .tile.version {
      grid-column: 1 / -1;
    }
    .tile {
      padding-inline: 0.6rem;
    }
    .tile b {
      font-size: 1.35rem;
    }
  }
  @media (min-width: 1800px) and (min-height: 1000px) {
    .tile b {
      font-size: 2.4rem;
    }
    .kind,
    .as-of {
      font-size: 1.15rem;
    }
  }
`
