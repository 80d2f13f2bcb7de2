import { Button, Form, Input } from 'antd';
import { inspectVolume } from '../../../../modules/condition/contract.ts';
import { gradeOf, type Level, levels, type Sign, type Signs, signNames, signs } from '../../../../modules/condition/rules.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { enterMovesOn } from '../reception/enter-moves-on.ts';
import { PhotosField } from './PhotosField.tsx';
import { useConditionChanged } from './useCondition.ts';

const NUMBER = /^\d{1,3}(\.\d)?$/;

/** What was typed beside the signs; what is no number stays text, so that the contract refuses it beside its field. */
const signsOf = (given: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((given ?? {}) as Fields)
      .filter(([, value]) => String(value ?? '').trim() !== '')
      .map(([sign, value]) => [sign, NUMBER.test(String(value).trim()) ? Number(value) : value]),
  );

const known = (given: Record<string, unknown>): Signs =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'number')) as Signs;

/** 完好检查 of one volume after the other: its bar code, what is seen of damage, the level. */
export function InspectForm() {
  const changed = useConditionChanged();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: inspectVolume,
    toInput: ({ signs: given, ...fields }) => ({ ...fields, signs: signsOf(given) }),
    onDone: (_done, { barcode, level }) => {
      changed();
      announce(`${barcode} 记为“${levels[level]}”`);
      form.resetFields();
      form.focusField('barcode');
    },
  });
  const given = signsOf(Form.useWatch('signs', form));
  const meant = gradeOf(known(given));
  return (
    <Form {...props} name="inspect" className="accept-panel" onKeyDown={enterMovesOn} initialValues={{ level: 'intact' satisfies Level }}>
      <IssueList refusal={refusal} />
      <Form.Item name="barcode" label="卷条码" required>
        <Input autoFocus spellCheck={false} className="code" />
      </Form.Item>
      <div className="condition-signs">
        {signNames.map((sign) => (
          <SignItem key={sign} sign={sign} />
        ))}
      </div>
      <p className="muted small" role="status">
        按所填迹象至少为“{levels[meant]}”
      </p>
      <Form.Item name="level" label="等级" required>
        <ChoiceField label="等级" choices={levels} />
      </Form.Item>
      <Form.Item name="photoIds" label="照片">
        <PhotosField />
      </Form.Item>
      <div className="pair">
        <Form.Item name="note" label="情况">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="inspectedOn" label="检查日期" extra="不填为今天">
          <Input type="date" />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" block loading={isPending}>
        记录检查
      </Button>
    </Form>
  );
}

const SignItem = ({ sign }: { sign: Sign }) => (
  <Form.Item name={['signs', sign]} label={`${signs[sign].zh} ${signs[sign].unit}`}>
    <Input inputMode="decimal" maxLength={5} />
  </Form.Item>
);
