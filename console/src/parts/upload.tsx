// Files are kept by hash. Dropped or chosen, sent with progress, held to the server's limits before a byte goes out.
import { Button, Progress, Upload } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { FILE_LIMIT_BYTES } from '@domain/media';
import { Unanswered } from '@/api/answer';
import { tell } from '@/api/problem';
import { freshToken } from '@/api/session';
import type { Schemas } from '@/api/client';
import { say } from '@/words/say';

const LIMIT_MB = FILE_LIMIT_BYTES / 1024 / 1024;
const ACCEPT = '.pdf,.png,.jpg,.jpeg,.mp4,.mp3,.txt';

interface Sending {
  name: string;
  percent: number;
  error?: string;
}

/** fetch cannot tell how far an upload is; XMLHttpRequest can. @throws the problem, or Unanswered */
async function store(file: File, progress: (percent: number) => void): Promise<Schemas['FileStored']> {
  const token = await freshToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(Math.round((loaded / total) * 100));
    request.onload = () =>
      request.status < 300 ? resolve(request.response as Schemas['FileStored']) : reject(request.response as Error);
    request.onerror = () => reject(new Unanswered('upload failed'));
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

interface FilesProps {
  id?: string;
  /** SHA-256 of each file, in order. */
  value?: string[];
  onChange?: (files: string[]) => void;
  most?: number;
}

interface Uploads {
  names: Record<string, string>;
  sending: Sending[];
  refused: string | null;
  take: (file: File) => Promise<void>;
}

function useUploads(value: string[], onChange: FilesProps['onChange']): Uploads {
  // Several files dropped together end at different times; each is added to what is there by then.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const [names, setNames] = useState<Record<string, string>>({});
  const [sending, setSending] = useState<Sending[]>([]);
  const [refused, setRefused] = useState<string | null>(null);

  async function take(file: File): Promise<void> {
    setRefused(null);
    if (file.size > FILE_LIMIT_BYTES) {
      setRefused(
        say(`${file.name} 超过 ${LIMIT_MB} MB，未上传`, `${file.name} is larger than ${LIMIT_MB} MB and was not sent`),
      );
      return;
    }
    const mine = (percent: number) => (all: Sending[]) =>
      all.map(one => (one.name === file.name ? { ...one, percent } : one));
    setSending(all => [...all.filter(one => one.name !== file.name), { name: file.name, percent: 0 }]);
    try {
      const { sha256 } = await store(file, percent => setSending(mine(percent)));
      setNames(all => ({ ...all, [sha256]: file.name }));
      setSending(all => all.filter(one => one.name !== file.name));
      if (latest.current.includes(sha256)) return;
      latest.current = [...latest.current, sha256];
      onChange?.(latest.current);
    } catch (error) {
      setSending(all => all.map(one => (one.name === file.name ? { ...one, error: tell(error) } : one)));
    }
  }

  return { names, sending, refused, take };
}

export function FilesField({ id, value = [], onChange, most = 20 }: FilesProps): ReactNode {
  const { names, sending, refused, take } = useUploads(value, onChange);
  return (
    <div>
      {value.length < most && (
        <Upload.Dragger
          id={id}
          accept={ACCEPT}
          showUploadList={false}
          beforeUpload={file => {
            void take(file);
            return false;
          }}
        >
          <p>{say('拖到这里，或点按选择文件', 'Drop files here, or press to choose')}</p>
          <p className="quiet small">
            {say(
              `PDF、图片、视频、录音或文本，每个不超过 ${LIMIT_MB} MB`,
              `PDF, pictures, video, sound or text, ${LIMIT_MB} MB each`,
            )}
          </p>
        </Upload.Dragger>
      )}
      {refused !== null && (
        <p className="note note-bad" role="alert">
          {refused}
        </p>
      )}
      <div aria-live="polite">
        {sending.map(({ name, percent, error }) => (
          <div key={name} className="upload-item">
            <span>{name}</span>
            {error === undefined ? (
              <Progress percent={percent} size="small" />
            ) : (
              <span className="tag tag-bad">{error}</span>
            )}
          </div>
        ))}
        {value.map(sha256 => (
          <div key={sha256} className="upload-item">
            <span title={sha256}>
              {names[sha256] ?? say(`文件 ${sha256.slice(0, 12)}…`, `file ${sha256.slice(0, 12)}…`)}
            </span>
            <Button size="small" onClick={() => onChange?.(value.filter(one => one !== sha256))}>
              {say('移除', 'remove')}
            </Button>
          </div>
        ))}
      </div>
    </div>
  );
}
