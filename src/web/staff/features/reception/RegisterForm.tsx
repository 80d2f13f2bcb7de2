import { Button, Form } from 'antd';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../core/operation.ts';
import type { Issue } from '../../../../core/problem.ts';
import { registerDossier } from '../../../../modules/reception/contract.ts';
import { refreshIssues } from '../../parts/field-issues.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { DossierFields } from './DossierFields.tsx';
import { enterMovesOn } from './enter-moves-on.ts';
import { PersonFields } from './PersonFields.tsx';
import { blank, carriedOver, checkRegistration, checkWhileTyping, readId, toRegistration } from './registration-fields.ts';
import type { Parcel } from './useParcel.ts';
import { WarningBox } from './WarningBox.tsx';

type Props = {
  parcel: Parcel | undefined;
  /** The row of a roll that is registered, and what the list says of the person. */
  rollRow?: { rollId: string; number: number };
  prefill?: Fields;
  onRegistered: (registered: OutputOf<typeof registerDossier>, input: InputOf<typeof registerDossier>) => void;
};

/** 登记: one person and dossier after the other; Enter goes on, Ctrl+Enter sends. */
export function RegisterForm({ parcel, rollRow, prefill = {}, onRegistered }: Props) {
  const draft = useDraft(`register-dossier.${rollRow ? `${rollRow.rollId}.${rollRow.number}` : (parcel?.id ?? 'none')}`);
  const [warnings, setWarnings] = useState<readonly Issue[]>([]);
  const { form, refusal, isPending, props } = useOperationForm({
    operation: registerDossier,
    toInput: (fields) => ({ ...toRegistration(fields, parcel?.id, warnings.length > 0), ...(rollRow ? { rollRow } : {}) }),
    check: checkWhileTyping,
    checkWhenSending: checkRegistration,
    onChange: (fields) => draft.keep(fields),
    onRefused: (issues) => setWarnings(issues.every(({ severity }) => severity === 'warning') ? issues : []),
    onDone: (registered, input) => {
      draft.forget();
      setWarnings([]);
      const next = carriedOver(form.getFieldsValue(true));
      form.resetFields();
      form.setFieldsValue({ ...empty(form.getFieldsValue(true)), ...next });
      form.focusField(['person', 'name']);
      onRegistered(registered, input);
    },
  });
  const isUnit = Form.useWatch('custody', form) === 'unit';
  useShortcut('n', '登记下一份（光标到姓名）', () => form.focusField(['person', 'name']));
  useShortcut('mod+Enter', '登记（任何一栏）', () => form.submit());
  const recheck = (paths: readonly string[]) => refreshIssues(form, paths, checkRegistration(form.getFieldsValue(true)));
  const onValuesChange = (changed: Fields) => {
    props.onValuesChange(changed);
    if (!('reason' in changed)) setWarnings([]);
    if (!touchesId(changed)) return;
    const read = readId(form.getFieldsValue(true));
    if (!read) return;
    form.setFieldsValue({ person: read });
    recheck(['person.idNumber', 'person.birthOn', 'person.sex']);
  };
  return (
    <Form
      {...props}
      name="register"
      className="register-form"
      onValuesChange={onValuesChange}
      onKeyDown={enterMovesOn}
      initialValues={{ ...blank, previousInstitution: parcel?.sender, ...prefill, ...draft.initial, reason: undefined }}
    >
      <div className="register-fields">
        <IssueList refusal={warnings.length > 0 ? undefined : refusal} />
        <h2 className="form-head">人员</h2>
        <PersonFields under="person" onIdLeft={() => form.getFieldValue(['person', 'idNumber']) && recheck(['person.idNumber'])} />
        <h2 className="form-head">档案</h2>
        <DossierFields isUnit={isUnit} hasParcel={parcel !== undefined} isCountKnown={parcel?.listedCount != null} />
      </div>
      {warnings.length > 0 ? (
        <WarningBox {...{ warnings, isPending }} />
      ) : (
        <div className="foot-actions">
          <span className="muted small">
            <kbd>Enter</kbd> 下一栏　<kbd>Ctrl</kbd>+<kbd>Enter</kbd> 登记
          </span>
          <div className="foot-end">
            <Button type="primary" htmlType="submit" loading={isPending}>
              登记
            </Button>
          </div>
        </div>
      )}
    </Form>
  );
}

const touchesId = ({ person }: Fields): boolean =>
  typeof person === 'object' && person !== null && ('idNumber' in person || 'idType' in person);

/** The same fields with nothing in them: what `resetFields` puts back is the draft that was found at the beginning. */
const empty = (fields: Fields): Fields => ({
  ...Object.fromEntries(Object.keys(fields).map((name) => [name, undefined])),
});
