import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { createInstitution, findInstitutions } from '../../../../modules/accounts/contract.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { useSession } from '../../session.ts';
import { Person } from './Person.tsx';
import { checkAllRepeated, checkPosts, postNames } from './posts.ts';
import { useUsersChanged } from './useUsers.ts';

/** 建立下级单位, with its own three administrators and business lead. */
export function CreateInstitution({ close }: { close: () => void }) {
  const { institution } = useSession();
  const queries = useQueryClient();
  const usersChanged = useUsersChanged();
  const draft = useDraft('create-institution');
  const { form, refusal, isPending, props } = useOperationForm({
    operation: createInstitution,
    check: checkPosts,
    checkWhenSending: checkAllRepeated,
    onChange: (fields) => draft.keep(withoutSecrets(fields)),
    onDone: (_output, { name }) => {
      draft.forget();
      usersChanged();
      void queries.invalidateQueries({ queryKey: [findInstitutions.name] });
      announce(`已建立 ${name}；四位人员首次登录时须修改密码`);
      close();
    },
  });
  return (
    <Modal
      open
      title="建立下级单位"
      okText="建立单位"
      onOk={form.submit}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && form.focusField('code')}
      okButtonProps={{ loading: isPending }}
      width={1080}
      style={{ top: 32 }}
    >
      <p className="explain">
        新单位隶属于{institution.name}，有自己的三员和业务主管，账务和日志各自独立。初始密码当面或密封交给本人，首次登录时须修改。
      </p>
      <IssueList refusal={refusal} />
      <Form {...props} name="create-institution" initialValues={draft.initial}>
        <div className="columns">
          <Form.Item name="code" label="单位代码" required extra="2 至 20 位字母、数字或短横，建立后不改">
            <Input spellCheck={false} />
          </Form.Item>
          <Form.Item name="name" label="单位名称" required>
            <Input />
          </Form.Item>
        </div>
        <div className="columns columns-narrow">
          {postNames.map((post) => (
            <Person key={post} post={post} />
          ))}
        </div>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

const withoutSecrets = ({ code, name, ...people }: Fields): Fields => ({
  ...{ code, name },
  ...Object.fromEntries(
    Object.entries(people).map(([post, person]) => {
      const { loginName, displayName } = person as Fields;
      return [post, { loginName, displayName }];
    }),
  ),
});
