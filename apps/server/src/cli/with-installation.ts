import { DataFolderError } from '@verdant/db/data-folder-error';
import { DomainError } from '@verdant/domain/errors';
import { StartError, readEnvironment } from '../env.ts';
import { openInstallation, type Installation } from '../installation.ts';

/** A wrong argument of a command, told in one sentence. */
export class CommandError extends Error {}

/** withInstallation runs one operator command on the installation's database and turns known troubles into one clear sentence and exit code 1. */
export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  let installation: Installation | undefined;
  try {
    installation = await openInstallation(readEnvironment());
    await work(installation);
  } catch (error) {
    const known = error instanceof StartError || error instanceof DataFolderError || error instanceof CommandError || error instanceof DomainError;
    console.error(known ? error.message : error);
    process.exitCode = 1;
  } finally {
    await installation?.close();
  }
}
