/** A filter of a few values, one of which is chosen; the first, `undefined`, is 全部. */
export function FilterChips<Value extends string>(props: {
  label: string;
  choices: Readonly<Record<Value, string>>;
  value: string | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  const { label, choices, value, onChange } = props;
  const all: [Value | undefined, string][] = [[undefined, '全部'], ...(Object.entries(choices) as [Value, string][])];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in a line of filters
    <div className="chips" role="group" aria-label={label}>
      <span>{label}</span>
      {all.map(([choice, title]) => (
        <button key={title} type="button" className="chip" aria-pressed={value === choice} onClick={() => onChange(choice)}>
          {title}
        </button>
      ))}
    </div>
  );
}
