import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** Problems that asking again may mend; all others are answers. */
function worthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === "offline" || error.code === "server_away");
}

const signedOutListeners = new Set<() => void>();

/** Told when the server no longer knows who we are, whatever was asked. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

function notice(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.code !== "signed_out") return;
  for (const listener of signedOutListeners) listener();
}

/** The only place where what the server said is kept. Live events say when it is out of date. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => worthRetrying(error) && count < 5,
      retryDelay: (count) => Math.min(500 * 2 ** count, 8_000),
    },
    mutations: { retry: false },
  },
});
