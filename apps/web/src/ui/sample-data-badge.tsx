import { FlaskConical } from 'lucide-react';
import { en } from '../messages/en.ts';
import { Badge } from './badge.tsx';

/** SampleDataBadge marks what was generated for a demonstration. */
export function SampleDataBadge() {
  return <Badge tone="info" icon={<FlaskConical aria-hidden="true" className="size-3.5" />}>{en.sampleData}</Badge>;
}
