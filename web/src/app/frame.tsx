import { Link, Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { Database, Inbox, Keyboard, LogOut, type LucideIcon, Settings, Users } from "lucide-react";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { openLive, useLiveConnected } from "@/api/live";
import { onSignedOut, queryClient } from "@/api/query";
import { type CurrentMember, type Session, sessionQuery, useMember, useSession } from "@/api/session";
import { Bell } from "@/features/notifications/bell";
import { setLanguage } from "@/i18n";
import { Avatar } from "@/ui/avatar";
import { classes } from "@/ui/classes";
import { keyHint, listenToKeys, runCommand, useCommand } from "@/ui/keys";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLine } from "@/ui/menu";
import { setTheme, useTheme } from "@/ui/theme";
import { useAccessNews } from "./access-news";
import { HelpDialog } from "./help-dialog";
import { signOut, turnToProject } from "./leave";
import { NoticeBar } from "./notice-bar";
import { Palette } from "./palette";
import { WaitingPage } from "./special-pages";
import { usePreferences } from "./use-preferences";

/** Whoever is no longer signed in is shown nothing more while the way leads back to the login. */
export function Frame() {
  const { member } = useSession();
  const router = useRouter();
  useEffect(
    () =>
      onSignedOut(() => {
        queryClient.setQueryData<Session>(
          sessionQuery.queryKey,
          (known) => known && { ...known, member: null },
        );
        void router.invalidate();
      }),
    [router],
  );
  return member ? <SignedInFrame member={member} /> : null;
}

/** Rail beside the page; on phones a bar at the foot. */
function SignedInFrame({ member }: { member: CurrentMember }) {
  const { t } = useTranslation();
  useMemberPreferences();
  useFrameCommands();
  useAccessNews();
  useEffect(() => openLive(), []);
  useEffect(() => listenToKeys(), []);
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("common:skipToContent")}
      </a>
      <OfflineBar />
      <NoticeBar />
      <div className="flex min-h-0 flex-1 max-md:flex-col-reverse">
        <Rail name={member.name} email={member.email} />
        <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto">
          <Suspense fallback={<WaitingPage />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <HelpDialog />
      <Palette />
    </div>
  );
}

const places = [
  { to: "/inbox", icon: Inbox, label: "common:nav.inbox" },
  { to: "/contacts", icon: Users, label: "common:nav.contacts" },
  { to: "/data", icon: Database, label: "common:nav.data" },
  { to: "/settings", icon: Settings, label: "common:nav.settings" },
] as const;

function Rail({ name, email }: { name: string; email: string }) {
  const { t } = useTranslation();
  const { project } = useSession();
  return (
    <nav
      aria-label={t("common:nav.label")}
      className={classes(
        "flex shrink-0 bg-sunken",
        "max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:w-20 md:flex-col md:border-r md:px-1 md:py-3 xl:w-52 xl:px-3",
      )}
    >
      <div className="mb-4 flex items-center gap-2.5 px-2 max-md:hidden max-xl:justify-center max-xl:px-0">
        <img src="/rozmowa.svg" alt="" className="size-7 shrink-0" />
        <div className="min-w-0 max-xl:sr-only">
          <div className="font-semibold leading-4">Rozmowa</div>
          <div className="truncate text-xs text-muted">{project?.name}</div>
        </div>
      </div>
      <ul className="flex flex-1 gap-0.5 max-md:px-1 md:flex-col">
        {places.map((place) => (
          <li key={place.to} className="max-md:flex-1">
            <RailLink to={place.to} icon={place.icon} label={t(place.label)} />
          </li>
        ))}
      </ul>
      <Bell />
      <AccountMenu name={name} email={email} />
    </nav>
  );
}

function RailLink({
  to,
  icon: Icon,
  label,
}: {
  to: (typeof places)[number]["to"];
  icon: LucideIcon;
  label: string;
}) {
  return (
    <Link
      to={to}
      activeOptions={{ includeSearch: false }}
      className={classes(
        "group flex items-center rounded-md text-muted no-underline inset-focus hover:bg-hover hover:text-ink",
        "max-md:min-h-14 max-md:flex-col max-md:justify-center max-md:gap-1 max-md:text-[11px] max-md:leading-4",
        "md:min-h-14 md:flex-col md:justify-center md:gap-0.5 md:text-[11px] md:leading-4 md:text-center md:break-normal md:hyphens-none",
        "xl:min-h-9 xl:flex-row xl:justify-start xl:gap-3 xl:px-2.5 xl:text-base xl:leading-5 xl:text-left",
        "aria-[current=page]:font-medium aria-[current=page]:text-accent-ink md:aria-[current=page]:bg-accent-soft",
      )}
    >
      <Icon aria-hidden="true" className="size-5 shrink-0 xl:size-[18px]" strokeWidth={1.8} />
      <span className="max-w-full max-md:truncate xl:truncate">{label}</span>
    </Link>
  );
}

