import { getConditionPhoto, uploadConditionPhoto } from '../../../../modules/condition/contract.ts';
import { addressOf, call } from '../../../call.ts';
import { PhotoField } from '../../parts/PhotoField.tsx';

const photos = {
  upload: (file: File) => call(uploadConditionPhoto, {}, file),
  addressOf: (photoId: string) => addressOf(getConditionPhoto, { photoId }),
  alt: '检查照片',
};

/** Photos of a volume's damage, one after the other. */
export function PhotosField({ value = [], onChange, ...aria }: { id?: string; value?: string[]; onChange?: (ids: string[]) => void }) {
  return (
    <div>
      <PhotoField {...aria} {...photos} onChange={(photoId) => photoId && onChange?.([...value, photoId])} />
      <div className="condition-photos">
        {value.map((photoId, i) => (
          <span key={photoId}>
            <img src={photos.addressOf(photoId)} alt={`检查照片 ${i + 1}`} />
            <button
              type="button"
              className="plain-button"
              aria-label={`去掉照片 ${i + 1}`}
              onClick={() => onChange?.(value.filter((id) => id !== photoId))}
            >
              去掉
            </button>
          </span>
        ))}
      </div>
    </div>
  );
}
