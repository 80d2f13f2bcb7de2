import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import type { Issue } from '../../../../core/problem.ts';
import { type DossierKind, dossierKinds } from '../../../../core/scope.ts';
import { apply } from '../../../../modules/consultation/contract.ts';
import { purposes } from '../../../../modules/consultation/rules.ts';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { WarningBox } from '../reception/WarningBox.tsx';
import { type ChoosableItem, ItemChoice } from './ItemChoice.tsx';
import { LetterField } from './LetterField.tsx';
import { ReaderFields } from './ReaderFields.tsx';

type Props = {
  dossierId: string;
  kind: DossierKind;
  items: readonly ChoosableItem[];
  onDone: (applied: OutputOf<typeof apply>) => void;
};

/** What an application says: who, why, what, how long. ID numbers are not kept over a reload. */
export function ApplyForm({ dossierId, kind, items, onDone }: Props) {
  const draft = useDraft(`consultation.${dossierId}`);
  const [warnings, setWarnings] = useState<readonly Issue[]>([]);
  const { form, refusal, isPending, props } = useOperationForm({
    operation: apply,
    toInput: (fields) => ({ dossierId, ...fields, isUnrelated: fields['isUnrelated'] === true }),
    onChange: (fields) => draft.keep(withoutReaders(fields)),
    onRefused: (issues) => setWarnings(issues.every(({ severity }) => severity === 'warning') ? issues : []),
    onDone: (applied) => {
      draft.forget();
      onDone(applied);
    },
  });
  useShortcut('mod+Enter', '提交申请', () => form.submit());
  const onValuesChange = (changed: Fields) => {
    props.onValuesChange(changed);
    if (!('reason' in changed)) setWarnings([]);
  };
  const least = kind === 'cadre' ? 2 : 1;
  return (
    <Form
      {...props}
      name="apply"
      className="apply-form"
      onValuesChange={onValuesChange}
      initialValues={{
        ...{ purpose: 'review', minutes: 30, itemIds: items.map(({ id }) => id), ...draft.initial },
        readers: Array.from({ length: least }, () => ({})),
      }}
    >
      <div className="apply-fields">
        <IssueList refusal={warnings.length > 0 ? undefined : refusal} />
        <div className="apply-columns">
          <section>
            <h2 className="form-head">谁来查阅</h2>
            <Form.Item name="unit" label="查阅单位" required>
              <Input maxLength={80} autoFocus />
            </Form.Item>
            <ReaderFields least={least} hint={kind === 'cadre' ? `${dossierKinds.cadre}须两人以上` : undefined} />
            <Form.Item name="isUnrelated" valuePropName="checked" className="tight">
              <Checkbox>已逐一询问：查阅人不是存档人本人，也不是其亲属</Checkbox>
            </Form.Item>
            <div className="apply-pair">
              <Form.Item name="purpose" label="查阅事由" required>
                <CodeSelect table={purposes} />
              </Form.Item>
              <Form.Item name="holder" label="阅档账号" extra="不填为本人账号">
                <Input maxLength={40} spellCheck={false} />
              </Form.Item>
            </div>
            <Form.Item name="note" label="说明">
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="letterId" label="介绍信或审批表">
              <LetterField />
            </Form.Item>
          </section>
          <section>
            <h2 className="form-head">看什么、多久</h2>
            <div className="apply-pair">
              <Form.Item name="minutes" label="时长（分钟）" required>
                <InputNumber min={5} max={480} precision={0} />
              </Form.Item>
              <div className="apply-rights">
                <Form.Item name="mayPrint" valuePropName="checked" className="tight">
                  <Checkbox>需要打印</Checkbox>
                </Form.Item>
                <Form.Item name="mayDownload" valuePropName="checked" className="tight">
                  <Checkbox>需要下载</Checkbox>
                </Form.Item>
              </div>
            </div>
            <Form.Item name="itemIds" label="查阅的材料" required>
              <ItemChoice items={items} />
            </Form.Item>
          </section>
        </div>
      </div>
      {warnings.length > 0 ? (
        <WarningBox {...{ warnings, isPending, verb: '说明理由并申请', hint: '如：审批表原件随后补交' }} />
      ) : (
        <div className="foot-actions">
          <span className="muted small">
            <kbd>Ctrl</kbd>+<kbd>Enter</kbd> 提交
          </span>
          <div className="foot-end">
            <Button type="primary" htmlType="submit" loading={isPending}>
              提交申请
            </Button>
          </div>
        </div>
      )}
    </Form>
  );
}

const withoutReaders = ({ readers: _readers, reason: _reason, isUnrelated: _asked, ...rest }: Fields): Fields => rest;
