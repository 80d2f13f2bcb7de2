import { getLetter } from '../../../../modules/consultation/contract.ts';
import { durationWords, purposes } from '../../../../modules/consultation/rules.ts';
import { addressOf } from '../../../call.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { rightsOf } from './consultation-columns.tsx';
import type { Whole } from './useConsultations.ts';

/** Who asked, why, for what, and how it was used. */
export function ConsultationFacts({ consultation }: { consultation: Whole }) {
  const { openedAt, closedAt, usedSeconds, pageCount, validThrough, hasLetter } = consultation;
  const said = [consultation.note, consultation.reason].filter(Boolean).join('；');
  const letter = hasLetter ? (
    <a href={addressOf(getLetter, { consultationId: consultation.id })} target="_blank" rel="noreferrer">
      查看附件
    </a>
  ) : null;
  const facts = [
    ['查阅单位', consultation.unit],
    ['查阅事由', purposes[consultation.purpose]],
    ...consultation.readers.map((reader, place) => [placeWords(place, consultation.readers.length), readerWords(reader)] as const),
    ['回避', '已声明非本人、非亲属'],
    ['方式', rightsOf(consultation)],
    ['时长', `${consultation.minutes} 分钟`],
    ['申请', `${consultation.appliedOn} ${consultation.appliedBy}`],
    ['阅档账号', consultation.holder],
    ['说明', said || null],
    ['附件', letter],
    ['有效期至', validThrough],
    ['开始', openedAt && formatInstant(openedAt)],
    ['结束', closedAt && formatInstant(closedAt)],
    ['实际阅读', openedAt && usedSeconds !== null ? durationWords(usedSeconds) : null],
    ['送出页数', openedAt ? pageCount : null],
  ] as const;
  return (
    <section className="block" aria-label="申请">
      <div className="block-head">
        <h2>申请</h2>
      </div>
      <Facts facts={facts.filter(([, value]) => value !== null)} />
    </section>
  );
}

const placeWords = (place: number, count: number) => (count > 1 ? `查阅人 ${place + 1}` : '查阅人');

const readerWords = ({ name, idNumber, post, phone }: Whole['readers'][number]) => (
  <span>
    {name} <span className="code">{idNumber}</span> {[post, phone].filter(Boolean).join(' ')}
  </span>
);
