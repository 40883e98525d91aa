import { DataFolderError } from '@verdant/db/data-folder-error';
import { OperationError } from '@verdant/db/operations/operation-error';
import { DomainError } from '@verdant/domain/errors';
import { StartError, readEnvironment } from '../env.ts';
import { openInstallation, type Installation } from '../installation.ts';

/** A wrong argument of a command, told in one sentence. */
export class CommandError extends Error {}

const known = [StartError, DataFolderError, OperationError, CommandError, DomainError];

/**
 * withInstallation runs one operator command on the installation's database and turns known troubles into one clear sentence and exit code 1. The database is
 * brought up to date first, unless `migrate` is false.
 */
export async function withInstallation(work: (installation: Installation) => Promise<void>, options: { migrate?: boolean } = {}): Promise<void> {
  let installation: Installation | undefined;
  try {
    installation = await openInstallation(readEnvironment(), options);
    await work(installation);
  } catch (error) {
    console.error(error instanceof Error && known.some((kind) => error instanceof kind) ? error.message : error);
    process.exitCode = 1;
  } finally {
    await installation?.close();
  }
}
