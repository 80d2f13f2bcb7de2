import { type ReactNode, useEffect } from 'react';
import { BrandMark } from './BrandMark.tsx';
import '../styles/door.css';

/** The frame of what stands before the shell: signing in, setting up, changing a password. */
export function DoorFrame({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · 兰台`;
  }, [title]);
  return (
    <main className={isWide ? 'door door-wide' : 'door'}>
      <div className="door-brand">
        <BrandMark size={44} />
        <div>
          <strong>兰台</strong>
          <div className="muted">人事档案管理</div>
        </div>
      </div>
      <div className="sheet">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
