import { maskNumbers } from '../../../../core/mask-numbers.ts';
import { acceptImport, discardImport } from '../../../../modules/digitisation/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { Found } from './ImportIssues.tsx';
import type { ImportRow } from './import-columns.tsx';
import { useScansChanged } from './usePages.ts';

export type Decision = { verb: 'accept' | 'discard'; row: ImportRow };

/** Asks before a package is taken or forgotten; what was only warned of needs a reason. */
export function ImportDecision({ decision: { verb, row }, close }: { decision: Decision; close: () => void }) {
  const changed = useScansChanged();
  const done = (text: string) => {
    announce(text);
    changed();
    close();
  };
  const accepted = ({ pageCount }: { pageCount: number }) => done(`已接收 ${pageCount} 页，正在处理图像`);
  const input = { importId: row.id };
  const name = maskNumbers(row.fileName);
  if (verb === 'discard')
    return (
      <ConfirmDialog
        {...{ title: '放弃接收', verb: '放弃', isDangerous: true, operation: discardImport, input, close }}
        onDone={() => done('已放弃')}
      >
        “{name}”已传来的内容将删除，不留在系统中；需要时可重新导入。
      </ConfirmDialog>
    );
  if (row.issues.length === 0)
    return (
      <ConfirmDialog {...{ title: '接收数据包', verb: '接收', operation: acceptImport, input, close }} onDone={accepted}>
        “{name}”共 {row.pageCount} 页：目录写入档案，图像开始处理，处理后进入质检。
      </ConfirmDialog>
    );
  return (
    <ReasonDialog
      {...{ title: '接收有提示的数据包', verb: '接收', operation: acceptImport, input, close }}
      reasonLabel="对提示的说明"
      onDone={accepted}
    >
      “{name}”共 {row.pageCount} 页，有 {row.issues.length} 处提示，核对无误后说明理由：
      <ul className="short-issues short-issues-long">
        {row.issues.map((issue) => (
          <li key={`${issue.path} ${issue.message}`} className="warning">
            <Found issue={issue} fileName={row.fileName} />
          </li>
        ))}
      </ul>
    </ReasonDialog>
  );
}
