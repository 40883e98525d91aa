import { router } from '../trpc.ts';
import { courseAnalytics } from './course-analytics.ts';
import { courseOverview } from './course-overview.ts';
import { courses } from './courses.ts';
import { explainLearner } from './explain-learner.ts';
import { learnerAnalytic } from './learner-analytic.ts';
import { learnerOutlook } from './learner-outlook.ts';
import { learner } from './learner.ts';
import { teaching } from './teaching.ts';

export const trainerRouter = router({ courses, courseOverview, learner, learnerAnalytic, learnerOutlook, courseAnalytics, teaching, explainLearner });
