import { router } from '../trpc.ts';
import { courseOverview } from './course-overview.ts';
import { courses } from './courses.ts';
import { learnerAnalytic } from './learner-analytic.ts';
import { learnerOutlook } from './learner-outlook.ts';
import { learner } from './learner.ts';

export const trainerRouter = router({ courses, courseOverview, learner, learnerAnalytic, learnerOutlook });
