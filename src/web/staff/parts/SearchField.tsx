import { useEffect, useRef } from 'react';

const WAIT_MS = 250;

/** Searches while typing, a moment after the last key; Enter at once. `value` is what the address holds. */
export function SearchField({
  label,
  value,
  onChange,
  hint,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
  hint: string;
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = value ?? '';
  }, [value]);
  const later = (text: string, waitMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim()), waitMs);
  };
  return (
    <input
      ref={field}
      className="field search"
      type="search"
      aria-label={label}
      defaultValue={value}
      placeholder={hint}
      onChange={(event) => later(event.target.value, WAIT_MS)}
      onKeyDown={(event) => event.key === 'Enter' && later(event.currentTarget.value, 0)}
    />
  );
}
