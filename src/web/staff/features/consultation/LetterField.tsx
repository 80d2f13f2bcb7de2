import { useMutation } from '@tanstack/react-query';
import { uploadLetter } from '../../../../modules/consultation/contract.ts';
import { call } from '../../../call.ts';
import { refusalOf } from '../../parts/IssueList.tsx';

const MOST_BYTES = 10 * 2 ** 20;

/** 介绍信、审批表: sent at once, the form keeps its id. */
export function LetterField({ id, value, onChange }: { id?: string; value?: string; onChange?: (letterId: string | undefined) => void }) {
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (file: File) =>
      file.size > MOST_BYTES
        ? Promise.reject(new Error('large'))
        : call(uploadLetter, {}, file.type.startsWith('image/') ? file : new Blob([file], { type: 'application/octet-stream' })),
    onSuccess: ({ letterId }) => onChange?.(letterId),
  });
  return (
    <div>
      <div className="letter">
        <input
          id={id}
          className="unseen"
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          onChange={(event) => event.target.files?.[0] && mutate(event.target.files[0])}
        />
        <label className="letter-pick" htmlFor={id}>
          {isPending ? '正在上传…' : value ? '更换附件' : '选择附件'}
        </label>
        <span className="muted small">{value ? `已附${variables ? `：${variables.name}` : ''}` : 'JPEG、PNG 或 PDF，不超过 10 MB'}</span>
      </div>
      {error ? (
        <div className="ant-form-item-explain-error" role="alert">
          {error.message === 'large'
            ? '附件超过 10 MB，请压缩后再传'
            : (refusalOf(error, true).issues[0]?.message ?? refusalOf(error, true).title)}
        </div>
      ) : null}
    </div>
  );
}
