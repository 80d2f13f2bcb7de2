import { useConnection } from '../../connection.ts';
import { useAnnouncement } from '../parts/announce.ts';

/** Over every page: that the connection is lost, and what has just been done. */
export function Notices() {
  const isLost = useConnection() === 'lost';
  const done = useAnnouncement();
  return (
    <>
      <div role="alert">
        {isLost ? <div className="banner banner-lost">与服务器的连接中断，正在自动重试…… 已填写的内容不会丢失</div> : null}
      </div>
      <div role="status">{done ? <div className="banner banner-done">{done}</div> : null}</div>
    </>
  );
}
