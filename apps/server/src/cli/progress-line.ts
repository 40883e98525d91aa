import { Presets, SingleBar } from 'cli-progress';

export type ProgressLine = { update: (done: number, total: number) => void; stop: () => void };

/** progressLine shows a bar on a terminal, and one plain line at the end elsewhere. */
export function progressLine(title: string): ProgressLine {
  let seen = { done: 0, total: 0 };
  if (!process.stdout.isTTY) {
    return { update: (done, total) => { seen = { done, total }; }, stop: () => console.log(`${title}: ${seen.done} of ${seen.total}`) };
  }
  const bar = new SingleBar({ format: `${title} {bar} {percentage} % ({value} of {total})`, hideCursor: true, clearOnComplete: false }, Presets.shades_classic);
  let begun = false;
  return {
    update: (done, total) => {
      if (!begun) bar.start(total, 0);
      begun = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => { if (begun) bar.stop(); },
  };
}
