import { TriangleAlert } from 'lucide-react';
import { readFailure } from '../api/errors.ts';
import { en } from '../messages/en.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** ErrorState says in plain words that something did not load, with the reference for support and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code, requestId } = readFailure(error);
  return (
    <div role="alert">
      <EmptyState
        icon={<TriangleAlert className="size-5" />}
        title={en.errors.title}
        text={code === null ? en.errors.network : en.errors.text}
        action={
          <div className="grid justify-items-center gap-3">
            <Button onClick={onRetry}>{en.retry}</Button>
            {requestId !== null && <p className="font-mono text-sm text-muted">{en.errors.reference(requestId)}</p>}
          </div>
        }
      />
    </div>
  );
}
