import { useParams } from '@tanstack/react-router';
import { TrainerPage } from './trainer-page.tsx';

/** TrainerHome opens the most recently active course or cohort. */
export function TrainerHome() {
  return <TrainerPage group={null} />;
}

/** TrainerCourse is the dashboard of one course. */
export function TrainerCourse() {
  const { courseId } = useParams({ from: '/frame/trainer/courses/$courseId' });
  return <TrainerPage group={{ kind: 'course', id: courseId }} />;
}

/** TrainerCohort is the dashboard of one cohort. */
export function TrainerCohort() {
  const { cohortId } = useParams({ from: '/frame/trainer/cohorts/$cohortId' });
  return <TrainerPage group={{ kind: 'cohort', id: cohortId }} />;
}
