import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Router, useLocation } from 'wouter';
import { ApiError } from '../api/api-error';
import { SessionContext, useSessionRead } from '../api/session';
import { ErrorState, Loading } from '../components/states';
import { Toasts } from '../components/toasts';
import { ErrorBoundary } from './error-boundary';
import { Routes } from './routes';

const MAX_RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof ApiError && error.isTemporary && failures < MAX_RETRIES,
      // Requests fail by themselves when the browser is offline, which is shown at once.
      networkMode: 'always',
      staleTime: 5000,
    },
    mutations: { networkMode: 'always' },
  },
});

/** The whole console. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queries}>
        <Router base="/console">
          <Frame />
        </Router>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** Gives the components of React Aria language and navigation, and everything below the session. */
function Frame() {
  const { i18n } = useTranslation();
  const [, navigate] = useLocation();
  const session = useSessionRead();
  return (
    <I18nProvider locale={i18n.language}>
      <RouterProvider navigate={(path) => navigate(path)} useHref={(path) => `/console${path}`}>
        {session.data ? (
          <SessionContext value={session.data}>
            <Routes session={session.data} />
          </SessionContext>
        ) : (
          <main className="alone">
            {session.error ? (
              <ErrorState error={session.error} onRetry={() => void session.refetch()} />
            ) : (
              <Loading />
            )}
          </main>
        )}
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}
