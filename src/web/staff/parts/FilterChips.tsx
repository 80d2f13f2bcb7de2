/** A filter of a few values: a chip is pressed, or none; pressed again it lets go. */
export function FilterChips<Value extends string>(props: {
  label: string;
  choices: Readonly<Record<Value, string>>;
  value: string | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  const { label, choices, value, onChange } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in a line of filters
    <div className="chips" role="group" aria-label={label}>
      {(Object.entries(choices) as [Value, string][]).map(([choice, title]) => (
        <button
          key={choice}
          type="button"
          className="chip"
          aria-pressed={value === choice}
          onClick={() => onChange(value === choice ? undefined : choice)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
