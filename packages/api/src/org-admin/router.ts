import { router } from '../trpc.ts';
import { analytics } from './analytics.ts';
import { changeSettings } from './change-settings.ts';
import { explainWorker } from './explain-worker.ts';
import { kpis } from './kpis.ts';
import { overview } from './overview.ts';
import { settings } from './settings.ts';
import { workerAnalytic } from './worker-analytic.ts';
import { workerOutlook } from './worker-outlook.ts';
import { worker } from './worker.ts';
import { workers } from './workers.ts';

export const orgAdminRouter = router({ overview, kpis, workers, worker, workerAnalytic, workerOutlook, settings, changeSettings, analytics, explainWorker });
