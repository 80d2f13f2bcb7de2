import { Form, Input } from 'antd';
import { NewPassword } from './NewPassword.tsx';
import { type Post, posts } from './posts.ts';
import '../../styles/door.css';

/** Name, login name and password of one of the first four. */
export const Person = ({ post }: { post: Post }) => (
  <fieldset className="person">
    <legend>{posts[post].title}</legend>
    <p>{posts[post].why}</p>
    <Form.Item name={[post, 'displayName']} label="姓名" required>
      <Input />
    </Form.Item>
    <Form.Item name={[post, 'loginName']} label="登录名" required extra="小写字母开头，可含数字和 . _ -">
      <Input autoCapitalize="off" spellCheck={false} />
    </Form.Item>
    <NewPassword name={[post, 'password']} label="密码" />
  </fieldset>
);
