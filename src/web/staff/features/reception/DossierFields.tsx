import { Checkbox, Form, Input } from 'antd';
import { inReasons } from '../../../../core/codes/tables.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import { custodies } from '../../../../modules/holdings/rules.ts';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { DepositorField } from './DepositorField.tsx';

type Props = { isUnit: boolean; hasParcel: boolean; isCountKnown: boolean };

/** What the desk says of the dossier itself. */
export const DossierFields = ({ isUnit, hasParcel, isCountKnown }: Props) => (
  <div className="form-grid">
    <Form.Item name="previousInstitution" label="原存档单位" required className="span-6">
      <Input maxLength={80} />
    </Form.Item>
    <Form.Item name="inReason" label="转入原因" required className="span-3">
      <CodeSelect table={inReasons} none="" />
    </Form.Item>
    <Form.Item name="kind" label="档案类别" required className="span-3">
      <CodeSelect table={dossierKinds} />
    </Form.Item>
    <Form.Item name="custody" label="存档性质" required className="span-3">
      <CodeSelect table={custodies} />
    </Form.Item>
    {isUnit ? (
      <Form.Item name="depositorId" label="委托存档单位" required className="span-9">
        <DepositorField />
      </Form.Item>
    ) : null}
    <Form.Item name="principalCount" label="正本卷数" required className="span-2">
      <Input inputMode="numeric" maxLength={1} />
    </Form.Item>
    <Form.Item name="counterpartCount" label="副本卷数" required className="span-2">
      <Input inputMode="numeric" maxLength={1} />
    </Form.Item>
    {hasParcel ? (
      <Form.Item name="listedName" label="清单或标签上的姓名" className="span-5">
        <Input maxLength={60} placeholder="填写后与档案姓名核对" />
      </Form.Item>
    ) : null}
    <Form.Item name="letterNumber" label="调档函编号" className={hasParcel ? 'span-3' : 'span-6'}>
      <Input maxLength={40} placeholder="扫描标签；不填按证件号查" spellCheck={false} />
    </Form.Item>
    <Form.Item name="missingNote" label="缺少材料" className="first-6">
      <Input maxLength={400} />
    </Form.Item>
    <Form.Item name="remark" label="备注" className="span-6">
      <Input maxLength={200} />
    </Form.Item>
    {hasParcel && !isCountKnown ? (
      <Form.Item name="completesParcel" valuePropName="checked" className="span-12">
        <Checkbox>包裹内已无其他档案（登记后包裹即登记完毕）</Checkbox>
      </Form.Item>
    ) : null}
  </div>
);
