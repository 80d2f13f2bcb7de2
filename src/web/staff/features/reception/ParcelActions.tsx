import { Form, Input } from 'antd';
import { useState } from 'react';
import type { Permission } from '../../../../core/permissions.ts';
import { completeParcel, resumeParcel, returnParcel, suspendParcel } from '../../../../modules/reception/contract.ts';
import type { ParcelState } from '../../../../modules/reception/rules.ts';
import { announce } from '../../parts/announce.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import type { Fields } from '../../parts/useOperationForm.ts';
import { may, useSession } from '../../session.ts';
import { type Parcel, useReceptionChanged } from './useParcel.ts';

type Action = 'complete' | 'suspend' | 'resume' | 'return';

/** In which states each action makes sense, and who may do it. */
const actions: Readonly<Record<Action, { title: string; permission: Permission; states: readonly ParcelState[] }>> = {
  complete: { title: '登记完毕', permission: 'dossier.register', states: ['signed'] },
  resume: { title: '恢复办理', permission: 'parcel.sign', states: ['suspended'] },
  suspend: { title: '挂起', permission: 'parcel.sign', states: ['signed'] },
  return: { title: '退回', permission: 'parcel.sign', states: ['signed', 'suspended'] },
};

/** What may be done with a parcel as it stands, each asking for its reason. */
export function ParcelActions({ parcel, registeredCount }: { parcel: Parcel; registeredCount: number }) {
  const session = useSession();
  const [open, setOpen] = useState<Action>();
  const allowed = (Object.keys(actions) as Action[]).filter(
    (action) => may(session, actions[action].permission) && actions[action].states.includes(parcel.state),
  );
  if (allowed.length === 0) return null;
  return (
    <div className="block-end">
      {allowed.map((action) => (
        <button key={action} type="button" className="plain-button" onClick={() => setOpen(action)}>
          {actions[action].title}
        </button>
      ))}
      {open ? <ActionDialog {...{ action: open, parcel, registeredCount, close: () => setOpen(undefined) }} /> : null}
    </div>
  );
}

type DialogProps = { action: Action; parcel: Parcel; registeredCount: number; close: () => void };

function ActionDialog({ action, parcel, registeredCount, close }: DialogProps) {
  const changed = useReceptionChanged();
  const { title } = actions[action];
  const done = () => {
    changed();
    announce(`${parcel.trackingNo}：${title}`);
    close();
  };
  const common = { verb: title, input: { parcelId: parcel.id }, onDone: done, close };
  if (action === 'complete') {
    return (
      <ReasonDialog
        {...{ ...common, title: `登记完毕：${parcel.trackingNo}`, operation: completeParcel, isReasonNeeded: false, toInput: counted }}
        initial={{ foundCount: String(registeredCount) }}
        firstField="foundCount"
        reasonLabel="说明（与清单份数不符时必填）"
        fields={
          <Form.Item name="foundCount" label="实收份数" required extra={`已登记 ${registeredCount} 份`}>
            <Input inputMode="numeric" maxLength={4} />
          </Form.Item>
        }
      >
        拆封清点后填写实际收到的份数；清单份数为 {parcel.listedCount ?? '未填'}。
      </ReasonDialog>
    );
  }
  if (action === 'resume') {
    return (
      <ReasonDialog {...{ ...common, title: `恢复办理：${parcel.trackingNo}`, operation: resumeParcel }}>
        恢复后回到待登记，可以继续逐份登记。
      </ReasonDialog>
    );
  }
  if (action === 'suspend') {
    return (
      <ReasonDialog {...{ ...common, title: `挂起：${parcel.trackingNo}`, operation: suspendParcel }}>
        有疑问、暂不能登记的包裹先挂起，写明等什么；挂起的包裹不算当日漏登。
      </ReasonDialog>
    );
  }
  return (
    <ReasonDialog {...{ ...common, title: `退回：${parcel.trackingNo}`, isDangerous: true, operation: returnParcel }}>
      整件退回来档单位。已有登记在册的档案时不能退回。
    </ReasonDialog>
  );
}

const counted = ({ foundCount, ...rest }: Fields): Fields => ({
  ...rest,
  ...(String(foundCount ?? '').trim() === '' ? {} : { foundCount: Number(foundCount) }),
});
