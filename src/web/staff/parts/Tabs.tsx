/** The views of one page; which is shown stands in the address. */
export function Tabs<Value extends string>(props: {
  label: string;
  choices: readonly { value: Value; title: string; count?: number | string | undefined }[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const { label, choices, value, onChange } = props;
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="tab"
          className="tab"
          aria-selected={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.title}
          {choice.count === undefined ? null : <b>{choice.count}</b>}
        </button>
      ))}
    </div>
  );
}
