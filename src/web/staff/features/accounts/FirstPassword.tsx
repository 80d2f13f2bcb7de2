import { Button, Form, Input, Space } from 'antd';
import { suggestPassword } from './suggest-password.ts';

/** A password that an administrator sets for somebody else; shown in clear, for it has to be handed over. */
export function FirstPassword() {
  const form = Form.useFormInstance();
  const suggest = () => {
    form.setFieldValue('password', suggestPassword());
    form.setFields([{ name: 'password', errors: [] }]);
  };
  return (
    <Form.Item label="初始密码" required htmlFor="first-password" extra="当面或密封交给本人；首次登录时系统要求本人修改">
      <Space.Compact block>
        <Form.Item name="password" noStyle>
          <Input id="first-password" autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Button onClick={suggest}>重新生成</Button>
      </Space.Compact>
      <Form.Item noStyle shouldUpdate>
        {() => <PasswordErrors errors={form.getFieldError('password')} />}
      </Form.Item>
    </Form.Item>
  );
}

const PasswordErrors = ({ errors }: { errors: readonly string[] }) =>
  errors.length > 0 ? (
    <div className="ant-form-item-explain-error" role="alert">
      {errors.join('；')}
    </div>
  ) : null;
