import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCQueryUtils } from '@trpc/react-query';
import type { AppRouter } from '@verdant/api/root';
import { activeRole } from './active-role.ts';
import { shouldRetry } from './errors.ts';

/** More calls than this in one request would outgrow the server's connection pool. */
const maxItems = 8;

/** queryClient keeps what was fetched; pushes invalidate it, so it need not be asked again on each visit. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 30 * 60_000, retry: shouldRetry, refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'online' },
  },
});

/** client calls the API; every call names the role of the open page. */
export const client = createTRPCClient<AppRouter>({
  links: [
    httpBatchLink({
      url: '/trpc',
      maxItems,
      headers: () => {
        const role = activeRole();
        return role === null ? {} : { 'x-verdant-role': role };
      },
    }),
  ],
});

/** api gives each procedure its query options: key and call belong together. */
export const api = createTRPCQueryUtils<AppRouter>({ queryClient, client });
