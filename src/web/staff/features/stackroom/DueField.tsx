import { Form, Input } from 'antd';

/** The day on which volumes are due back. */
export const DueField = ({ label, extra }: { label: string; extra?: string }) => (
  <Form.Item name="dueOn" label={label} extra={extra}>
    <Input type="date" />
  </Form.Item>
);
