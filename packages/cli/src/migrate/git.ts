import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Why what is written in `folder` could not be undone; `undefined` where git could do it. */
export const objectionOf = async (folder: string): Promise<string | undefined> => {
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      ['-C', folder, 'status', '--porcelain', '--untracked-files=all', '--', '.'],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const files = stdout.split('\n').filter((line) => line !== '');
    if (files.length === 0) return undefined;
    return `${folder} has changes that are not committed (${files[0]?.slice(3)}${files.length > 1 ? ' and others' : ''}).`;
  } catch {
    return `${folder} is in no git repository, so nothing could be undone.`;
  }
};
