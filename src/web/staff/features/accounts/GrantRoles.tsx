import { Checkbox, Form, Modal } from 'antd';
import { grantRoles } from '../../../../modules/accounts/contract.ts';
import { checkSeparation } from '../../../../modules/accounts/rules.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { permissionWords } from './permission-words.ts';
import { type Role, type User, useUsersChanged } from './useUsers.ts';
import '../../styles/desk.css';

/** 分配角色: says at once when two roles may not be one person's. */
export function GrantRoles({ user, roles, close }: { user: User; roles: readonly Role[]; close: () => void }) {
  const changed = useUsersChanged();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: grantRoles,
    toInput: (fields) => ({ ...fields, userId: user.id }),
    check: ({ roles: chosen }: Fields) =>
      checkSeparation(
        'roles',
        roles.filter(({ code }) => Array.isArray(chosen) && chosen.includes(code)),
      ),
    onDone: () => {
      changed();
      announce(`已更改 ${user.displayName} 的角色，对方下一次操作即生效`);
      close();
    },
  });
  return (
    <Modal
      open
      title={`分配角色：${user.displayName}`}
      okText="保存角色"
      onOk={form.submit}
      onCancel={close}
      okButtonProps={{ loading: isPending }}
      width={620}
      style={{ top: 40 }}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="grant-roles" initialValues={{ roles: user.roles }}>
        <Form.Item name="roles">
          <Checkbox.Group className="choices">
            {roles.map((role) => (
              <Checkbox key={role.code} value={role.code}>
                <strong>{role.name}</strong>
                <span className="muted small"> {permissionWords(role.permissions).join('、')}</span>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      </Form>
    </Modal>
  );
}
