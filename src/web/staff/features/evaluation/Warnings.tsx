import { IssueText } from '../../parts/IssueText.tsx';
import type { Evaluation } from './useEvaluation.ts';

/** What a reader of the figures must know of. */
export const Warnings = ({ warnings }: { warnings: Evaluation['warnings'] }) =>
  warnings.length === 0 ? null : (
    <section className="issues warning figure-warnings" aria-label="须说明的情况">
      <strong>须说明的情况</strong>
      <ul>
        {warnings.map(({ path, message, rule }) => (
          <li key={`${path} ${message}`}>
            <IssueText issue={{ path, message, ...(rule === undefined ? {} : { rule }) }} />
          </li>
        ))}
      </ul>
    </section>
  );
