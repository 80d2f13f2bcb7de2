import { Form, Input } from 'antd';
import { degrees, educations, ethnicities, identities, idTypes, politicalStatuses, sexes } from '../../../../core/codes/tables.ts';
import { dayOf } from '../../../../core/time.ts';
import { CodeSelect } from '../../parts/CodeSelect.tsx';

type Props = {
  /** Where the fields lie: `person` in a registration, nothing in a correction. */
  under?: string;
  /** Asked when the number has been typed to its end. */
  onIdLeft?: () => void;
  idHint?: string;
  phoneHint?: string;
  /** False where nothing has to be filled in: a correction. */
  isNeeded?: boolean;
};

/** What the desk asks of a person, in the order of the paper form. */
export function PersonFields({ under, onIdLeft, idHint, phoneHint, isNeeded = true }: Props) {
  const at = (field: string) => (under ? [under, field] : field);
  return (
    <div className="form-grid">
      <Form.Item name={at('name')} label="姓名" required={isNeeded} className="span-3">
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name={at('formerNames')} label="曾用名" className="span-3">
        <Input maxLength={120} placeholder="几个时用顿号分开" />
      </Form.Item>
      <Form.Item name={at('idType')} label="证件类型" required={isNeeded} className="span-2">
        <CodeSelect table={idTypes} />
      </Form.Item>
      <Form.Item name={at('idNumber')} label="证件号码" required={isNeeded} className="span-4">
        <Input maxLength={30} spellCheck={false} placeholder={idHint} onBlur={onIdLeft} className="code" />
      </Form.Item>
      <Form.Item name={at('sex')} label="性别" className="span-3">
        <CodeSelect table={sexes} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('birthOn')} label="出生日期" className="span-3">
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
      <Form.Item name={at('ethnicity')} label="民族" className="span-3">
        <CodeSelect table={ethnicities} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('politicalStatus')} label="政治面貌" className="span-3">
        <CodeSelect table={politicalStatuses} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('education')} label="最高学历" className="span-3">
        <CodeSelect table={educations} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('degree')} label="最高学位" className="span-3">
        <CodeSelect table={degrees} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('graduatedOn')} label="毕业日期" className="span-3">
        <Input type="date" />
      </Form.Item>
      <Form.Item name={at('school')} label="毕业院校" className="span-3">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name={at('employer')} label="工作单位" className="span-3">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name={at('identity')} label="人员身份" className="span-3">
        <CodeSelect table={identities} isCoded none="" />
      </Form.Item>
      <Form.Item name={at('phone')} label="手机号码" className="span-3">
        <Input maxLength={20} inputMode="tel" placeholder={phoneHint} />
      </Form.Item>
      <Form.Item name={at('email')} label="电子邮箱" className="span-3">
        <Input maxLength={80} inputMode="email" spellCheck={false} />
      </Form.Item>
    </div>
  );
}
