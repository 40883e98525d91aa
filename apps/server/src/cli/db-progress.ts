import { progressLine } from './progress-line.ts';

/** withProgress shows a bar from the first step on, as long as work goes on. */
export async function withProgress<T>(title: string, work: (update: (done: number, total: number) => void) => Promise<T>): Promise<T> {
  const bar = progressLine(title);
  let begun = false;
  try {
    return await work((done, total) => {
      begun = true;
      bar.update(done, total);
    });
  } finally {
    if (begun) bar.stop();
  }
}
