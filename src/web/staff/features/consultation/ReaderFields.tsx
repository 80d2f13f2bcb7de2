import { Form, Input } from 'antd';

/** 查阅人: each with the number of his ID; `least` is how many there must be. */
export const ReaderFields = ({ least, hint }: { least: number; hint: string | undefined }) => (
  <Form.List name="readers">
    {(fields, { add, remove }) => (
      <div className="readers">
        {fields.map(({ key, name }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
          <div key={key} className="reader" role="group" aria-label={`第 ${name + 1} 位查阅人`}>
            <Form.Item name={[name, 'name']} label={`姓名（第 ${name + 1} 位）`} required>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name={[name, 'idNumber']} label="公民身份号码" required>
              <Input maxLength={20} spellCheck={false} className="code" />
            </Form.Item>
            <Form.Item name={[name, 'post']} label="职务">
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name={[name, 'phone']} label="电话">
              <Input maxLength={20} />
            </Form.Item>
            {fields.length > least ? (
              <button type="button" className="plain-button" aria-label={`去掉第 ${name + 1} 位`} onClick={() => remove(name)}>
                去掉
              </button>
            ) : null}
          </div>
        ))}
        <button type="button" className="plain-button" onClick={() => add({})}>
          增加一位查阅人
        </button>
        {hint ? <span className="muted small">　{hint}</span> : null}
      </div>
    )}
  </Form.List>
);
