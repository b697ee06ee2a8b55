import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

/** Problems that asking again may mend; all others are answers. */
function worthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === "offline" || error.code === "server_away");
}

/** The only place where what the server said is kept. Live events say when it is out of date. */
export const queryClient = new QueryClient({
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
