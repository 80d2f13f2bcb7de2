import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  degrees,
  educations,
  ethnicities,
  identities,
  inReasons,
  knownIdTypes,
  politicalStatuses,
  sexes,
} from '../../../../core/codes/tables.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import { custodies, custodyStates, digitalStates, type Gap } from '../../../../modules/holdings/rules.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { may, useSession } from '../../session.ts';
import { CompleteDossier } from './CompleteDossier.tsx';
import { IdNumber } from './IdNumber.tsx';
import type { Dossier } from './useDossier.ts';

/** A code in words; one of an older table stays as it is. */
const words = (table: Readonly<Record<string, string>>, code: string | null) => (code === null ? null : (table[code] ?? code));

/** 概览: what was registered about the person and the dossier. */
export const Overview = ({ dossier }: { dossier: Dossier }) => (
  <>
    <section className="block" aria-label="人员">
      <div className="block-head">
        <h2>人员</h2>
      </div>
      <PersonFacts dossier={dossier} />
    </section>
    <section className="block" aria-label="档案">
      <div className="block-head">
        <h2>档案</h2>
      </div>
      <DossierFacts dossier={dossier} />
    </section>
  </>
);

/** 待补: what the opening list did not say; nothing is made up for it. */
const gapTag = ({ lacks }: Dossier, gap: Gap) => (lacks.includes(gap) ? <span className="tag tag-amber">待补</span> : null);

function PersonFacts({ dossier }: { dossier: Dossier }) {
  const { id, person } = dossier;
  return (
    <Facts
      facts={[
        ['姓名', <span key="name" title={person.pinyin}>{`${person.name}（${person.pinyin}）`}</span>],
        [
          knownIdTypes[person.idType],
          person.idType === 'none' ? gapTag(dossier, 'idNumber') : <IdNumber key="id" dossierId={id} masked={person.idNumber} />,
        ],
        ['性别', gapTag(dossier, 'sex') ?? words(sexes, person.sex)],
        ['出生日期', person.birthOn ?? gapTag(dossier, 'birthOn')],
        ['民族', words(ethnicities, person.ethnicity)],
        ['政治面貌', words(politicalStatuses, person.politicalStatus)],
        ['最高学历', words(educations, person.education)],
        ['最高学位', words(degrees, person.degree?.slice(0, 1) ?? null)],
        ['毕业院校', person.school],
        ['毕业日期', person.graduatedOn],
        ['工作单位', person.employer],
        ['人员身份', words(identities, person.identity)],
        ['手机号码', person.phone],
        ['电子邮箱', person.email],
        ['曾用名', person.formerNames.join('、')],
      ]}
    />
  );
}

function DossierFacts({ dossier }: { dossier: Dossier }) {
  const session = useSession();
  const canSeeParcel = may(session, 'parcel.read');
  const [isCompleting, setCompleting] = useState(false);
  const parcel =
    dossier.parcelId && canSeeParcel ? (
      <Link to={'/reception/register' as string} search={{ parcelId: dossier.parcelId } as never} className="quiet-link">
        查看所在包裹
      </Link>
    ) : null;
  const unknownOrigin = (
    <>
      {gapTag(dossier, 'previousInstitution')}{' '}
      {may(session, 'dossier.correct') ? (
        <button type="button" className="plain-button" onClick={() => setCompleting(true)}>
          补全
        </button>
      ) : null}
    </>
  );
  return (
    <>
      <Facts
        facts={[
          ['档案类别', dossierKinds[dossier.kind]],
          ['数字状态', digitalStates[dossier.digitalState]],
          ['存档性质', custodies[dossier.custody]],
          ['委托单位', dossier.depositor?.name],
          ['旧编号', dossier.legacyCode && <span className="code">{dossier.legacyCode}</span>],
          ['原存档单位', dossier.previousInstitution || (dossier.lacks.includes('previousInstitution') ? unknownOrigin : null)],
          ['转入原因', words({ ...inReasons, opening: '期初建账' }, dossier.inReason)],
          ['登记', `${formatInstant(dossier.registeredAt)} ${dossier.registeredBy}`],
          ['来件', parcel ?? (dossier.parcelId ? '随包裹' : dossier.inReason === 'opening' ? '接管时已在架' : '内部移交')],
          ['缺少材料', dossier.missingNote],
          ['备注', dossier.remark],
          ...(dossier.others.length > 0 ? [['同一人的其他档案', <Others key="others" dossier={dossier} />] as const] : []),
        ]}
      />
      {isCompleting ? <CompleteDossier dossier={dossier} close={() => setCompleting(false)} /> : null}
    </>
  );
}

/** Earlier dossiers of somebody who came again, and the one of the other kind. */
const Others = ({ dossier: { others } }: { dossier: Dossier }) => (
  <>
    {others.map(({ id, referenceCode, custodyState }) => (
      <div key={id}>
        <Link to="/dossiers/$dossierId" params={{ dossierId: id } as never} className="quiet-link">
          {referenceCode}
        </Link>{' '}
        <span className="muted">{custodyStates[custodyState]}</span>
      </div>
    ))}
  </>
);
