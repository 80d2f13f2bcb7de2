import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { addShelves, findRooms, findShelves } from '../../../../modules/stackroom/contract.ts';
import { shelfAddress } from '../../../../modules/stackroom/rules.ts';
import { announce } from '../../parts/announce.ts';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import type { Room } from './useRooms.ts';

const faces = { AB: 'A、B 两面', A: '只有 A 面', B: '只有 B 面' } as const;
const usual = { zone: '1', firstRack: '1', rackCount: '1', faces: 'AB', bayCount: '6', levelCount: '6', capacity: '40' };
const numbers = {
  ...{ zone: '区号', firstRack: '起始架号', rackCount: '架数', bayCount: '每面列数', levelCount: '每列层数', capacity: '每层卷数' },
} as const;

const toInput = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => String(value ?? '').trim() !== '')
      .map(([name, value]) => [name, name in numbers ? Number(value) : value]),
  );

/** 增加架位: whole racks at once; says before what will stand there. */
export function AddShelves({ room, close }: { room: Room; close: () => void }) {
  const queries = useQueryClient();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: addShelves,
    toInput: (fields) => ({ ...toInput(fields), roomId: room.id }),
    onDone: ({ shelfCount, capacity }) => {
      for (const { name } of [findRooms, findShelves]) void queries.invalidateQueries({ queryKey: [name] });
      announce(`${room.code} 增加 ${shelfCount} 层，可存 ${capacity} 卷`);
      close();
    },
  });
  const fields = (Form.useWatch([], form) as Fields | undefined) ?? usual;
  return (
    <Modal
      {...{ open: true, title: `增加架位：${room.code} ${room.name}`, okText: '增加架位', onOk: form.submit, onCancel: close, width: 520 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('zone')}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="add-shelves" initialValues={usual}>
        <div className="form-grid shelves-grid">
          {(['zone', 'firstRack', 'rackCount'] as const).map((name) => (
            <NumberItem key={name} name={name} />
          ))}
          <Form.Item name="faces" label="面" required>
            <CodeSelect table={faces} />
          </Form.Item>
          {(['bayCount', 'levelCount', 'capacity'] as const).map((name) => (
            <NumberItem key={name} name={name} />
          ))}
        </div>
        <Preview code={room.code} fields={fields} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

const NumberItem = ({ name }: { name: keyof typeof numbers }) => (
  <Form.Item name={name} label={numbers[name]} required>
    <Input inputMode="numeric" maxLength={3} />
  </Form.Item>
);

/** How many levels, how many volumes, and the first and last address. */
function Preview({ code, fields }: { code: string; fields: Fields }) {
  const at = (name: keyof typeof numbers) => Number(fields[name]);
  const chosen = String(fields['faces'] ?? 'AB');
  const levels = at('rackCount') * chosen.length * at('bayCount') * at('levelCount');
  if (!Number.isInteger(levels) || levels < 1) return <p className="muted">各项填写整数后，这里显示将要增加的架位。</p>;
  const first = { zone: at('zone'), rack: at('firstRack'), face: chosen.slice(0, 1), bay: 1, level: 1 };
  const last = {
    ...{ zone: at('zone'), rack: at('firstRack') + at('rackCount') - 1, face: chosen.slice(-1) },
    ...{ bay: at('bayCount'), level: at('levelCount') },
  };
  return (
    <div className="preview" role="status">
      <div>
        共 <b>{levels}</b> 层，可存 <b>{levels * at('capacity')}</b> 卷
      </div>
      <div className="code">
        {shelfAddress(code, first)} 至 {shelfAddress(code, last)}
      </div>
      <div className="muted small">库房-区-架-面-列-层；每层再按位编号 001、002……</div>
    </div>
  );
}
