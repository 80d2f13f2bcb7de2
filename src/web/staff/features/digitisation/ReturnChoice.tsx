import { useState } from 'react';
import { type Defect, defectNames, defects as defectTable } from '../../../../modules/digitisation/rules.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { stayFocused } from './ViewTools.tsx';

const MOST = 6;

type Props = {
  /** What was chosen before. */
  chosen: readonly Defect[];
  hinted: readonly Defect[];
  done: (defects: readonly Defect[]) => void;
  cancel: () => void;
};

/** Why a page is returned: number keys choose, Enter or Space returns it and goes on. */
export function ReturnChoice({ chosen: before, hinted, done, cancel }: Props) {
  const [chosen, setChosen] = useState<readonly Defect[]>(before);
  const [fault, setFault] = useState('');
  const toggle = (defect: Defect) => {
    setFault('');
    if (chosen.includes(defect)) setChosen(chosen.filter((other) => other !== defect));
    else if (chosen.length < MOST) setChosen([...chosen, defect]);
    else setFault(`一页最多选 ${MOST} 种缺陷`);
  };
  const finish = () => (chosen.length > 0 ? done(chosen) : setFault('先按数字键选缺陷，再按回车退回'));
  useShortcut('Enter', '退回并到下一页', finish);
  useShortcut(' ', '退回并到下一页', finish);
  useShortcut('Escape', '不退回', cancel);
  return (
    <section className="return-choice" aria-label="退回原因">
      <h3>退回原因</h3>
      {fault === '' ? null : (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div className="defects">
        {defectNames.map((defect) => (
          <DefectButton
            key={defect}
            {...{ defect, isChosen: chosen.includes(defect), isHinted: hinted.includes(defect), toggle: () => toggle(defect) }}
          />
        ))}
      </div>
      <div className="return-end">
        <button type="button" className="view-tool" onMouseDown={stayFocused} onClick={cancel}>
          取消 <kbd>Esc</kbd>
        </button>
        <button
          type="button"
          className="view-tool view-tool-danger"
          disabled={chosen.length === 0}
          onMouseDown={stayFocused}
          onClick={finish}
        >
          退回 <kbd>回车</kbd>
        </button>
      </div>
    </section>
  );
}

type ButtonProps = { defect: Defect; isChosen: boolean; isHinted: boolean; toggle: () => void };

function DefectButton({ defect, isChosen, isHinted, toggle }: ButtonProps) {
  const { zh, key } = defectTable[defect];
  useShortcut(key, `缺陷：${zh}`, toggle);
  return (
    <button type="button" className="defect" aria-pressed={isChosen} onMouseDown={stayFocused} onClick={toggle}>
      <kbd>{key.toUpperCase()}</kbd> {zh}
      {isHinted ? <HintSign /> : null}
    </button>
  );
}

const HintSign = () => (
  <span className="defect-hint" title="图像检测提示">
    提示
  </span>
);
