import { Form, Input } from 'antd';
import type { Issue } from '../../../../core/problem.ts';
import { dispatchTransfers } from '../../../../modules/transfer/contract.ts';
import { channels } from '../../../../modules/transfer/rules.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import type { Fields } from '../../parts/useOperationForm.ts';
import type { Transfer } from './useTransfers.ts';

type Props = { chosen: readonly Transfer[]; done: (text: string, refused: readonly Issue[]) => void; close: () => void };

const countIn = (group: unknown, id: string): number | undefined => {
  const text = (group as Record<string, string> | undefined)?.[id]?.trim();
  return text ? Number(text) : undefined;
};

/** 封包寄出: one parcel, or all of a 机要 list under one number. */
export function Dispatch({ chosen, done, close }: Props) {
  const toInput = ({ pages, materials, ...rest }: Fields) => ({
    ...rest,
    items: chosen.map(({ id }) => ({ transferId: id, pageCount: countIn(pages, id), itemCount: countIn(materials, id) })),
  });
  const channel = chosen[0] ? channels[chosen[0].channel] : undefined;
  return (
    <ReasonDialog
      {...{ title: `封包寄出 ${chosen.length} 份`, verb: '封包寄出', operation: dispatchTransfers, input: {}, toInput, width: 620, close }}
      {...{ reasonLabel: '对提示的说明', isReasonNeeded: false, firstField: 'trackingNo' }}
      fields={
        <>
          <Form.Item name="trackingNo" label={`${channel?.zh ?? ''}单号`} required={channel?.isTracked ?? false}>
            <Input maxLength={40} />
          </Form.Item>
          <table className="list dispatch-list">
            <thead>
              <tr>
                <th scope="col">档案</th>
                <th scope="col">收件单位</th>
                <th scope="col">页数</th>
                <th scope="col">材料份数</th>
              </tr>
            </thead>
            <tbody>
              {chosen.map(({ id, personName, receiverName, noticeNumber }) => (
                <tr key={id}>
                  <td title={noticeNumber ?? undefined}>{personName}</td>
                  <td title={receiverName}>{receiverName}</td>
                  <td>
                    <Form.Item name={['pages', id]} noStyle>
                      <Input aria-label={`${personName}的页数`} inputMode="numeric" maxLength={5} />
                    </Form.Item>
                  </td>
                  <td>
                    <Form.Item name={['materials', id]} noStyle>
                      <Input aria-label={`${personName}的材料份数`} inputMode="numeric" maxLength={4} />
                    </Form.Item>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      }
      onDone={({ dispatchedCount, rows }) => {
        const refused = rows.filter(({ isDispatched }) => !isDispatched).flatMap(({ messages }) => messages);
        done(
          `已寄出 ${dispatchedCount} 份`,
          refused.map((message) => ({ path: 'items', message })),
        );
      }}
    >
      寄出后各卷离库、库位腾空，档案为“已转出”。
    </ReasonDialog>
  );
}
