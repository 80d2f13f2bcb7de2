import { Form, Input } from 'antd';
import type { Issue } from '../../../../core/problem.ts';
import { checkPassword, PASSWORD_MIN } from '../../../../modules/accounts/rules.ts';

/** The second field's value stands at `<path>Again`; it is never sent. */
export function checkNewPassword(path: string, password: unknown, again: unknown, loginName: unknown): Issue[] {
  const given = typeof password === 'string' ? password : '';
  const issues = given === '' ? [] : checkPassword(path, given, typeof loginName === 'string' && loginName !== '' ? loginName : ' ');
  const isDifferent = typeof again === 'string' && again !== '' && again !== given;
  return isDifferent ? [...issues, { path: `${path}Again`, message: '两次输入的密码不一致' }] : issues;
}

/** Refuses to send while the second field is empty; while typing it may be. */
export const checkRepeated = (path: string, again: unknown): Issue[] =>
  again ? [] : [{ path: `${path}Again`, message: '请再输入一遍新密码' }];

/** A new password, twice, judged by the module's rules while it is typed. */
export function NewPassword({ name, label }: { name: string | [string, string]; label: string }) {
  const again = typeof name === 'string' ? `${name}Again` : [name[0], `${name[1]}Again`];
  return (
    <>
      <Form.Item name={name} label={label} required extra={`至少 ${PASSWORD_MIN} 位，不含登录名`}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name={again} label="再输一遍" required>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
