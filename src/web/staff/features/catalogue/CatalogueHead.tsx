import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type CatalogueState, catalogueStates } from '../../../../modules/catalogue/rules.ts';
import type { Catalogue } from './grid-rows.ts';

const tints: Readonly<Partial<Record<CatalogueState, string>>> = { completed: 'tag tag-verified', reopened: 'tag tag-amber' };

/** 目录状态 as a tag: green is completed, amber was and is open again. */
export const StateTag = ({ state }: { state: CatalogueState }) => <span className={tints[state] ?? 'tag'}>{catalogueStates[state]}</span>;

type Props = { catalogue: Catalogue; state: CatalogueState; children: ReactNode };

/** Whose catalogue it is, and what can be done with it. */
export const CatalogueHead = ({ catalogue, state, children }: Props) => (
  <div className="page-head">
    <h1>整理编目</h1>
    <Link to="/dossiers/$dossierId" params={{ dossierId: catalogue.dossierId } as never} className="quiet-link">
      {catalogue.person.name} <span className="code">{catalogue.referenceCode}</span>
    </Link>
    <StateTag state={state} />
    <div className="page-end">{children}</div>
  </div>
);
