import { useParams } from '@tanstack/react-router';
import { DetailPage } from './detail-page.tsx';
import { PersonPage } from './person-page.tsx';

/** OwnAnalytic is the learner's own detail page. */
export function OwnAnalytic() {
  const { slug } = useParams({ from: '/frame/learner/analytics/$slug' });
  return <DetailPage subject={{ kind: 'self' }} slug={slug} />;
}

/** TrainedPerson is a trainer's page about one learner. */
export function TrainedPerson() {
  const { userId } = useParams({ from: '/frame/trainer/learners/$userId' });
  return <PersonPage subject={{ kind: 'trained', userId }} />;
}

/** TrainedAnalytic is a trainer's detail page about one learner. */
export function TrainedAnalytic() {
  const { userId, slug } = useParams({ from: '/frame/trainer/learners/$userId/$slug' });
  return <DetailPage subject={{ kind: 'trained', userId }} slug={slug} />;
}

/** Worker is an org admin's page about one person. */
export function Worker() {
  const { userId } = useParams({ from: '/frame/org-admin/workers/$userId' });
  return <PersonPage subject={{ kind: 'worker', userId }} />;
}

/** WorkerAnalytic is an org admin's detail page about one person. */
export function WorkerAnalytic() {
  const { userId, slug } = useParams({ from: '/frame/org-admin/workers/$userId/$slug' });
  return <DetailPage subject={{ kind: 'worker', userId }} slug={slug} />;
}