function AccountMenu({ name, email }: { name: string; email: string }) {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const { project, projects } = useSession();
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          aria-label={t("common:account.menu", { name })}
          className="flex items-center gap-2.5 rounded-md p-1.5 text-left inset-focus hover:bg-hover max-md:mx-1 max-md:min-w-14 max-md:justify-center max-xl:justify-center"
        >
          <Avatar name={name} />
          <span className="min-w-0 flex-1 max-xl:hidden">
            <span className="block truncate font-medium leading-4">{name}</span>
            <span className="block truncate text-xs text-muted">{email}</span>
          </span>
        </button>
      }
    >
      <MenuHeading>
        <span className="block font-medium">{name}</span>
        <span className="block text-xs text-muted">{email}</span>
      </MenuHeading>
      <MenuLine />
      <MenuItem
        icon={<Settings aria-hidden="true" />}
        onSelect={() => void navigate({ to: "/settings/profile" })}
      >
        {t("common:account.profile")}
      </MenuItem>
      <MenuItem
        icon={<Keyboard aria-hidden="true" />}
        hint={keyHint("app.help")}
        onSelect={() => runCommand("app.help")}
      >
        {t("common:account.keyboard")}
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label={t("common:theme.label")}
        value={theme}
        onChange={(chosen) => preferences.mutate({ theme: chosen })}
        choices={[
          { value: "system", label: t("common:theme.system") },
          { value: "light", label: t("common:theme.light") },
          { value: "dark", label: t("common:theme.dark") },
        ]}
      />
      <MenuChoice
        label={t("common:language.label")}
        value={i18n.language === "en" ? "en" : "pl"}
        onChange={(chosen) => preferences.mutate({ language: chosen })}
        choices={[
          { value: "pl", label: "Polski" },
          { value: "en", label: "English" },
        ]}
      />
      {projects.length > 1 ? (
        <>
          <MenuLine />
          <MenuChoice
            label={t("common:account.projects")}
            value={project?.id ?? ""}
            onChange={(id) => void turnToProject(id)}
            choices={projects.map(({ id, name: label }) => ({ value: id, label }))}
          />
        </>
      ) : null}
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => void signOut()}>
        {t("common:account.signOut")}
      </MenuItem>
    </Menu>
  );
}

function OfflineBar() {
  const { t } = useTranslation();
  const connected = useLiveConnected();
  return (
    <div
      role="status"
      className={connected ? "sr-only" : "bg-warn-soft px-4 py-1.5 text-center text-sm text-warn"}
    >
      {connected ? "" : t("common:offlineBar")}
    </div>
  );
}

/** The member's language and theme win over what this browser remembered. */
function useMemberPreferences(): void {
  const { language, theme } = useMember();
  useEffect(() => void setLanguage(language), [language]);
  useEffect(() => setTheme(theme), [theme]);
}

function useFrameCommands(): void {
  const navigate = useNavigate();
  const { language } = useMember();
  const theme = useTheme();
  const preferences = usePreferences();
  const nextTheme = { system: "light", light: "dark", dark: "system" } as const;
  useCommand("go.inbox", () => void navigate({ to: "/inbox" }));
  useCommand("go.contacts", () => void navigate({ to: "/contacts" }));
  useCommand("go.mailboxes", () => void navigate({ to: "/data/mailboxes" }));
  useCommand("go.settings", () => void navigate({ to: "/settings/profile" }));
  useCommand("app.connectMailbox", () => void navigate({ to: "/data/mailboxes/new" }));
  useCommand("app.theme", () => preferences.mutate({ theme: nextTheme[theme] }));
  useCommand("app.language", () => preferences.mutate({ language: language === "pl" ? "en" : "pl" }));
  useCommand("app.signOut", () => void signOut());
}
