import type { CourseOverview, Labels } from '@verdant/api/views';
import { cardState } from '@verdant/domain/analytics/card-state';
import type { CourseContentEffectiveness } from '@verdant/domain/analytics/content-effectiveness-value';
import { Chart } from '../../charts/chart.tsx';
import { TableTwin } from '../../charts/table-twin.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { analytics } from '../analytics/messages.ts';
import { dropOffModel } from '../analytics/models/content.ts';
import { showBare, showField } from '../analytics/show.ts';
import { StateView } from '../analytics/state-view.tsx';
import { trainer } from './messages.ts';

const id = 'content-effectiveness';

function itemTable(value: CourseContentEffectiveness, labels: Labels) {
  return {
    caption: trainer.items,
    columns: [{ label: trainer.item }, { label: trainer.facility, numeric: true }, { label: trainer.discrimination, numeric: true }, { label: trainer.learnersN, numeric: true }, { label: trainer.flags }],
    rows: value.items.map((item) => [
      item.itemId === null ? labels[item.assessmentId] ?? trainer.item : `${labels[item.assessmentId] ?? trainer.item}, ${labels[item.itemId] ?? item.itemId}`,
      showBare(id, 'items[].facility', item.facility), showBare(id, 'items[].discrimination', item.discrimination), showBare(id, 'items[].rows', item.rows),
      item.flags.length === 0 ? trainer.noFlag : item.flags.map((flag) => trainer.flag[flag]).join(', '),
    ]),
  };
}

function Loaded({ value, labels }: { value: CourseContentEffectiveness; labels: Labels }) {
  const steps = dropOffModel(value);
  const figures = [
    { label: trainer.index, text: showField(id, 'index.value', value.index.value) },
    { label: trainer.gain, text: showField(id, 'gain.classGain', value.gain?.classGain ?? null) },
    { label: trainer.cohenD, text: showField(id, 'gain.cohenD', value.gain?.cohenD ?? null) },
  ];
  return (
    <div className="grid gap-8">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        {figures.map(({ label, text }) => <div key={label}><dt className="text-sm text-muted">{label}</dt><dd className="tabular text-lg font-semibold">{text}</dd></div>)}
      </dl>
      {steps !== null && (
        <section aria-label={trainer.dropOff}>
          <h3 className="mb-3 font-medium">{trainer.dropOff}</h3>
          <Chart model={steps} size="full" />
          <details className="mt-3"><summary className="flex min-h-11 items-center text-sm font-medium text-link">{analytics.showTable}</summary><TableTwin table={steps.table} /></details>
        </section>
      )}
      {value.items.length > 0 && <TableTwin table={itemTable(value, labels)} />}
    </div>
  );
}

/** CourseContent is the course view of content effectiveness: index, gain, where learners stop, and how items behave. */
export function CourseContent({ overview }: { overview: CourseOverview }) {
  const now = useNow();
  if (overview.content === null) return <EmptyState title={trainer.noContent} />;
  const { value } = overview.content;
  return (
    <StateView analytic={id} state={cardState(overview.content, now)}>
      {value !== null && value.view === 'course' ? <Loaded value={value} labels={overview.labels} /> : <EmptyState title={trainer.contentInsufficient} />}
    </StateView>
  );
}
