import { Link } from '@tanstack/react-router';
import {
  degrees,
  educations,
  ethnicities,
  identities,
  idTypes,
  inReasons,
  politicalStatuses,
  sexes,
} from '../../../../core/codes/tables.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import { custodies, custodyStates, digitalStates } from '../../../../modules/holdings/rules.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { may, useSession } from '../../session.ts';
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

function PersonFacts({ dossier: { id, person } }: { dossier: Dossier }) {
  return (
    <Facts
      facts={[
        ['姓名', <span key="name" title={person.pinyin}>{`${person.name}（${person.pinyin}）`}</span>],
        [idTypes[person.idType], <IdNumber key="id" dossierId={id} masked={person.idNumber} />],
        ['性别', words(sexes, person.sex)],
        ['出生日期', person.birthOn],
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
  const canSeeParcel = may(useSession(), 'parcel.read');
  const parcel =
    dossier.parcelId && canSeeParcel ? (
      <Link to={'/reception/register' as string} search={{ parcelId: dossier.parcelId } as never} className="quiet-link">
        查看所在包裹
      </Link>
    ) : null;
  return (
    <Facts
      facts={[
        ['档案类别', dossierKinds[dossier.kind]],
        ['数字状态', digitalStates[dossier.digitalState]],
        ['存档性质', custodies[dossier.custody]],
        ['委托单位', dossier.depositor?.name],
        ['原存档单位', dossier.previousInstitution],
        ['转入原因', words(inReasons, dossier.inReason)],
        ['登记', `${formatInstant(dossier.registeredAt)} ${dossier.registeredBy}`],
        ['来件', parcel ?? (dossier.parcelId ? '随包裹' : '内部移交')],
        ['缺少材料', dossier.missingNote],
        ['备注', dossier.remark],
        ...(dossier.others.length > 0 ? [['同一人的其他档案', <Others key="others" dossier={dossier} />] as const] : []),
      ]}
    />
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
