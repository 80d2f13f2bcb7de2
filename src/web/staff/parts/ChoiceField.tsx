/** One of a few values, all in sight; arrow keys walk. For a Form.Item, which gives `id`, `value` and `onChange`. */
export function ChoiceField<Value extends string>(props: {
  label: string;
  choices: Readonly<Record<Value, string>>;
  id?: string;
  value?: Value;
  onChange?: (value: Value) => void;
}) {
  const { label, choices, id, value, onChange } = props;
  return (
    <div className="choice" role="radiogroup" aria-label={label} id={id}>
      {(Object.entries(choices) as [Value, string][]).map(([choice, title]) => (
        <label key={choice}>
          <input type="radio" className="unseen" name={id} checked={value === choice} onChange={() => onChange?.(choice)} />
          <span>{title}</span>
        </label>
      ))}
    </div>
  );
}
