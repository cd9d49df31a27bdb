/** How the charts lie beside each other, and each looks. */
import { css } from 'lit'

/** For `<fleet-charts>`. */
export const chartStyles = css`
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
    gap: 0.75rem;
  }
  figure {
    display: flex;
    flex-direction: column;
    min-width: 0;
    margin: 0;
    padding: 0.7rem 0.9rem 0.5rem;
    border: 1px solid var(--greengate-line);
    border-radius: 0.7rem;
    background: var(--greengate-raised);
  }
  h2 {
    margin: 0;
    font-size: 1rem;
    line-height: 1.3;
  }
  figcaption p {
    margin: 0.1rem 0 0.3rem;
    font-size: 0.87rem;
  }
  .plot {
    height: 9rem;
    font-size: 0.75rem;
    overflow: hidden;
  }
  .plot > svg {
    display: block;
    width: 100%;
    height: 100%;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 0.8rem;
    margin: 0.3rem 0 0;
    padding: 0;
    list-style: none;
    font-size: 0.82rem;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
  }
  .mark {
    flex: none;
  }
  details {
    margin-top: auto;
    padding-top: 0.35rem;
    font-size: 0.87rem;
  }
  summary {
    width: fit-content;
    min-height: 1.5rem;
    cursor: pointer;
    color: var(--greengate-quiet);
  }
  .scrolled {
    max-height: 14rem;
    overflow: auto;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.15rem 0.6rem 0.15rem 0;
    border-bottom: 1px solid var(--greengate-line);
    text-align: right;
    white-space: nowrap;
  }
  th:first-child {
    text-align: left;
    font-weight: 500;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--greengate-raised);
    color: var(--greengate-quiet);
  }
  @media (min-width: 1800px) and (min-height: 1000px) {
    .charts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .plot {
      height: 7.6rem;
    }
  }
  @media print {
    figure {
      break-inside: avoid;
    }
    .charts {
      grid-template-columns: 1fr 1fr;
    }
    details {
      display: none;
    }
  }
`
