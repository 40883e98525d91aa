import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { en } from '../../messages/en.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** CardSkeletons hold the place of the six cards in their final size. */
export function CardSkeletons() {
  return (
    <div aria-busy="true">
      <span className="sr-only">{en.loading}</span>
      <ul className="grid gap-4 sm:gap-5 md:grid-cols-2 xl:grid-cols-3">
        {learnerAnalyticIds.map((id) => (
          <li key={id}>
            <Card className="h-[29.5rem]">
              <Skeleton className="mb-6 h-9 w-40" />
              <Skeleton className="mb-2 h-10 w-28" />
              <Skeleton className="mb-8 h-4 w-48" />
              <Skeleton className="mb-8 h-36" />
              <Skeleton className="h-10" />
            </Card>
          </li>
        ))}
      </ul>
    </div>
  );
}
