import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../../../core/time.ts';
import { correctPerson } from '../../../../modules/holdings/contract.ts';
import { checkPerson } from '../../../../modules/holdings/rules.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { enterMovesOn } from '../reception/enter-moves-on.ts';
import { PersonFields } from '../reception/PersonFields.tsx';
import { changesIn, clearedIn, emptied, fieldsOf, personWith } from './correction-fields.ts';
import { type Dossier, useDossierChanged } from './useDossier.ts';
import '../../styles/register.css';

/** 更正: what the desk got wrong about a person. Only what was changed is sent. */
export function CorrectPerson({ dossier: { id: dossierId, person }, close }: { dossier: Dossier; close: () => void }) {
  const changed = useDossierChanged();
  const [initial] = useState(() => fieldsOf(person));
  const issuesOf = (fields: Fields) => {
    const changes = changesIn(initial, fields);
    return checkPerson(personWith(person, changes), dayOf(new Date()))
      .map((issue) => ({ ...issue, path: issue.path.replace('person.', '') }))
      .filter(({ path }) => path in changes);
  };
  const { form, refusal, isPending, props } = useOperationForm({
    operation: correctPerson,
    toInput: (fields) => {
      const changes = changesIn(initial, fields);
      const base = { dossierId, version: person.version, reason: fields['reason'] };
      return { ...base, changes: emptied(changes), cleared: clearedIn(changes) };
    },
    check: (fields) => issuesOf(fields),
    checkWhenSending: (fields) =>
      Object.keys(changesIn(initial, fields)).length === 0 ? [{ path: 'changes', message: '没有任何一项与现有登记不同' }] : [],
    onDone: ({ changedFields }) => {
      changed();
      announce(`已更正 ${changedFields.length} 项`);
      close();
    },
  });
  return (
    <Modal
      {...{ open: true, title: `更正人员信息：${person.name}`, okText: '更正', onOk: form.submit, onCancel: close, width: 860 }}
      style={{ top: 40 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('name')}
    >
      <p className="explain">照证件或材料原件更正登记时的差错；姓名、证件号属关键项，计入错登。更正前后都留在台账中。</p>
      <IssueList refusal={refusal} />
      <Form {...props} name="correct-person" initialValues={initial} onKeyDown={enterMovesOn}>
        <PersonFields
          isNeeded={false}
          idHint={person.idType === 'none' ? '待补：照证件填写' : `${person.idNumber}，不改不填`}
          phoneHint={person.phone ? `${person.phone}，不改不填` : ''}
        />
        <Form.Item name="reason" label="更正理由" required>
          <Input maxLength={200} />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
