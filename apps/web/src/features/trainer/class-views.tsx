import { useNavigate, useSearch } from '@tanstack/react-router';
import type { CourseOverview } from '@verdant/api/views';
import { learnerAnalyticIds, catalogue, isLearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { mergeSearch } from '../../app/merge-search.ts';
import { Card } from '../../ui/card.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Distribution } from '../roster/distribution.tsx';
import { CourseContent } from './course-content.tsx';
import { trainer } from './messages.ts';
import { readRosterSearch } from './search.ts';

/** ClassViews shows the class in each of the six analytics; a band lists its learners in the table above. */
export function ClassViews({ overview }: { overview: CourseOverview }) {
  const { analytic = 'learning-velocity', band } = readRosterSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const view = overview.classViews.find((one) => one.analytic === analytic);
  const choose = (id: string) => isLearnerAnalyticId(id) && void navigate({ to: '.', search: (before) => mergeSearch(before, { analytic: id, band: undefined, page: undefined }), replace: true, resetScroll: false });
  const filter = (next: string) => {
    void navigate({ to: '.', search: (before) => mergeSearch(before, { analytic, band: next === band ? undefined : next, page: undefined }), replace: true, resetScroll: false });
    document.getElementById('who')?.scrollIntoView({ block: 'start' });
  };
  return (
    <Card aria-labelledby="class">
      <h2 id="class" className="mb-3 text-md font-semibold">{trainer.classView}</h2>
      <Tabs label={trainer.classView} value={analytic} onChange={choose} tabs={learnerAnalyticIds.map((id) => ({ id, label: catalogue[id].name }))}>
        {analytic === 'content-effectiveness' ? (
          <CourseContent overview={overview} />
        ) : (
          view && <div className="max-w-3xl"><Distribution view={view} selected={band ?? null} onSelect={filter} /></div>
        )}
      </Tabs>
    </Card>
  );
}
