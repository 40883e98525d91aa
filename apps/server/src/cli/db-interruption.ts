import { CommandError } from './with-installation.ts';

/** untilInterrupted runs work that Ctrl-C ends: its own way out is taken, and the sentence is what is told. */
export async function untilInterrupted<T>(sentence: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(new CommandError(sentence));
  process.once('SIGINT', stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off('SIGINT', stop);
  }
}
