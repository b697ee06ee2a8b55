import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { http } from "./http";
import { ApiProblem } from "./problem";

export type Role = "owner" | "admin" | "member" | "guest";
export type Language = "pl" | "en";
export type Theme = "system" | "light" | "dark";

export interface CurrentMember {
  id: string;
  name: string;
  email: string;
  role: Role;
  language: Language;
  timeZone: string;
  theme: Theme;
}

export interface Demo {
  logins: { email: string; password: string; name: string; role: Role }[];
  mailboxes: { address: string; password: string }[];
}

export interface Session {
  /** Nobody has claimed this installation yet. */
  setup: boolean;
  member: CurrentMember | null;
  project: { id: string; name: string } | null;
  projects: { id: string; name: string }[];
  demo: Demo | null;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => http.get<Session>("/session", signal),
  staleTime: 5 * 60_000,
});

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** The signed-in member; only for what is shown behind the login. */
export function useMember(): CurrentMember {
  const { member } = useSession();
  if (member === null) throw new ApiProblem("signed_out", 401);
  return member;
}
