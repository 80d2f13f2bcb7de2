import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { Issue } from '../../../core/problem.ts';
import { IssueText } from './IssueText.tsx';

/** What a page may do with the field from outside. */
export type ScanFieldHandle = { focus: () => void; clear: () => void };

type Props = {
  label: string;
  hint?: string;
  /** Given what was scanned or typed when Enter came; returns what is wrong with it. Without fault the field is emptied. */
  onScan: (text: string) => Issue | undefined | Promise<Issue | undefined>;
  autoFocus?: boolean;
  /** True keeps what was scanned after it was taken. */
  isKept?: boolean;
  ref?: Ref<ScanFieldHandle>;
};

/** A field that a bar-code scanner writes into; its Enter says that the code is whole. */
export function ScanField({ label, hint, onScan, autoFocus = false, isKept = false, ref }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<Issue>();
  const [text, setText] = useState('');
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), clear: () => setText('') }), []);
  const take = async () => {
    const code = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    if (code === '') return;
    const found = await onScan(code);
    setFault(found);
    if (found) field.current?.select();
    else if (!isKept) setText('');
  };
  return (
    <div className="scan">
      <label>
        <span className="scan-label">{label}</span>
        <input
          ref={field}
          className="field field-wide"
          value={text}
          placeholder={hint}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: a scan page waits for a scan
          autoFocus={autoFocus}
          aria-invalid={fault !== undefined}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return;
            event.preventDefault();
            void take();
          }}
        />
      </label>
      {fault ? (
        <div className="fault" role="alert">
          <IssueText issue={fault} />
        </div>
      ) : null}
    </div>
  );
}
