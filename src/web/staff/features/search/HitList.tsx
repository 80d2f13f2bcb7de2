import { Link } from '@tanstack/react-router';
import { dossierKinds } from '../../../../core/scope.ts';
import { CustodyTag } from '../holdings/dossier-columns.tsx';
import type { Answer, SearchHit } from './useSearch.ts';

/** What was found, group by group, with what tells people of one name apart. */
export const HitList = ({ groups, chosen }: { groups: Answer['groups']; chosen: SearchHit | undefined }) => (
  <div className="find-list search-hits" id="search-hits" role="listbox" aria-label="查到的档案">
    {groups.map(({ name, hits, isMore }) => (
      // biome-ignore lint/a11y/useSemanticElements: a group of options
      <div key={name} role="group" aria-label={name}>
        <div className="find-title" aria-hidden="true">
          {name} {isMore ? `前 ${hits.length} 份` : `${hits.length} 份`}
        </div>
        {hits.map((hit) => (
          <Row key={hit.dossierId} hit={hit} isChosen={hit === chosen} />
        ))}
      </div>
    ))}
  </div>
);

function Row({ hit, isChosen }: { hit: SearchHit; isChosen: boolean }) {
  const { dossierId, personName, idNumber, birthYear, school, employer, referenceCode, kind, custodyState, why } = hit;
  const known = [birthYear === null ? null : `${birthYear} 年生`, school, employer].filter(Boolean).join(' · ');
  return (
    <Link
      {...{ to: '/dossiers/$dossierId', params: { dossierId } as never, id: `hit-${dossierId}`, className: 'find-hit search-hit' }}
      {...{ role: 'option', 'aria-selected': isChosen, tabIndex: -1 }}
    >
      <strong>{personName}</strong>
      <span className="code">{idNumber}</span>
      <span className="search-known" title={known}>
        {known}
      </span>
      <span className="code">{referenceCode}</span>
      <span>{dossierKinds[kind].replace(/(人事)?档案$/, '')}</span>
      <CustodyTag state={custodyState} />
      <span className="muted search-known" title={why}>
        {why}
      </span>
    </Link>
  );
}
