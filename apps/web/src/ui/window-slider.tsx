import { Slider } from 'radix-ui';

type Props = { label: string; stops: readonly number[]; value: number; onChange: (days: number) => void; wordOf: (days: number) => string; shortOf: (days: number) => string };

/** WindowSlider steps through windows of days: arrow keys step, Home and End jump, and the value is spoken as a period with its dates. */
export function WindowSlider({ label, stops, value, onChange, wordOf, shortOf }: Props) {
  const index = Math.max(0, stops.indexOf(value));
  const last = stops.length - 1;
  return (
    <div className="w-full max-w-md">
      <Slider.Root
        min={0}
        max={last}
        step={1}
        value={[index]}
        onValueChange={([next]) => {
          const days = next === undefined ? undefined : stops[next];
          if (days !== undefined) onChange(days);
        }}
        className="relative flex h-11 touch-none items-center select-none"
      >
        <Slider.Track data-control="" className="relative h-1.5 grow rounded-full bg-raised">
          <Slider.Range data-fill="" className="absolute h-full rounded-full bg-accent" />
        </Slider.Track>
        <Slider.Thumb
          aria-label={label}
          aria-valuetext={wordOf(value)}
          className="block size-6 rounded-full border-2 border-accent bg-surface shadow transition-colors duration-150 hover:bg-selected"
        />
      </Slider.Root>
      <div aria-hidden="true" className="flex justify-between text-sm text-muted">
        {stops.map((days) => (
          <button key={days} type="button" tabIndex={-1} onClick={() => onChange(days)} className={days === value ? 'font-semibold text-text' : 'hover:text-text'}>{shortOf(days)}</button>
        ))}
      </div>
    </div>
  );
}
