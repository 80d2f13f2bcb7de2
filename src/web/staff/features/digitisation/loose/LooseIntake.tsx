import { type DragEvent, useState } from 'react';
import { type Profile, profiles } from '../../../../../modules/digitisation/rules.ts';
import { IssueText } from '../../../parts/IssueText.tsx';
import { clearIntake, type Intake, sendLoose, stopSending, useIntake } from './loose-queue.ts';

const labels: Readonly<Record<Profile, string>> = { new: '新扫', existing: '存量' };

/** Where files are dropped or chosen, by which standard they are judged, how far they are, and what was found. */
export function LooseIntake() {
  const [profile, setProfile] = useState<Profile>('new');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    sendLoose([...event.dataTransfer.files], profile);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className="loose-intake">
      <div className="loose-give">
        <label className={isOver ? 'drop drop-over' : 'drop'} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
          <input
            type="file"
            id="loose-files"
            className="unseen"
            multiple
            accept=".jpg,.jpeg,.tif,.tiff,.pdf,image/jpeg,image/tiff,application/pdf"
            aria-label="散页文件"
            onChange={({ target }) => {
              sendLoose([...(target.files ?? [])], profile);
              target.value = '';
            }}
          />
          <span>
            <strong>拖入散页或点击选择</strong> <kbd>N</kbd>{' '}
            <span className="muted small">JPEG、TIFF、PDF，可多选；多页文件逐页放入托盘</span>
          </span>
        </label>
        <fieldset className="profiles" title={`${profiles.new}；${profiles.existing}`}>
          <legend className="unseen">接收标准</legend>
          {(Object.keys(profiles) as Profile[]).map((choice) => (
            <label key={choice} title={profiles[choice]}>
              <input type="radio" name="profile" checked={profile === choice} onChange={() => setProfile(choice)} />
              {labels[choice]}
            </label>
          ))}
        </fieldset>
      </div>
      <Progress />
    </div>
  );
}

function Progress() {
  const intake = useIntake();
  if (intake.total === 0) return null;
  return (
    <section aria-label="本次接收" className="loose-progress">
      <div className="queue-head">
        <span role="status">{wordsOf(intake)}</span>
        {intake.now === undefined ? (
          <button type="button" className="plain-button" onClick={clearIntake}>
            清除
          </button>
        ) : (
          <button type="button" className="plain-button" onClick={stopSending}>
            停止
          </button>
        )}
      </div>
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${(intake.done / intake.total) * 100}%` }} />
      </span>
      <ul className="short-issues short-issues-long">
        {intake.found.flatMap(({ fileName, issues }) =>
          issues.map((issue) => (
            <li key={`${fileName} ${issue.path} ${issue.message}`} className={issue.severity === 'warning' ? 'warning' : undefined}>
              <IssueText issue={issue} />
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

function wordsOf({ done, total, taken, unchanged, refused, now }: Intake): string {
  const results = [
    `放入托盘 ${taken}`,
    ...(unchanged > 0 ? [`已有、未变 ${unchanged}`] : []),
    ...(refused > 0 ? [`未通过 ${refused}`] : []),
  ];
  return `${done}/${total} 个文件${now === undefined ? '' : '，接收中'}：${results.join('，')}`;
}
