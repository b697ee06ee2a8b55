import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { type AuditSearch, auditSearch } from "@/api/audit-search";
import type { Section } from "@/api/conversations";
import { queryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";
import { Frame } from "./frame";
import { localPath } from "./local-path";
import { FailedPage, LostPage, WaitingPage } from "./special-pages";

interface RouterContext {
  queryClient: QueryClient;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: LostPage });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox", replace: true });
  },
});

/** Pages before the door: nobody is signed in yet. */
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session.setup) throw redirect({ to: "/login", replace: true });
  },
  component: lazyRouteComponent(() => import("@/features/session/setup-page"), "SetupPage"),
});

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { next?: string } => ({ next: localPath(search.next) }),
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.setup) throw redirect({ to: "/setup", replace: true });
    if (session.member) throw redirect({ to: "/inbox", replace: true });
  },
  component: lazyRouteComponent(() => import("@/features/session/login-page"), "LoginPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: lazyRouteComponent(() => import("@/features/session/invitation-page"), "InvitationPage"),
});

/** Everything behind the door. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.setup) throw redirect({ to: "/setup", replace: true });
    if (session.member) return;
    const next = location.href === "/inbox" ? undefined : location.href;
    throw redirect({ to: "/login", search: { next }, replace: true });
  },
  component: Frame,
});

const sections: readonly Section[] = [
  "mine",
  "shared",
  "unassigned",
  "waiting_for_us",
  "waiting_for_them",
  "snoozed",
  "closed",
  "archived_by_me",
  "starred",
  "archive",
  "trash",
];

/** The inbox, one mailbox of it, what is unread, or a section; a conversation opens beside the list. */
const inbox = createRoute({
  getParentRoute: () => app,
  path: "/inbox",
  validateSearch: (search): { account?: string; unread?: true; section?: Section; tag?: string } => ({
    account: text(search.account),
    tag: text(search.tag),
    section: sections.find((section) => section === search.section),
    unread: search.unread === true || search.unread === "true" ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("./inbox-layout"), "InboxLayout"),
});

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "$conversationId",
  component: () => null,
});

/** Speaking addresses of the same places, for links from elsewhere: /inbox/unread, /mailbox/{id}, …/c/{conversationId}. */
const unread = createRoute({
  getParentRoute: () => inbox,
  path: "unread",
  beforeLoad: () => {
    throw redirect({ to: "/inbox", search: { unread: true }, replace: true });
  },
});
const unreadConversation = createRoute({
  getParentRoute: () => inbox,
  path: "unread/c/$conversationId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/inbox/$conversationId", params, search: { unread: true }, replace: true });
  },
});
const inboxConversation = createRoute({
  getParentRoute: () => inbox,
  path: "c/$conversationId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/inbox/$conversationId", params, search: {}, replace: true });
  },
});
const ofMailbox = createRoute({
  getParentRoute: () => app,
  path: "/mailbox/$accountId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/inbox", search: { account: params.accountId }, replace: true });
  },
});
const ofMailboxConversation = createRoute({
  getParentRoute: () => app,
  path: "/mailbox/$accountId/c/$conversationId",
  beforeLoad: ({ params: { accountId, conversationId } }) => {
    throw redirect({
      to: "/inbox/$conversationId",
      params: { conversationId },
      search: { account: accountId },
      replace: true,
    });
  },
});

const contacts = createRoute({
  getParentRoute: () => app,
  path: "/contacts",
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import("./contacts-layout"), "ContactsLayout"),
});

const contact = createRoute({
  getParentRoute: () => contacts,
  path: "$contactId",
  component: () => null,
});

const data = createRoute({
  getParentRoute: () => app,
  path: "/data",
  component: lazyRouteComponent(() => import("@/features/mail-accounts/data-centre-page"), "DataCentrePage"),
});

const mailboxes = createRoute({
  getParentRoute: () => app,
  path: "/data/mailboxes",
  component: lazyRouteComponent(() => import("@/features/mail-accounts/mailboxes-page"), "MailboxesPage"),
});

/** The wizard. All it needs to go on after leaving is in the address: the tile, the attempt, or the account being chosen for. */
const connect = createRoute({
  getParentRoute: () => app,
  path: "/data/mailboxes/new",
  validateSearch: (search): { provider?: string; attempt?: string } => ({
    provider: text(search.provider),
    attempt: text(search.attempt),
  }),
  component: lazyRouteComponent(() => import("@/features/mail-accounts/connect-page"), "ConnectPage"),
});

const choose = createRoute({
  getParentRoute: () => app,
  path: "/data/mailboxes/$accountId/folders",
  validateSearch: (search): { step?: "finish" } => ({
    step: search.step === "finish" ? "finish" : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/mail-accounts/folders-page"), "FoldersPage"),
});

const mailbox = createRoute({
  getParentRoute: () => app,
  path: "/data/mailboxes/$accountId",
  component: lazyRouteComponent(() => import("@/features/mail-accounts/summary-page"), "SummaryPage"),
});

const sync = createRoute({
  getParentRoute: () => app,
  path: "/data/mailboxes/$accountId/sync",
  component: lazyRouteComponent(() => import("@/features/mail-accounts/sync-page"), "SyncPage"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings-layout"), "SettingsLayout"),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/profile", replace: true });
  },
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: lazyRouteComponent(() => import("@/features/settings/profile-page"), "ProfilePage"),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: "security",
  component: lazyRouteComponent(() => import("@/features/settings/security-page"), "SecurityPage"),
});

const notifications = createRoute({
  getParentRoute: () => settings,
  path: "notifications",
  component: lazyRouteComponent(
    () => import("@/features/notifications/settings-page"),
    "NotificationSettingsPage",
  ),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  validateSearch: (search): AuditSearch => auditSearch(search),
  component: lazyRouteComponent(() => import("@/features/audit/audit-page"), "AuditPage"),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: "team",
  component: lazyRouteComponent(() => import("@/features/team/team-page"), "TeamPage"),
});

const project = createRoute({
  getParentRoute: () => settings,
  path: "project",
  component: lazyRouteComponent(() => import("@/features/team/project-page"), "ProjectPage"),
});

const tags = createRoute({
  getParentRoute: () => settings,
  path: "tags",
  component: lazyRouteComponent(() => import("@/features/settings/tags-page"), "TagsPage"),
});

const routeTree = root.addChildren([
  home,
  setup,
  login,
  invitation,
  app.addChildren([
    inbox.addChildren([conversation, unread, unreadConversation, inboxConversation]),
    ofMailbox,
    ofMailboxConversation,
    contacts.addChildren([contact]),
    data,
    mailboxes,
    connect,
    choose,
    mailbox,
    sync,
    settings.addChildren([settingsHome, profile, security, notifications, team, project, tags, audit]),
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: WaitingPage,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: LostPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
