import { useParams } from '@tanstack/react-router';
import { MetricPage } from './metric-page.tsx';

/** Metric shows the definition named in the address. */
export function Metric() {
  const { slug } = useParams({ from: '/frame/help/metrics/$slug' });
  return <MetricPage slug={slug} />;
}
