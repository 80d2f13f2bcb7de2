import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Issue, Problem } from '../../../core/problem.ts';
import { makeFolder, syncPath, writeNewFile } from '../durable.ts';
import { findNameClashes, toSafePath } from '../zip/entry-names.ts';
import { addVersion, type Inventory, nextVersionName, serialise, sidecarName, stateOf, toSidecar, type VersionUser } from './inventory.ts';
import { readHead } from './read-inventory.ts';
import { INTENT_FILE, type Intent, putRootFiles, removeEmptyParents, settleObject } from './recover.ts';
import { type StateFile, stageContent, stageInventory, stageObject } from './stage-content.ts';
import { openStage, type Stage } from './staging.ts';
import { type StorageRoot, toObjectPath } from './storage-root.ts';

export type VersionInput = {
  /** The whole state of the new version by logical path; what is not in it is no longer part of the object's head. */
  state: ReadonlyMap<string, StateFile>;
  message: string;
  user: VersionUser;
  created: Date;
  /** The head the caller saw (`v3`), null for none: another head is a conflict. Not given: whatever is there. */
  expectedHead?: string | null;
};

/** `isUnchanged`: the head had this very state already and nothing was written. Digests are of all files of the version. */
export type PutVersion = {
  version: string;
  objectPath: string;
  isUnchanged: boolean;
  addedBytes: number;
  digests: ReadonlyMap<string, { sha512: string }>;
};

/**
 * Writes a new object or the next version of one. When it returns, the version is on disk and survives a loss of power; when the
 * process is killed before, readers find the old version or the new one, never a mixture, and `recoverRoot` clears the rest.
 * Safe to repeat: a state that the head already has writes nothing. Content that any version holds is not stored again.
 * @throws invalid_input for paths that cannot be kept; rule_broken when a file is not what its digest says; conflict by expectedHead.
 */
export async function putVersion(root: StorageRoot, objectId: string, input: VersionInput): Promise<PutVersion> {
  const issues = findPathIssues(objectId, input);
  if (issues.length > 0) throw new Problem('invalid_input', 'state cannot be stored', issues);
  const objectPath = toObjectPath(objectId);
  const stage = await openStage(root, objectId);
  try {
    await settleObject(join(root.path, objectPath), stage.path);
    const current = await readCurrent(root, objectPath, objectId, input);
    return await write(root, stage, { objectId, objectPath, current, input });
  } finally {
    await stage.close();
  }
}

type Job = { objectId: string; objectPath: string; current: Inventory | undefined; input: VersionInput };

async function readCurrent(root: StorageRoot, objectPath: string, objectId: string, input: VersionInput): Promise<Inventory | undefined> {
  const current = (await readHead(join(root.path, objectPath)))?.inventory;
  if (input.expectedHead !== undefined && (current?.head ?? null) !== input.expectedHead) {
    throw new Problem('conflict', `head of ${objectId} is ${current?.head ?? 'none'}, not ${input.expectedHead ?? 'none'}`);
  }
  if (current && current.digestAlgorithm !== 'sha512')
    throw new Problem('conflict', `object ${objectId} uses ${current.digestAlgorithm}, not sha512`);
  return current;
}

async function write(root: StorageRoot, stage: Stage, job: Job): Promise<PutVersion> {
  const { objectId, objectPath, current, input } = job;
  const version = nextVersionName(current);
  // A new object is staged whole and arrives by one rename; of a known one only the version's folder is new.
  const staged = current ? stage.path : join(stage.path, 'object');
  const content = await stageContent(join(staged, version), version, current, input.state);
  const digests = new Map([...content.state].map(([path, sha512]) => [path, { sha512 }]));
  const done = { objectPath, addedBytes: content.addedBytes, digests };
  if (current && isSameState(stateOf(current, current.head), content.state)) return { ...done, version: current.head, isUnchanged: true };
  const block = { created: input.created.toISOString(), message: input.message, user: input.user };
  const inventory = addVersion(current, { id: objectId, state: content.state, added: content.added, block });
  const text = serialise(inventory);
  await stageInventory(join(staged, version), inventory, text);
  if (!current) await stageObject(staged, inventory, text);
  const intent: Intent = { objectPath };
  await writeNewFile(join(stage.path, INTENT_FILE), JSON.stringify(intent));
  for (const path of [staged, stage.path, root.stagingPath]) await syncPath(path);
  if (current) await arriveVersion(root, stage, objectPath, inventory, text);
  else await arriveObject(root, staged, objectPath);
  return { ...done, version, isUnchanged: false };
}

/** The version's folder arrives by one rename, which fails when it exists; then the root files follow. */
async function arriveVersion(root: StorageRoot, stage: Stage, objectPath: string, inventory: Inventory, text: string): Promise<void> {
  const target = join(root.path, objectPath);
  await rename(join(stage.path, inventory.head), join(target, inventory.head));
  await syncPath(target);
  await putRootFiles(target, Buffer.from(text), toSidecar(text, inventory.digestAlgorithm), stage.path, sidecarName(inventory));
}

async function arriveObject(root: StorageRoot, staged: string, objectPath: string): Promise<void> {
  const target = join(root.path, objectPath);
  try {
    await makeFolder(dirname(target));
    await rename(staged, target);
  } catch (error) {
    await removeEmptyParents(root, objectPath);
    throw error;
  }
  await syncPath(dirname(target));
}

function isSameState(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, digest]) => b.get(path) === digest);
}

/** Logical paths become file names, so they must be ones that any system can hold (E052, E053, E095). */
function findPathIssues(objectId: string, { state }: VersionInput): Issue[] {
  const issues: Issue[] = [];
  if (objectId.trim() === '') issues.push({ path: 'objectId', message: '存储对象没有标识，不能写入' });
  if (state.size === 0) issues.push({ path: 'state', message: '没有文件，不能写入空的版本' });
  for (const path of state.keys()) {
    const safe = toSafePath(path, 30);
    const problem = 'problem' in safe ? safe.problem : safe.path === path ? undefined : '不是规范的相对路径';
    if (problem) issues.push({ path, message: `“${path}”${problem}，不能作为存储路径` });
  }
  return [...issues, ...findNameClashes([...state.keys()])];
}
