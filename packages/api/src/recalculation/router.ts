import { router } from '../trpc.ts';
import { cancel } from './cancel.ts';
import { history } from './history.ts';
import { request } from './request.ts';
import { status } from './status.ts';

export const recalculationRouter = router({ request, status, history, cancel });
