import { type DragEvent, useState } from 'react';

/** Where a list is dropped or chosen. */
export function PickList({ isSending, take }: { isSending: boolean; take: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !isSending) take(file);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label className={isOver ? 'drop drop-over' : 'drop'} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input
        type="file"
        id="opening-list"
        className="unseen"
        accept=".xlsx,.csv"
        aria-label="期初清单"
        disabled={isSending}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take(file);
          target.value = '';
        }}
      />
      <strong>{isSending ? '正在读取清单…' : '把在架清单拖到这里，或点击选择'}</strong>
      <span className="muted small">
        Excel（.xlsx）或 CSV，一行一份档案；表头要有“姓名”，最好有证件号、旧编号、卷数、库位、保管状况、是否数字化
      </span>
    </label>
  );
}
