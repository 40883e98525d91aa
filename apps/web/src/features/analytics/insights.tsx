import { Lightbulb } from 'lucide-react';
import type { AnalyticDetail } from '@verdant/api/views';
import { Card } from '../../ui/card.tsx';
import { analytics } from './messages.ts';

/** Insights are one to three sentences made from the same values, each naming its rule. */
export function Insights({ insights }: { insights: AnalyticDetail['insights'] }) {
  if (insights.length === 0) return null;
  return (
    <Card aria-labelledby="insight" className="self-start">
      <h2 id="insight" className="mb-4 text-md font-semibold">{analytics.insight}</h2>
      <ul className="grid gap-4">
        {insights.map((insight) => (
          <li key={insight.rule} className="flex gap-3">
            <Lightbulb aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent" />
            <div>
              <p>{insight.text}</p>
              <p className="mt-0.5 text-sm text-muted">{analytics.rule(insight.rule)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
