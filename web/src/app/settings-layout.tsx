import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMember } from "@/api/session";

const sections = [
  { to: "/settings/profile", label: "settings:nav.profile" },
  { to: "/settings/security", label: "settings:nav.security" },
  { to: "/settings/notifications", label: "settings:nav.notifications" },
  { to: "/settings/team", label: "settings:nav.team" },
  { to: "/settings/project", label: "settings:nav.project" },
  { to: "/settings/tags", label: "settings:nav.tags" },
  { to: "/settings/audit", label: "settings:nav.audit" },
] as const;

const forGuests: readonly string[] = ["/settings/profile", "/settings/security", "/settings/notifications"];

export function SettingsLayout() {
  const { t } = useTranslation();
  const { role } = useMember();
  const manages = role === "owner" || role === "admin";
  const shown = sections.filter(
    (section) =>
      (role !== "guest" || forGuests.includes(section.to)) && (manages || section.to !== "/settings/audit"),
  );
  const list = useRef<HTMLUListElement>(null);
  const { pathname } = useLocation();
  // On a phone the sections stand in one line that scrolls: the present one must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page marks another link
  useEffect(() => {
    list.current
      ?.querySelector("[aria-current=page]")
      ?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [pathname]);
  return (
    <div className="mx-auto flex max-w-5xl gap-10 px-4 py-8 max-md:flex-col max-md:gap-4 max-md:py-4 md:px-8">
      <nav aria-label={t("settings:nav.label")} className="shrink-0 md:w-44">
        <ul ref={list} className="flex gap-1 overflow-x-auto md:sticky md:top-8 md:flex-col">
          {shown.map((section) => (
            <li key={section.to}>
              <Link
                to={section.to}
                className="flex min-h-9 items-center whitespace-nowrap rounded-md px-3 text-muted no-underline inset-focus hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-ink max-md:min-h-11"
              >
                {t(section.label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 max-w-2xl flex-1">
        <Outlet />
      </div>
    </div>
  );
}
