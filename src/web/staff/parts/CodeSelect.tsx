import type { CodeTable } from '../../../core/codes/tables.ts';

type Props = {
  table: CodeTable;
  /** Puts the code before the words, so that typing the code chooses. */
  isCoded?: boolean;
  /** The words of no choice; without it one must be chosen. */
  none?: string;
  id?: string;
  'aria-label'?: string;
  value?: string;
  onChange?: (code: string | undefined) => void;
};

/** One value of a code table. A native list: opens at once, and finds by typing. */
export const CodeSelect = ({ table, isCoded = false, none, value, onChange, ...rest }: Props) => (
  <select {...rest} className="field field-wide" value={value ?? ''} onChange={(event) => onChange?.(event.target.value || undefined)}>
    {none === undefined ? null : <option value="">{none}</option>}
    {Object.entries(table).map(([code, zh]) => (
      <option key={code} value={code}>
        {isCoded ? `${code} ${zh}` : zh}
      </option>
    ))}
  </select>
);
