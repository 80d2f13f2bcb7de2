import { Form, Modal } from 'antd';
import { resetPassword } from '../../../../modules/accounts/contract.ts';
import { checkPassword } from '../../../../modules/accounts/rules.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { FirstPassword } from './FirstPassword.tsx';
import { suggestPassword } from './suggest-password.ts';
import { type User, useUsersChanged } from './useUsers.ts';

/** 重设密码: for somebody who has forgotten it. */
export function ResetPassword({ user, close }: { user: User; close: () => void }) {
  const changed = useUsersChanged();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: resetPassword,
    toInput: (fields) => ({ ...fields, userId: user.id }),
    check: ({ password }) => (password ? checkPassword('password', String(password), user.loginName) : []),
    onDone: () => {
      changed();
      announce(`已重设 ${user.displayName} 的密码`);
      close();
    },
  });
  return (
    <Modal
      open
      title={`重设密码：${user.displayName}`}
      okText="重设密码"
      onOk={form.submit}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && form.focusField('password')}
      okButtonProps={{ loading: isPending }}
      width={460}
    >
      <p className="explain">先当面核实是本人。重设后，该账号在所有设备上退出，下次登录须改密码。</p>
      <IssueList refusal={refusal} />
      <Form {...props} name="reset-password" initialValues={{ password: suggestPassword() }}>
        <FirstPassword />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
