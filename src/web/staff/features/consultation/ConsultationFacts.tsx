import { getLetter } from '../../../../modules/consultation/contract.ts';
import { durationWords, purposes } from '../../../../modules/consultation/rules.ts';
import { addressOf } from '../../../call.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { rightsOf } from './consultation-columns.tsx';
import type { Whole } from './useConsultations.ts';

/** Who asked, why, for what, and how it was used. */
export const ConsultationFacts = ({ consultation }: { consultation: Whole }) => (
  <section className="block" aria-label="申请">
    <div className="block-head">
      <h2>申请</h2>
    </div>
    <Facts
      facts={[
        ['查阅单位', consultation.unit],
        ['查阅事由', purposes[consultation.purpose]],
        ...consultation.readers.map(
          ({ name, idNumber, post, phone }, place) =>
            [
              `查阅人${consultation.readers.length > 1 ? ` ${place + 1}` : ''}`,
              <span key={idNumber}>
                {name} <span className="code">{idNumber}</span> {[post, phone].filter(Boolean).join(' ')}
              </span>,
            ] as const,
        ),
        ['回避', '已声明非本人、非亲属'],
        ['方式', rightsOf(consultation)],
        ['时长', `${consultation.minutes} 分钟`],
        ['有效期至', consultation.validThrough],
        ['申请', `${consultation.appliedOn} ${consultation.appliedBy}`],
        ['阅档账号', consultation.holder],
        ['说明', [consultation.note, consultation.reason].filter(Boolean).join('；')],
        [
          '附件',
          consultation.hasLetter ? (
            <a key="letter" href={addressOf(getLetter, { consultationId: consultation.id })} target="_blank" rel="noreferrer">
              查看附件
            </a>
          ) : null,
        ],
        ['开始', consultation.openedAt && formatInstant(consultation.openedAt)],
        ['结束', consultation.closedAt && formatInstant(consultation.closedAt)],
        ['实际阅读', consultation.usedSeconds !== null && consultation.openedAt ? durationWords(consultation.usedSeconds) : null],
        ['送出页数', consultation.pageCount],
      ]}
    />
  </section>
);
