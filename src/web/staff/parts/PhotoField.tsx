import { useMutation } from '@tanstack/react-query';
import { refusalOf } from './IssueList.tsx';

const MOST_BYTES = 10 * 2 ** 20;

/** A photo: sent at once, the form keeps its id. The label of the form item names the file field. */
export function PhotoField({
  id,
  value,
  onChange,
  upload,
  addressOf,
  alt,
  ...aria
}: {
  upload: (file: File) => Promise<{ photoId: string }>;
  /** Where a photo that was sent can be seen. */
  addressOf: (photoId: string) => string;
  alt: string;
  id?: string;
  value?: string;
  onChange?: (photoId: string | undefined) => void;
}) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: upload,
    onSuccess: ({ photoId }) => onChange?.(photoId),
  });
  const { mutate: refuseSize, error: tooLarge } = useMutation({
    mutationFn: (file: File) =>
      Promise.reject(new Error(`照片有 ${Math.ceil(file.size / 2 ** 20)} MB，最多 10 MB；请降低拍摄分辨率后再传`)),
  });
  const pick = (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) refuseSize(file);
    else mutate(file);
  };
  const said = tooLarge?.message ?? (error ? wordsOf(error) : undefined);
  return (
    <div>
      <div className="photo">
        <input
          {...aria}
          id={id}
          className="unseen"
          type="file"
          accept="image/jpeg,image/png"
          onChange={(event) => pick(event.target.files?.[0])}
        />
        <label className="photo-pick" htmlFor={id}>
          {isPending ? '正在上传…' : value ? '更换照片' : '拍照或选择照片'}
        </label>
        {value ? <img src={addressOf(value)} alt={alt} /> : <span className="muted small">JPEG 或 PNG</span>}
      </div>
      {said ? (
        <div className="ant-form-item-explain-error" role="alert">
          {said}
        </div>
      ) : null}
    </div>
  );
}

function wordsOf(error: unknown): string {
  const { title, issues, advice } = refusalOf(error, true);
  return issues.length > 0 ? issues.map(({ message }) => message).join('；') : `${title}；${advice}`;
}
