import { Form, Input, Modal } from 'antd';
import { enterSheet } from '../../../../modules/stocktake/contract.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { countWords } from './count-words.ts';
import { useStocktakeChanged } from './useStocktake.ts';

const fields = { missing: '缺（打 × 的）', extra: '多出（表上没有的）', damaged: '标签损坏（写“损”的）' } as const;

/** Codes one a line, or with any gap or comma between them. */
const codesOf = (text: unknown): string[] =>
  String(text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,;、]+/)
    .filter((code) => code !== '');

/** 回录盘点表: only what differs is typed; the rest of the level was there. */
export function TypeSheet({ stocktakeId, address, close }: { stocktakeId: string; address: string; close: () => void }) {
  const changed = useStocktakeChanged();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: enterSheet,
    toInput: (given: Fields) => ({
      ...{ stocktakeId, address },
      ...Object.fromEntries(Object.keys(fields).map((name) => [name, codesOf(given[name])])),
    }),
    onDone: ({ counts }) => {
      changed();
      announce(`${address}：${countWords(counts)}`);
      close();
    },
  });
  return (
    <Modal
      {...{ open: true, title: `回录盘点表：${address}`, okText: '回录这一层', onOk: form.submit, onCancel: close, width: 520 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('missing')}
    >
      <p className="explain dialog-words">只填有出入的条码，一行一个；没有填的都按“在架”记。三项都不填，即这一层全部相符。</p>
      <IssueList refusal={refusal} />
      <Form {...props} name="type-sheet">
        {Object.entries(fields).map(([name, label]) => (
          <Form.Item key={name} name={name} label={label}>
            <Input.TextArea rows={2} spellCheck={false} className="code" />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
