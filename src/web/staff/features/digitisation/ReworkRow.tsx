import { Link } from '@tanstack/react-router';
import { defects } from '../../../../modules/digitisation/rules.ts';
import { IssueText } from '../../parts/IssueText.tsx';
import { pageWords } from './category-words.ts';
import { Thumb } from './Filmstrip.tsx';
import { sizeWords } from './size-words.ts';
import type { PlacedPage } from './usePages.ts';

type Props = { dossierId: string; page: PlacedPage; file: File | undefined; set: (pageId: string, file: File | undefined) => void };

/** One returned page: what it looks like, why it came back, and the file that takes its place. */
export function ReworkRow({ dossierId, page, file, set }: Props) {
  const to = { params: { dossierId } as never, search: { page: page.id } as never };
  return (
    <li>
      <Link to="/dossiers/$dossierId/read" {...to} className="rework-thumb" aria-label={`查看 ${pageWords(page)}`}>
        <Thumb page={page} />
      </Link>
      <div>
        <strong>{pageWords(page)}</strong> <span className="muted code">{page.fileName}</span>
        <p className="tags">
          {page.defects.map((defect) => (
            <span key={defect} className="tag tag-vermilion">
              {defects[defect].zh}
            </span>
          ))}
        </p>
        {page.hints.map(({ defect, message, rule }) => (
          <p key={defect} className="muted">
            <IssueText issue={{ path: '', message, ...(rule ? { rule } : {}) }} />
          </p>
        ))}
      </div>
      <div className="rework-file">
        <label className="pick">
          <input
            type="file"
            className="unseen"
            accept="image/jpeg"
            aria-label={`重扫图像：${pageWords(page)}`}
            onChange={({ target }) => set(page.id, target.files?.[0])}
          />
          <span>{file ? '换一个' : '选择重扫图像'}</span>
        </label>
        {file ? (
          <span className="muted">
            {file.name}，{sizeWords(file.size)}
          </span>
        ) : null}
      </div>
    </li>
  );
}
