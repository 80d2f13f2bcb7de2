import { Checkbox, Form, Input, Modal } from 'antd';
import { dossierKinds } from '../../../../core/scope.ts';
import { createUser } from '../../../../modules/accounts/contract.ts';
import { checkPassword } from '../../../../modules/accounts/rules.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { FirstPassword } from './FirstPassword.tsx';
import { suggestPassword } from './suggest-password.ts';
import { useUsersChanged } from './useUsers.ts';

const kindChoices = Object.entries(dossierKinds).map(([value, label]) => ({ value, label }));

/** 建立用户. The account can do nothing until the security administrator gives it a role. */
export function CreateUser({ close }: { close: () => void }) {
  const changed = useUsersChanged();
  const draft = useDraft('create-user');
  const { refusal, isPending, form, props } = useOperationForm({
    operation: createUser,
    check: ({ password, loginName }: Fields) => (password ? checkPassword('password', String(password), String(loginName || ' ')) : []),
    onChange: ({ password: _secret, ...rest }) => draft.keep(rest),
    onDone: (_output, { displayName }) => {
      draft.forget();
      changed();
      announce(`已建立 ${displayName} 的账号；请安全保密员分配角色`);
      close();
    },
  });
  return (
    <Modal
      open
      title="建立用户"
      okText="建立用户"
      onOk={form.submit}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && form.focusField('displayName')}
      okButtonProps={{ loading: isPending }}
      width={460}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="create-user" initialValues={{ kinds: ['floating'], ...draft.initial, password: suggestPassword() }}>
        <Form.Item name="displayName" label="姓名" required>
          <Input />
        </Form.Item>
        <Form.Item name="loginName" label="登录名" required extra="小写字母开头，可含数字和 . _ -；建立后不改">
          <Input autoCapitalize="off" spellCheck={false} />
        </Form.Item>
        <FirstPassword />
        <Form.Item name="kinds" label="可接触的档案">
          <Checkbox.Group options={kindChoices} />
        </Form.Item>
        <Form.Item name="seesBelow" valuePropName="checked">
          <Checkbox>也看得到下级单位</Checkbox>
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
