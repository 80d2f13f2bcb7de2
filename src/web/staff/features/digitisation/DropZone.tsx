import { type DragEvent, useState } from 'react';
import { type Profile, profiles } from '../../../../modules/digitisation/rules.ts';
import { announce } from '../../parts/announce.ts';
import { enqueue } from './import-queue.ts';

const MOST_NAME = 80;
const labels: Readonly<Record<Profile, readonly [string, string]>> = {
  new: ['新扫', '300 dpi、24 位彩色'],
  existing: ['存量', '分辨率按单位参数，可为灰度'],
};

/** Where packages are dropped or chosen, and by which standard they are judged. */
export function DropZone() {
  const [profile, setProfile] = useState<Profile>('new');
  const [isOver, setOver] = useState(false);
  const take = (given: readonly File[]) => {
    const files = given.filter(({ name }) => name.toLowerCase().endsWith('.zip') && name.length <= MOST_NAME);
    if (files.length < given.length) announce(`${given.length - files.length} 个文件不是 ZIP 数据包或文件名超过 ${MOST_NAME} 字，未加入`);
    if (files.length > 0) enqueue(files, profile);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      <fieldset className="profiles">
        <legend>接收标准</legend>
        {(Object.keys(profiles) as Profile[]).map((choice) => (
          <label key={choice}>
            <input type="radio" name="profile" checked={profile === choice} onChange={() => setProfile(choice)} />
            <span>
              {labels[choice][0]} <span className="muted">{labels[choice][1]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className={isOver ? 'drop drop-over' : 'drop'} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
        <input
          type="file"
          id="packages"
          className="unseen"
          multiple
          accept=".zip,application/zip"
          aria-label="数据包"
          onChange={({ target }) => {
            take([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        <strong>把数据包拖到这里，或点击选择</strong>
        <span className="muted small">GB/T 33870 数据包（ZIP），一人一包，可多选；以“姓名+公民身份号码”命名，人员须已登记</span>
      </label>
    </>
  );
}
