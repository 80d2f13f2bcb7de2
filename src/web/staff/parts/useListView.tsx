import { type ReactNode, useState } from 'react';
import type { InputOf, Operation } from '../../../core/operation.ts';
import { exportList } from '../../../modules/lists/contract.ts';
import { may, useSession } from '../session.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import type { Column } from './DataTable.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { useColumnChoice } from './useColumnChoice.ts';

type Options<O extends Operation, Row> = {
  operation: O;
  columns: readonly Column<Row>[];
  /** The filters that hold, as the operation takes them. */
  input: Partial<InputOf<O>>;
  /** What the clerk should know before he saves this list. */
  note?: string | undefined;
};

/** What every list offers: the columns as the user chose them for its DataTable, and the tools for the end of its filter line. */
export function useListView<const O extends Operation, Row>({ operation, columns, input, note }: Options<O, Row>) {
  const session = useSession();
  const { columns: shown, ...choice } = useColumnChoice(operation.name, columns);
  const [isExporting, setExporting] = useState(false);
  const saved = shown.map(({ key }) => key).filter((key) => operation.exports?.columns[key]);
  const canExport = operation.exports && may(session, exportList.permission) && may(session, operation.permission);
  const tools: ReactNode = (
    <div className="list-tools">
      <ColumnMenu {...choice} />
      {canExport ? (
        <button type="button" className="plain-button" onClick={() => setExporting(true)}>
          导出 Excel
        </button>
      ) : null}
      {isExporting ? <ExportDialog {...{ operation, input, columns: saved, note }} close={() => setExporting(false)} /> : null}
    </div>
  );
  return { columns: shown, tools };
}
