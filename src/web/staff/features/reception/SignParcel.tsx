import { Button, Form, Input } from 'antd';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { getPhoto, signParcel, uploadPhoto } from '../../../../modules/reception/contract.ts';
import {
  type Carrier,
  carriers,
  checkParcel,
  normaliseTrackingNo,
  type SealState,
  sealStates,
} from '../../../../modules/reception/rules.ts';
import { addressOf, call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { PhotoField } from '../../parts/PhotoField.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { isCovered, isTyping, useShortcut } from '../../parts/useShortcut.ts';
import { knownSenders, lastCarrier, remember } from './desk-memory.ts';

const sealPhoto = {
  upload: (file: File) => call(uploadPhoto, {}, file),
  addressOf: (photoId: string) => addressOf(getPhoto, { photoId }),
  alt: '封口照片',
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const optional = (value: unknown): string | undefined => text(value) || undefined;

/** The module's rules on the fields as they stand. */
const check = ({ carrier, trackingNo, sealState, sealNote, photoId }: Fields) =>
  checkParcel({
    ...{ carrier: carrier as Carrier, trackingNo: normaliseTrackingNo(text(trackingNo)), sealState: sealState as SealState },
    ...{ sealNote: optional(sealNote), photoId: optional(photoId) },
  });

/** An empty count is none; anything else goes to the contract, which refuses what is no number. An unbroken seal needs no evidence. */
const toInput = ({ listedCount, sealNote, photoId, ...rest }: Fields) => ({
  ...rest,
  ...(rest['sealState'] === 'intact' ? {} : { sealNote, photoId }),
  ...(text(listedCount).trim() ? { listedCount: Number(text(listedCount)) } : {}),
});

/** Signs for one parcel after the other without a mouse: scan, Enter, sender, Enter. */
export function SignParcel({ onSigned }: { onSigned: (parcelId: string) => void }) {
  const draft = useDraft('sign-parcel');
  const [senders, setSenders] = useState(knownSenders);
  const { form, refusal, isPending, props } = useOperationForm({
    ...{ operation: signParcel, toInput, check },
    onChange: (fields) => draft.keep(fields),
    onDone: ({ parcelId, trackingNo }, { carrier, sender }) => {
      draft.forget();
      remember(carrier, sender);
      setSenders(knownSenders());
      announce(`已签收 ${trackingNo}，${sender}`);
      form.resetFields();
      form.setFieldsValue({ ...blank, carrier });
      form.focusField('trackingNo');
      onSigned(parcelId);
    },
    onRefused: (issues) => issues[0]?.path === 'trackingNo' && form.getFieldInstance('trackingNo')?.select(),
  });
  const carrier = (Form.useWatch('carrier', form) as Carrier | undefined) ?? lastCarrier();
  const sealState = Form.useWatch('sealState', form) ?? 'intact';
  useShortcut('n', '签收下一件（光标到邮件号）', () => form.focusField('trackingNo'));
  useShortcut('mod+Enter', '签收（任何一栏）', () => form.submit());
  useScannerAnywhere(() => form.focusField('trackingNo'));
  const onEnter = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const next = nextEmpty(form.getFieldsValue(true), event.target.id.replace('parcel_', ''));
    if (!next) return;
    event.preventDefault();
    form.focusField(next);
  };
  return (
    <Form
      {...props}
      name="parcel"
      className="desk-form"
      onKeyDown={onEnter}
      initialValues={{ ...blank, carrier: lastCarrier(), ...draft.initial }}
    >
      <h2 className="unseen">签收新包裹</h2>
      <IssueList refusal={refusal} />
      <Form.Item name="carrier" label="来档方式" required>
        <select className="field field-wide">
          {Object.entries(carriers).map(([code, { zh }]) => (
            <option key={code} value={code}>
              {zh}
            </option>
          ))}
        </select>
      </Form.Item>
      <Form.Item
        name="trackingNo"
        label="邮件号"
        required={carriers[carrier].tracked}
        extra={carriers[carrier].tracked ? null : '可不填，由系统编号'}
      >
        <Input autoFocus spellCheck={false} maxLength={40} />
      </Form.Item>
      <Form.Item name="sender" label="来档单位" required>
        <Input list="senders" maxLength={80} />
      </Form.Item>
      <Form.Item name="sealState" label="封口状态" required>
        <ChoiceField label="封口状态" choices={sealStates} />
      </Form.Item>
      <fieldset className="evidence" hidden={sealState === 'intact'}>
        <legend className="unseen">封口异常的凭据</legend>
        <Form.Item name="sealNote" label="封口情况说明" required>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="photoId" label="照片" required>
          <PhotoField {...sealPhoto} />
        </Form.Item>
      </fieldset>
      <div className="pair">
        <Form.Item name="listedCount" label="清单份数">
          <Input inputMode="numeric" maxLength={4} />
        </Form.Item>
        <Form.Item name="remark" label="备注">
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" block loading={isPending}>
        签收
      </Button>
      <datalist id="senders">
        {senders.map((sender) => (
          <option key={sender} value={sender} />
        ))}
      </datalist>
    </Form>
  );
}

const blank = { trackingNo: '', sender: '', sealState: 'intact' };

/** The field that Enter goes to from `at`: the first one still to be filled in. Undefined when it may be sent. */
function nextEmpty(fields: Fields, at: string): string | undefined {
  const isTracked = carriers[fields['carrier'] as Carrier].tracked;
  const needed = [...(isTracked ? ['trackingNo'] : []), 'sender', ...(fields['sealState'] === 'intact' ? [] : ['sealNote'])];
  return needed.find((name) => name !== at && text(fields[name]).trim() === '');
}

/** A scan while no field has the focus goes into the tracking number: scanners send digits and capitals. */
function useScannerAnywhere(focus: () => void) {
  useEffect(() => {
    const onKeyDown = ({ key, ctrlKey, altKey, metaKey }: globalThis.KeyboardEvent) => {
      if (/^[0-9A-Z]$/.test(key) && !(ctrlKey || altKey || metaKey || isTyping() || isCovered())) focus();
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  });
}
